"""Make one region ready to be shown: database, tables, translations and the figures that ship with it."""

import argparse
import os
import sys

from django.conf import settings
from django.core.management import call_command

from slagvaardig import postgres
from slagvaardig.region.folder import load_region
from slagvaardig.see.figures.actions import load_starter
from slagvaardig.serve import ROOT


def prepare(arguments: argparse.Namespace) -> int:
    """Idempotent: what is there already stays, what is new is added."""
    if settings.PRIVATE_POSTGRES is not None:
        folder = postgres.start(settings.PRIVATE_POSTGRES)
        postgres.create_database(folder, settings.DATABASE_NAME)
    call_command("migrate", verbosity=0, interactive=False)
    load_starter(region=load_region(settings.REGION_FOLDER), by="system:prepare", say=_say)
    return 0


def serve(arguments: argparse.Namespace) -> int:
    """Become the web server of this region."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(arguments.port)]
    os.chdir(ROOT)
    os.execv(sys.executable, [*command, "--blocking-threads", "4", "slagvaardig.wsgi:application"])  # noqa: S606


def _say(line: str) -> None:
    sys.stdout.write(f"  {line}\n")
    sys.stdout.flush()

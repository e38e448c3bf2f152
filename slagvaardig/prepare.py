"""Make one region ready to be shown: database, tables, translations and the figures that ship with it."""

import argparse
import os
import sys

from django.conf import settings
from django.core.management import call_command

from slagvaardig import example_trends, postgres
from slagvaardig.act.example.loading import load_once
from slagvaardig.choose.example.decisions import load_once as load_decisions
from slagvaardig.choose.example.loading import load_once as load_rounds
from slagvaardig.choose.example.weighing import load_once as load_weighing
from slagvaardig.choose.priorities.laying import import_priorities, lay_out_places
from slagvaardig.choose.strategy.actions import import_strategies
from slagvaardig.personas import address_of, introduce
from slagvaardig.region.folder import Region, load_region
from slagvaardig.region.seats import circles_of
from slagvaardig.see.figures.actions import load_starter
from slagvaardig.see.trends.actions import lay_out_trends
from slagvaardig.serve import ROOT
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.models import Person, User
from slagvaardig.trust.circles.actions import OfficePlan, lay_out
from slagvaardig.trust.database.installation import install
from slagvaardig.trust.database.ownership import as_owner


def prepare(arguments: argparse.Namespace) -> int:
    """Idempotent: what is there already stays, what is new is added."""
    make_tables()
    region = load_region(settings.REGION_FOLDER)
    lay_out_region(region)
    load_starter(region=region, by="system:prepare", say=_say)
    load_examples(region)
    lay_out_choices(region)
    return 0


def make_tables() -> None:
    """An empty database with its tables and rules."""
    if settings.PRIVATE_POSTGRES is not None:
        folder = postgres.start(settings.PRIVATE_POSTGRES)
        postgres.create_database(folder, settings.DATABASE_NAME)
    with as_owner():
        call_command("migrate", verbosity=0, interactive=False)
        install()


def lay_out_region(region: Region) -> None:
    """The circles and offices of a region, and in a demonstration its invented people."""
    plans = [OfficePlan(office.slug, office.title, office.partner, office.seats) for office in region.offices]
    with acting_as_job("console") as by:
        lay_out(circles=circles_of({"partners": region.partners, "bodies": region.bodies}), offices=plans, by=by)
        lay_out_trends(region=region, by=by)
        if region.fictional:
            for persona in region.personas:
                introduce(persona=persona, by=by)


def lay_out_choices(region: Region) -> None:
    """The strategies of a region, how much each body agreed to carry, and the priorities that are there."""
    with acting_as_job("console") as by:
        import_strategies(region=region, by=by)
        lay_out_places(region=region, by=by)
    if loaded := load_decisions(region):
        _say(f"{loaded} verzonnen besluiten")
    with acting_as_job("console") as by:
        import_priorities(region=region, by=by)


def load_examples(region: Region) -> None:
    """What the invented people of a fictional region did in the past year."""
    if not region.fictional:
        return
    with acting_as_job("console"):
        users = {persona.slug: User.objects.with_address(address_of(persona)) for persona in region.personas}
        people = {slug: Person.objects.get(pk=user.pk) for slug, user in users.items() if user}
    if loaded := load_once(region.path, people):
        _say(f"{loaded} verzonnen drempels")
    if loaded := example_trends.load_once(region):
        _say(f"{loaded} verzonnen trends")
    if loaded := load_rounds(region.path):
        _say(f"{loaded} verzonnen inventarisaties")
    if loaded := load_weighing(region.path):
        _say(f"{loaded} verzonnen kandidaten")


def serve(arguments: argparse.Namespace) -> int:
    """Become the web server of this region."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(arguments.port)]
    os.chdir(ROOT)
    options = ["--blocking-threads", "4", "--no-access-log"]  # who visited which page is written down nowhere
    os.execv(sys.executable, [*command, *options, "slagvaardig.wsgi:application"])  # noqa: S606


def _say(line: str) -> None:
    sys.stdout.write(f"  {line}\n")
    sys.stdout.flush()

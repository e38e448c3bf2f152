"""An ingest that is killed at a given moment: `python -m tests.see.figures.dying MOMENT DATABASE FIGURES RAW`."""

import os
import signal
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import django
from django.conf import settings
from django.db import connection

MOMENTS = ("keep", "store_raw", "check", "build_domain", "_swap", "record")


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(moment: str, database: str, figures: str, raw: str) -> None:
    django.setup()
    settings.FIGURES_FOLDER = Path(figures)
    connection.settings_dict["NAME"] = database

    from slagvaardig.see.figures import actions, ingestion, store
    from slagvaardig.see.figures import raw as raw_files

    from .sources import CONNECTOR, EVERYWHERE, SOURCE

    places: dict[str, ModuleType] = {"check": store, "build_domain": store, "keep": raw_files}
    for place, name, instead in (
        (ingestion, "connector", lambda source: CONNECTOR),
        (places.get(moment, actions), moment, die),
    ):
        setattr(place, name, instead)
    actions.ingest(source=SOURCE, raw=Path(raw), geography=EVERYWHERE, known_on=date(2026, 5, 1), by="test:dying")


if __name__ == "__main__":
    main(*sys.argv[1:])

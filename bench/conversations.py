"""The pages of conversations with 200 of them in one round: server time, with all rules of the rows.

`python -m bench --conversations`: makes a PostgreSQL of its own in a temporary folder and throws it away.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import django

from bench.barriers import _client, _got, _kept_connection
from bench.trust import _timed
from slagvaardig import postgres
from slagvaardig.serve import ROOT, find_sites

MANY, REPEATS, ASKED_MS = 200, 30, 100.0


def main(given: list[str] | None = None) -> int:
    """0 when everything is within what was asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.conversations", description="Meet de gesprekken.")
    parser.add_argument("--rows", type=int, default=MANY, help=f"aantal gesprekken (nu {MANY})")
    rows = parser.parse_args(given).rows
    folder = Path(tempfile.mkdtemp(prefix="slagvaardig-bench-"))
    os.environ |= {
        "SLAGVAARDIG_VAR": str(folder),
        "SLAGVAARDIG_REGION": str(next(site.folder for site in find_sites(ROOT / "regions") if site.fictional)),
        "DJANGO_SETTINGS_MODULE": "slagvaardig.settings",
        "SLAGVAARDIG_LIMITS_TIMES": "10000",
    }
    os.environ.pop("DATABASE_URL", None)
    try:
        postgres.start(folder / "postgres")
        django.setup()
        return _report(rows)
    finally:
        postgres.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)


def _report(rows: int) -> int:
    slow = 0
    print(
        f"{rows} gesprekken, mediaan van {REPEATS} keer\n{'pagina':32} {'klok':>9} {'rekentijd':>10} {'gevraagd':>10}"
    )
    for name, job in _jobs(rows):
        with _kept_connection():
            clock, worked = _timed(job, REPEATS)
        slow += worked > ASKED_MS
        word = "  TE TRAAG" if worked > ASKED_MS else ""
        print(f"{name:32} {clock:6.1f} ms {worked:7.1f} ms {ASKED_MS:7.0f} ms{word}")
    return 1 if slow else 0


def _jobs(rows: int) -> Iterator[tuple[str, Callable[[], None]]]:
    from slagvaardig.see.conversations.actions import hold, move_conversation, write_notes, write_quote
    from slagvaardig.see.conversations.rules import Held
    from slagvaardig.see.coverage import nightly
    from tests.attack.staging import bring
    from tests.see.conversations.ground import SAID, today, towns

    told = bring()
    ground = _ground(told)
    round, some, draft = ground.running("bureau", "werkgroep"), towns(), None
    for number in range(rows):
        held = Held(today() - timedelta(days=number % 15), some[number % 5], {"boa": 1 + number % 3, "wijkagent": 2})
        with ground.people.acting("adviser") as by:
            draft = hold(round=round, held=held, by=by)
            write_notes(conversation=draft, texts={1: f"{SAID} {number}", 2: SAID, 3: SAID}, by=by)
            write_quote(conversation=draft, text=f"Zo is het {number}", approved=number % 10 == 0, by=by)
            if number < rows - 1:
                move_conversation(conversation=draft, move="finish", by=by)
    nightly.run()
    scan = ground.scanned(done=False)
    adviser, mayor = _client(told["keys"]["adviser"]), _client(told["keys"]["mayor"])
    here = f"/gesprekken/{round.pk}"
    assert draft
    yield "rondes", _got(mayor, "/gesprekken")
    yield "een ronde, van een ander", _got(mayor, here)
    yield "een ronde, met 200 eigen", _got(adviser, here)
    yield "wat er is gezegd (600)", _got(adviser, f"{here}/gezegd")
    yield "een gesprek", _got(adviser, f"/gesprek/{draft.pk}")
    yield "gesprek beginnen", _got(adviser, f"{here}/gesprek")
    yield "gebiedsscan", _got(adviser, f"/gebiedsscans/{scan.pk}")
    yield "vandaag", _got(adviser, "/")


def _ground(told: dict[str, dict[str, str]]):  # type: ignore[no-untyped-def]
    from slagvaardig.trust.access.identity import acting_as_job
    from slagvaardig.trust.access.models import Person
    from slagvaardig.trust.circles.models import Circle
    from tests.people import People
    from tests.see.conversations.ground import Ground

    with acting_as_job("console"):
        persons = {name: Person.objects.get(pk=key) for name, key in told["persons"].items()}
        circles = {circle.slug: circle for circle in Circle.objects.all()}
    return Ground(People(persons, told["keys"]), circles)


if __name__ == "__main__":
    sys.exit(main())

"""The pages of a round, hours and a weighing with 41 partners, 60 topics, 12 roles and 8 quarters: server time.

`python -m bench --rounds`: makes a PostgreSQL of its own in a temporary folder and throws it away.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

from bench.barriers import _client, _got, _kept_connection
from bench.trust import _timed
from slagvaardig import postgres
from slagvaardig.serve import ROOT, find_sites

TOPICS, ROLES, QUARTERS, NAMED, WORKS, REPEATS = 60, 12, 8, 10, 40, 20
CANDIDATES, NEEDS = 21, 4
ASKED_MS = 100.0


def main(given: list[str] | None = None) -> int:
    """0 when every page is within what was asked."""
    argparse.ArgumentParser(prog="python -m bench.rounds", description="Meet de pagina's van een ronde.").parse_args(
        given
    )
    folder = Path(tempfile.mkdtemp(prefix="slagvaardig-bench-"))
    region = next(site.folder for site in find_sites(ROOT / "regions") if not site.fictional)
    os.environ |= {
        "SLAGVAARDIG_VAR": str(folder),
        "SLAGVAARDIG_REGION": str(region),
        "DJANGO_SETTINGS_MODULE": "slagvaardig.settings",
        "SLAGVAARDIG_LIMITS_TIMES": "10000",
    }
    os.environ.pop("DATABASE_URL", None)
    try:
        postgres.start(folder / "postgres")
        django.setup()
        return _report()
    finally:
        postgres.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)


def _report() -> int:
    from tests.attack.staging import bring

    told: dict[str, Any] = bring()
    with _larger_list():
        key, decision = _fill(told["persons"]["bureau"])
        _counted()
        bureau, slow = _client(told["keys"]["bureau"]), 0
        print(f"mediaan van {REPEATS} keer\n{'pagina':34} {'klok':>9} {'rekentijd':>10} {'gevraagd':>10}")
        with _kept_connection():
            for name, page in _pages(key, decision):
                clock, worked = _timed(_got(bureau, page), REPEATS)
                slow += worked > ASKED_MS
                word = "  TE TRAAG" if worked > ASKED_MS else ""
                print(f"{name:34} {clock:6.1f} ms {worked:7.1f} ms {ASKED_MS:7.0f} ms{word}")
    return 1 if slow else 0


def _counted() -> None:
    """PostgreSQL counts its rows by itself within a minute; here it does so at once."""
    from django.db import connection

    from slagvaardig.trust.database.ownership import as_owner

    with as_owner(), connection.cursor() as cursor:
        cursor.execute("analyze")


def _pages(key: str, decision: str) -> Iterator[tuple[str, str]]:
    yield "alle rondes", "/inventarisatie"
    yield "een ronde, wie staat waar", f"/inventarisatie/{key}"
    yield "deler, per veld", f"/inventarisatie/{key}/deler"
    yield "deler, naar soort, uitkomst", f"/inventarisatie/{key}/deler?weeg=kind&orde=uitkomst"
    yield "deler, gelijkenis", f"/inventarisatie/{key}/deler?orde=gelijkenis"
    yield "deler als CSV", f"/inventarisatie/{key}/deler.csv"
    yield "een partner", f"/inventarisatie/{key}/partner/politie"
    yield "uren", "/uren"
    yield "uren van een rol", "/uren/rol/rol-0"
    yield "uren van een partner", "/uren/partner/politie"
    yield "wat als", "/uren/wat-als?rol=rol-0&uren=40&kwartalen=4"
    yield "uren als CSV", "/uren.csv"
    yield "weging", f"/inventarisatie/{key}/weging"
    yield (
        "weging van een combinatie",
        f"/inventarisatie/{key}/weging?" + "&".join(f"kies=onderwerp-{number}" for number in range(5)),
    )
    yield "kantelpunten", f"/inventarisatie/{key}/weging/kantelpunten"
    yield "besluit met bevroren bewijs", f"/besluiten/{decision}"
    yield "wat is bevroren, als bestand", f"/besluiten/{decision}/bevroren.json"


@contextmanager
def _larger_list() -> Iterator[None]:
    """The lists of the region as long as was asked."""
    from slagvaardig.region.current import current_region
    from slagvaardig.region.inventory import Role, Topic

    region = current_region()
    was, fields = region.inventory, region.inventory.fields
    topics = tuple(
        Topic(f"onderwerp-{number}", f"Onderwerp nummer {number} van de regio", fields[number % len(fields)].slug)
        for number in range(TOPICS)
    )
    roles = tuple(Role(f"rol-{number}", f"Rol nummer {number}", scarce=number < 4) for number in range(ROLES))
    object.__setattr__(region, "inventory", replace(was, topics=topics, roles=roles, plans=()))
    try:
        yield
    finally:
        object.__setattr__(region, "inventory", was)


def _fill(reader: str) -> tuple[str, str]:
    """A signed version of every partner, hours of every role and quarter, much that was promised, and a question put
    to a body with the weighing and its evidence. reader: who sees that body. The keys of round and question."""
    from slagvaardig.choose.example import weighing
    from slagvaardig.choose.example.actions import load_example
    from slagvaardig.choose.inventory.models import Round
    from slagvaardig.prepare import lay_out_region
    from slagvaardig.region.current import current_region
    from slagvaardig.trust.access.identity import acting_as_job

    region, chance = current_region(), random.Random(41)
    lay_out_region(region)
    partners = [one.slug for one in region.partners if one.kind in region.inventory.kinds]
    assert len(partners) == 41
    told = {"rounds": [_round(partners, chance)], "stated": [], "works": list(_works(partners, chance))}
    object.__setattr__(region, "fictional", True)  # only here: what is measured is invented
    with acting_as_job("console") as by:
        load_example(told=told, by=by)
        found = Round.objects.get()
        weighing.load_example(found=found, told=_weighed(chance), by=by)
        return str(found.pk), _put(found, reader, by)


def _put(found: Any, reader: str, by: str) -> str:
    from django.utils import timezone

    from slagvaardig.choose.decisions.actions import put_decision, write_decision
    from slagvaardig.choose.decisions.readings import facts_for
    from slagvaardig.choose.weighing.models import Weighing
    from slagvaardig.trust.access.models import Person
    from slagvaardig.trust.circles.actions import admit

    until = timezone.localdate() + timedelta(days=99)
    admit(person=Person.objects.get(pk=reader), circle=found.body, role="reader", until=until, by=by)
    words = {"question": "Welke prioriteiten kiezen wij?", "options": "Deze, of andere.", "kind": "adopt"}
    kept = Weighing.objects.get(round=found)
    made = write_decision(circle=found.body, weighing=kept, by=by, **words)
    return str(put_decision(decision=made, evidence=facts_for(made), by=by).pk)


def _round(partners: list[str], chance: random.Random) -> dict[str, Any]:
    head = {"title": "Ronde", "method": "rank", "most": NAMED, "points": 0, "state": "open", "note": "", "used": None}
    days = {"opens": -9, "closes": 9, "first_quarter": 0, "quarters": QUARTERS, "body": "rvc"}
    return {**head, **days, "parts": [_part(slug, chance) for slug in partners]}


def _part(slug: str, chance: random.Random) -> dict[str, Any]:
    chosen = chance.sample(range(TOPICS), NAMED)
    picks = [
        {"topic": f"onderwerp-{topic}", "place": place, "motivation": "Omdat dit nu speelt."}
        for place, topic in enumerate(chosen, 1)
    ]
    hours = {f"rol-{number}": chance.randint(20, 900) for number in range(ROLES)}
    version = {"number": 1, "state": "signed", "day": -3, "reason": "", "asks": "", "picks": picks, "hours": hours}
    return {"partner": slug, "state": "signed", "versions": [version]}


def _works(partners: list[str], chance: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(WORKS):
        some = chance.sample(partners, 20)
        hours = [[slug, f"rol-{number % ROLES}", quarter, 15] for slug in some for quarter in range(QUARTERS)]
        yield {"kind": "activity", "title": f"Werk {number}", "hours": hours}


def _weighed(chance: random.Random) -> dict[str, Any]:
    """Candidates that ask hours of a few roles at each partner, of a small one less; and one weighing of them."""
    said = {"level": "regional", "nature": "innovation"} | dict.fromkeys(
        ("insight", "perspective", "public_private", "why_region"), "Dat weten wij niet."
    )
    candidates = [
        {
            "topic": f"onderwerp-{number}",
            "title": f"Kandidaat {number}",
            **said,
            "needs": [
                {"role": f"rol-{role}", "who": who, "first": 0, "last": QUARTERS - 1, "hours": chance.randint(1, most)}
                for role in chance.sample(range(ROLES), NEEDS)
                for who, most in (("each", 60), ("small", 10))
            ],
        }
        for number in range(CANDIDATES)
    ]
    asked = {"title": "Weging", "most": 5, "weighting": "equal", "chosen": []}
    return {"candidates": candidates, "weighing": asked}


if __name__ == "__main__":
    sys.exit(main())

"""How long everybody's mail takes: counting as each person under the rules of every row, writing, and sending it to a
mail server on this machine. `python -m bench --digests`: makes a PostgreSQL of its own and throws it away.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

from bench.barriers import _fill
from slagvaardig import postgres
from slagvaardig.serve import ROOT, find_sites

PEOPLE, BARRIERS, ASKED_MS = 2_000, 2_000, 30.0
USERS = """insert into trust_user (id, email, password, is_active)
select gen_random_uuid(), 'mens' || n || '@voorbeeld.invalid', '!', true from generate_series(1, %s) n"""
PERSONS = """insert into trust_person (user_id, name) select id, 'Mens' from trust_user where email like 'mens%%'"""
MEMBERS = """insert into trust_membership (person_id, circle_id, role, since, until)
select id, %s, 'contributor', current_date, current_date + 300 from trust_user
where email like 'mens%%'"""
EDITORS = """insert into trust_membership (person_id, circle_id, role, since, until)
select id, %s, 'editor', current_date, current_date + 300 from trust_user
where email like 'mens%%' order by email limit %s"""


def main(given: list[str] | None = None) -> int:
    """0 when one letter costs no more than was asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.digests", description="Meet de vaste mail.")
    parser.add_argument("--people", type=int, default=PEOPLE, help=f"aantal mensen (nu {PEOPLE})")
    people = parser.parse_args(given).people
    folder = Path(tempfile.mkdtemp(prefix="slagvaardig-bench-"))
    region = next(site.folder for site in find_sites(ROOT / "regions") if site.fictional)
    os.environ |= {
        "SLAGVAARDIG_VAR": str(folder),
        "SLAGVAARDIG_REGION": str(region),
        "DJANGO_SETTINGS_MODULE": "slagvaardig.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    try:
        postgres.start(folder / "postgres")
        django.setup()
        return _report(people)
    finally:
        postgres.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)


def _report(people: int) -> int:
    from slagvaardig.trust.access.identity import acting_as_job
    from slagvaardig.trust.digests import sending
    from slagvaardig.trust.digests.actions import begin_round
    from slagvaardig.waiting import all_that_waits_for
    from tests.attack.staging import bring
    from tests.trust.digests.servers import Server, serving

    told: dict[str, Any] = bring()
    _fill(told["persons"]["officer"], BARRIERS)
    _introduce(people)
    with serving(Server()):
        with acting_as_job(sending.JOB) as by:
            addresses = sending._addresses()
            digests = begin_round(people=addresses.keys(), by=by)
        clock, worked = time.perf_counter(), time.process_time()
        written = [sending._written(one, addresses[one.person_id], all_that_waits_for) for one in digests]
        clock, worked = time.perf_counter() - clock, time.process_time() - worked
        letters = sum(one is not None for one in written)
        began = time.perf_counter()
        done = sending.send_digests(all_that_waits_for)
        whole = time.perf_counter() - began
        busiest, took = _busiest_morning(all_that_waits_for)
    each = 1000 * clock / len(digests)
    print(f"{len(digests)} mensen, {BARRIERS} drempels, {letters} brieven, {done.sent} verstuurd")
    python, together = 1000 * worked / len(digests), 1000 * whole / len(digests)
    print(f"tellen en schrijven {each:6.1f} ms per mens, waarvan Python {python:.1f} ms; gevraagd {ASKED_MS:.0f} ms")
    print(f"ook versturen       {together:6.1f} ms per mens, samen {whole:.0f} s")
    print(f"drukste ochtend     {1000 * took / busiest:6.1f} ms per brief, {busiest} brieven, samen {took:.0f} s")
    return 1 if each > ASKED_MS else 0


def _busiest_morning(waits: Any) -> tuple[int, float]:
    """(letters, seconds): everybody asked for one every working day, also when nothing waits, and nobody had any."""
    from django.db import connection
    from django.utils import timezone

    from slagvaardig.trust.database.ownership import as_owner
    from slagvaardig.trust.digests import sending

    with as_owner(), connection.cursor() as cursor:
        cursor.execute("update trust_digest set own = 'steady', rhythm = 'daily', claimed_on = null, done_on = null")
    today = timezone.localdate()
    monday = today + timedelta(days=7 - today.weekday())
    began = time.perf_counter()
    sent = sending.send_digests(waits, today=monday).sent
    return sent, time.perf_counter() - began


def _introduce(people: int) -> None:
    from django.db import connection

    from slagvaardig.trust.circles.models import Circle
    from slagvaardig.trust.database.ownership import as_owner

    with as_owner(), connection.cursor() as cursor:
        circle = Circle.objects.get(slug="gemeente-een").pk
        desk = Circle.objects.get(slug="loket").pk
        cursor.execute(USERS, [people])
        cursor.execute(PERSONS)
        cursor.execute(MEMBERS, [circle])
        cursor.execute(EDITORS, [desk, people // 4])
        cursor.execute("analyze")


if __name__ == "__main__":
    sys.exit(main())

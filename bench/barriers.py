"""How long a barrier takes to raise, and its lists and counts with 2,000 barriers: server time, with all rules of rows.

`python -m bench --barriers`: makes a PostgreSQL of its own in a temporary folder and throws it away. Beside the clock
stands the time that a processor worked for it: the same on a busy machine, and held against what was asked.
"""

import argparse
import os
import shutil
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

from bench.trust import _timed
from slagvaardig import postgres
from slagvaardig.serve import ROOT, find_sites

MANY, REPEATS = 2_000, 40
ASKED_SUBMIT_MS, ASKED_PAGE_MS = 150.0, 120.0
FILL = """insert into act_barrier (step_since, id, circle_id, text, kind, often, theme, area, raised_on, shown_from,
 state, step, due, closed_how, kept_how, returned, action, action_path, decision, decision_path, touched_on, closed_on)
select current_date - n %% 365, gen_random_uuid(), %(circle)s,
 'Drempel ' || n || '. ' || repeat('Dit kost ons elke week tijd. ', 8),
 (array['rule','money','system','supply'])[1 + n %% 4], 'weekly', %(theme)s, %(area)s, current_date - n %% 365,
 current_date - n %% 365, (array['raised','taken','taken','closed'])[1 + n %% 4], %(step)s,
 case when n %% 4 in (1, 2) then current_date + 30 - n %% 60 end, case when n %% 4 = 3 then 'felt' else '' end, '',
 (n %% 11 = 0)::int, '', '', '', '', current_date, case when n %% 4 = 3 then current_date end
from generate_series(1, %(many)s) n"""
FEEL = """insert into act_felt (id, barrier_id, hours, since)
select gen_random_uuid(), b.id, 1 + n, current_date - 1 from act_barrier b, generate_series(1, 3) n"""
SPEAK = """with felt as (insert into act_felt (id, barrier_id, hours, since)
 select gen_random_uuid(), id, 4, current_date - 1 from act_barrier returning id, barrier_id)
insert into act_voice (id, barrier_id, person_id, felt_id, raised, answer, seen, seen_at)
select gen_random_uuid(), barrier_id, %s, id, true, '', 1, now() from felt"""
MOVE = """insert into act_move (id, barrier_id, number, "on", role, verb, source, target, step_from, step_to, reason)
select gen_random_uuid(), id, n, raised_on, 'handler', 'question', 'taken', 'taken', step, step, 'Hoe vaak?'
from act_barrier, generate_series(1, 4) n"""


def main(given: list[str] | None = None) -> int:
    """0 when everything is within what was asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.barriers", description="Meet de pagina's van drempels.")
    parser.add_argument("--rows", type=int, default=MANY, help=f"aantal drempels (nu {MANY})")
    rows = parser.parse_args(given).rows
    folder = Path(tempfile.mkdtemp(prefix="slagvaardig-bench-"))
    region = next(site.folder for site in find_sites(ROOT / "regions") if site.fictional)
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
        return _report(rows)
    finally:
        postgres.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)


def _report(rows: int) -> int:
    from tests.attack.staging import bring

    told: dict[str, Any] = bring()
    some = _fill(told["persons"]["officer"], rows)
    slow = 0
    print(f"{rows} drempels, mediaan van {REPEATS} keer\n{'pagina':32} {'klok':>9} {'rekentijd':>10} {'gevraagd':>10}")
    with _kept_connection():
        for name, asked, job in _jobs(told["keys"], some):
            clock, worked = _timed(job, REPEATS)
            slow += worked > asked
            word = "  TE TRAAG" if worked > asked else ""
            print(f"{name:32} {clock:6.1f} ms {worked:7.1f} ms {asked:7.0f} ms{word}")
    return 1 if slow else 0


def _fill(raiser: str, rows: int) -> str:
    from django.db import connection

    from slagvaardig.act.nightly import count_all_barriers
    from slagvaardig.region.current import current_region
    from slagvaardig.trust.circles.models import Circle
    from slagvaardig.trust.database.ownership import as_owner

    region = current_region()
    values = {
        "circle": Circle.objects.get(slug="loket").pk,
        "theme": next(iter(region.themes)),
        "area": region.areas.of_kind("municipality")[0].code,
        "step": region.ladder.steps[0].slug,
        "many": rows,
    }
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(FILL, values)
        cursor.execute(FEEL)
        cursor.execute(SPEAK, [raiser])
        cursor.execute(MOVE)
        cursor.execute("analyze act_barrier, act_felt, act_voice, act_move")
        cursor.execute("select id from act_barrier limit 1")
        some = str(cursor.fetchone()[0])
    count_all_barriers()
    return some


def _jobs(keys: dict[str, str], some: str) -> Iterator[tuple[str, float, Callable[[], None]]]:
    from slagvaardig.region.current import current_region

    region = current_region()
    desk, mayor, anybody = _client(keys["bureau"]), _client(keys["mayor"]), _client("")
    form = {
        "text": "Wij wachten elke week op hetzelfde antwoord. Niemand mag het geven.",
        "kind": "mandate",
        "often": "weekly",
        "hours": "6",
        "theme": next(iter(region.themes)),
        "area": region.areas.of_kind("municipality")[0].code,
    }

    def submit() -> None:
        assert mayor.post("/drempels/melden", {**form, "once": str(uuid.uuid4())}).status_code == 302

    yield "drempel melden (versturen)", ASKED_SUBMIT_MS, submit
    for shelf in ("kring", "te-laat", "uren", "terug", "weg"):
        yield f"lijst {shelf}", ASKED_PAGE_MS, _got(desk, f"/drempels?lijst={shelf}")
    yield "cijfers, zonder login", ASKED_PAGE_MS, _got(anybody, "/drempels/cijfers")
    yield "drempels, zonder login", ASKED_PAGE_MS, _got(anybody, "/drempels")
    yield "een drempel", ASKED_PAGE_MS, _got(desk, f"/drempels/{some}")
    yield "mijn drempels (enkele)", ASKED_PAGE_MS, _got(mayor, "/drempels/mijn")


def _client(key: str) -> Any:
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    if key:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def _got(client: Any, page: str) -> Callable[[], None]:
    def job() -> None:
        assert client.get(page).status_code == 200, page

    return job


@contextmanager
def _kept_connection() -> Iterator[None]:
    from django.db import connection

    connection.ensure_connection()
    yield


if __name__ == "__main__":
    sys.exit(main())

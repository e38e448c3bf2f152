"""What it costs to know who asks: pages with and without identity, rules of rows and log; lists in a large circle.

`python -m bench --trust`, or `python -m bench.trust [--rows N]`: makes a PostgreSQL of its own in a temporary folder
and throws it away.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django

from slagvaardig import postgres

ROWS, REPEATS = 1_000_000, 60
ASKED_PAGE_MS, ASKED_LIST_MS = 3.0, 5.0
FILL = """insert into trust_paper
(id, circle_id, owner_id, title, text, version, made, changed, frozen, reason, keep_until)
select gen_random_uuid(), %s, %s, 'Stuk ' || n, repeat('tekst ', 40), 1, now(), now() - n * interval '1 second', false,
'', current_date + 700 from generate_series(1, %s) n"""
Time = tuple[float, float]  # medians in ms: on the clock, and of work on a processor
Times = dict[str, tuple[Time, Time]]


def main(given: list[str] | None = None) -> int:
    """0 when it could measure. given: the arguments; those of the command when None."""
    parser = argparse.ArgumentParser(prog="python -m bench.trust", description="Meet wat toegang en logboek kosten.")
    parser.add_argument("--rows", type=int, default=ROWS, help=f"stukken in de grote kring (nu {ROWS})")
    rows = parser.parse_args(given).rows
    folder = Path(tempfile.mkdtemp(prefix="slagvaardig-bench-"))
    os.environ |= {"SLAGVAARDIG_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "slagvaardig.settings"}
    os.environ.pop("DATABASE_URL", None)
    try:
        postgres.start(folder / "postgres")
        django.setup()
        print(_report(rows))
    finally:
        postgres.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _report(rows: int) -> str:
    from tests.attack.staging import bring

    told = bring()
    small, large = _fill(told["persons"], rows)
    listed = _lists_in_the_database(told["keys"]["mayor"], large, rows)
    queries = _queries(told["keys"]["mayor"], large, rows)
    pages = _pages(told["keys"]["mayor"], small)
    return "\n".join(
        [*_table("vraag, met objecten", queries), "", *_table("pagina", pages), "", *_verdict(listed, pages)]
    )


def _fill(persons: dict[str, str], rows: int) -> tuple[Any, Any]:
    """A circle as most are, and one with so many papers; the mayor is in both."""
    from django.db import connection

    from slagvaardig.trust.circles.models import Circle
    from slagvaardig.trust.database.ownership import as_owner

    small, large = Circle.objects.get(slug="gemeente-een"), Circle.objects.get(slug="beraad")
    with as_owner(), connection.cursor() as cursor:
        for circle, many in ((small, 200), (large, rows), (Circle.objects.get(slug="werkgroep"), rows // 10)):
            cursor.execute(FILL, [circle.pk, persons["mayor"], many])
        cursor.execute("vacuum analyze trust_paper")
    return small, large


def _lists_in_the_database(key: str, circle: Any, rows: int) -> list[float]:
    """Median ms that PostgreSQL plans and works for a list of 50 with all rules: the first one, and halfway."""
    from slagvaardig.trust.papers.models import Paper

    newest = Paper.objects.in_circle(circle).newest_first().defer("text")
    with _bare():
        far = newest[rows // 2]
    lists = [newest[:51], newest.before(far.changed, far.pk)[:51]]
    with _as_member(key):
        return [statistics.median(_planned_and_done(one) for _ in range(REPEATS)) for one in lists]


def _planned_and_done(asked: Any) -> float:
    told = json.loads(asked.explain(format="json", analyze=True))[0]
    return float(told["Planning Time"] + told["Execution Time"])


def _queries(key: str, circle: Any, rows: int) -> Times:
    """name: (ms as the owner without rules, ms as a member with all rules)."""
    from slagvaardig.trust.circles.rules import circles_with
    from slagvaardig.trust.papers.models import Paper
    from slagvaardig.trust.papers.readings import page_of

    middle = Paper.objects.in_circle(circle).newest_first()
    jobs: dict[str, Callable[[], Any]] = {}
    with _bare():
        last = page_of(circle)[0][-1]
        far = list(middle[rows // 2 : rows // 2 + 1])[0]
    place = f"{far.changed.isoformat()}_{far.pk}"
    listed = Paper.objects.in_circle(circle).newest_first().defer("text")[:51]
    jobs["wie ben ik, en mijn kringen"] = lambda: circles_with("see")
    jobs[f"lijst van 50 uit {rows}"] = lambda: list(listed.all())
    jobs["lijst van 50, halverwege"] = lambda: page_of(circle, before=place)
    jobs["een stuk"] = lambda: Paper.objects.get(pk=last.pk)
    jobs["tellen"] = lambda: Paper.objects.in_circle(circle).count()
    with _bare():
        bare = {name: _timed(job, REPEATS if name != "tellen" else 5) for name, job in jobs.items()}
    with _as_member(key):
        ruled = {name: _timed(job, REPEATS if name != "tellen" else 5) for name, job in jobs.items()}
    return {name: (bare[name], ruled[name]) for name in jobs}


def _pages(key: str, circle: Any) -> Times:
    from django.conf import settings
    from django.test import Client

    from slagvaardig.trust.papers.models import Paper

    with _bare():
        paper = Paper.objects.in_circle(circle).newest_first()[0]
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    pages = {"een stuk": f"/stukken/{paper.pk}", "een kring, 50 stukken": f"/kringen/{circle.slug}"}
    found: Times = {}
    for name, page in pages.items():
        whole = _timed(lambda page=page: _got(client, page), REPEATS)  # type: ignore[misc]
        with _bare(), _nobody_asks(key):
            found[name] = (_timed(lambda page=page: _got(client, page), REPEATS), whole)  # type: ignore[misc]
    return found


def _got(client: Any, page: str) -> None:
    assert client.get(page).status_code == 200, page


@contextmanager
def _bare() -> Iterator[None]:
    """As the owner of everything: no rule of a row is held against him."""
    from django.db import connection

    from slagvaardig.trust.database.ownership import as_owner

    with as_owner():
        connection.settings_dict["CONN_MAX_AGE"] = None  # as the pool does: no new connection for each page
        yield


@contextmanager
def _as_member(key: str) -> Iterator[None]:
    from django.db import transaction

    from slagvaardig.trust.access.identity import enter
    from slagvaardig.trust.access.sessions import hashed

    with transaction.atomic():
        assert enter(kind="session", session=hashed(key))
        yield


@contextmanager
def _nobody_asks(key: str) -> Iterator[None]:
    """The same pages with everything that knows who asks taken out: identity, rights and log."""
    from slagvaardig.trust.access.roles import RIGHTS
    from slagvaardig.trust.circles.models import Circle

    everything = set(Circle.objects.values_list("pk", flat=True))
    rules = "slagvaardig.trust.circles.rules"
    with (
        patch("slagvaardig.trust.access.identity.enter", lambda **_: None),
        patch("slagvaardig.trust.access.identity.leave", lambda: None),
        patch("slagvaardig.trust.papers.actions.record", lambda **_: None),
        patch(f"{rules}.circles_with", lambda _: everything),
        patch("slagvaardig.trust.papers.views.rights_in", lambda _: set(RIGHTS)),
        patch(f"{rules}.has", lambda _: False),
        patch("slagvaardig.trust.papers.views.knows_the_people", lambda: True),
    ):
        yield


def _timed(job: Callable[[], Any], repeats: int) -> Time:
    """Median over the repeats of the time on the clock, and of the time that a processor really worked for it."""
    job()
    clock, worked = [], []
    for _ in range(repeats):
        started, before = time.perf_counter(), _worked()
        job()
        clock.append((time.perf_counter() - started) * 1000)
        worked.append(_worked() - before)
    return statistics.median(clock), statistics.median(worked)


def _worked() -> float:
    """Milliseconds on a processor of this process and of the server process that answers it: says the same on a busy
    machine, where the clock counts the work of others too."""
    from django.db import connection

    connection.ensure_connection()
    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return time.process_time() * 1000 + int(server.read_text().split()[0]) / 1e6


def _table(what: str, found: Times) -> list[str]:
    lines = [f"{what:28} {'kaal':>10} {'met toegang':>12} {'erbij':>9} {'keer':>6}   (mediaan: klok; rekentijd)"]
    for name, (bare, ruled) in found.items():
        for place, word in ((0, ""), (1, "  rekentijd")):
            less, more = bare[place], ruled[place]
            lines.append(f"{word or name:28} {less:7.2f} ms {more:9.2f} ms {more - less:6.2f} ms {more / less:6.2f}")
    return lines


def _verdict(listed: list[float], pages: Times) -> list[str]:
    first, halfway = listed
    lines = [
        f"lijst van 50 uit een grote kring, in de database: {first:.2f} ms, halverwege {halfway:.2f} ms"
        f" (gevraagd {ASKED_LIST_MS:.0f})"
    ]
    for place, word in ((0, "klok"), (1, "rekentijd")):
        added = max(ruled[place] - bare[place] for bare, ruled in pages.values())
        lines.append(f"{word}: toegang en logboek {added:.2f} ms per pagina (gevraagd {ASKED_PAGE_MS:.0f})")
    return lines


if __name__ == "__main__":
    sys.exit(main())

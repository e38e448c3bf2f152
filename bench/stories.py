"""Telling a story, searching a hundred thousand of them, and the page of their counts: `python -m bench --stories`.

Makes a PostgreSQL of its own in a temporary folder and throws it away.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

from slagvaardig import postgres

ROOT = Path(__file__).resolve().parent.parent
STORIES, REPEATS = 100_000, 25
ASKED_MS = {"vertellen": 150.0, "zoeken": 50.0, "patroon": 120.0}
SEARCHED = (
    "inbraken", "fiets", "schuur", "oplichting bank", "jongeren plein", "vuurwerk", "steiger boten", "telefoon",
    "zeehond", "de buurt vertrouwt niemand", "lamp", "handhaving water",
)  # fmt: skip
_EXAMPLE = "create temporary table example (id int, title text, text text, theme text, area text, answers jsonb)"
FILL = """with story as (insert into see_story
(id, circle_id, who, day, state, title, text, theme, area, role, safe, answers, readers, quotable, keep_until, noted)
select gen_random_uuid(), %(desk)s, 'anonymous', current_date - 365 + n * 365 / %(number)s, 'closed',
t.title, t.text || ' Keer ' || n,
t.theme, t.area, '', true, t.answers, 'everyone', true, current_date + 900, true
from generate_series(1, %(number)s) n join example t on t.id = n %% (select count(*) from example)
returning *)
insert into see_edition
(id, circle_id, story_id, month, title, text, theme, area, role, answers, quotable, outcome, words)
select gen_random_uuid(), case when random() < 0.5 then %(coalition)s else %(public)s end, id,
date_trunc('month', day), title, text, theme, area, '', answers, true, '',
array_to_string(tsvector_to_array(to_tsvector('pg_catalog.dutch', lower(title || ' ' || text))), ' ') from story"""


def main(given: list[str] | None = None) -> int:
    """0 when it could measure. given: the arguments; those of the command when None."""
    parser = argparse.ArgumentParser(prog="python -m bench.stories", description="Meet vertellen, zoeken en tellen.")
    parser.add_argument("--stories", type=int, default=STORIES, help=f"hoeveel verhalen (nu {STORIES})")
    number = parser.parse_args(given).stories
    folder = Path(tempfile.mkdtemp(prefix="slagvaardig-bench-"))
    region = next(path.parent.parent for path in ROOT.glob("regions/*/examples/stories.jsonl"))
    os.environ |= {
        "SLAGVAARDIG_VAR": str(folder),
        "SLAGVAARDIG_REGION": str(region),
        "SLAGVAARDIG_LIMITS_TIMES": "10000",
        "DJANGO_SETTINGS_MODULE": "slagvaardig.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    try:
        postgres.start(folder / "postgres")
        django.setup()
        print(_report(number, region))
    finally:
        postgres.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _report(number: int, region: Path) -> str:
    from tests.attack.staging import bring

    told = bring()
    _fill(number, region)
    searched = _searches(told["keys"]["mayor"])
    lines = [f"{'wat':44} {'mediaan':>9} {'p95':>9} {'gevraagd':>9}"]
    lines += [_line(f"zoeken: {words}", times, "zoeken") for words, times in searched.items()]
    every = [moment for times in searched.values() for moment in times]
    lines.append(_line(f"zoeken in {number}, alle vragen samen", every, "zoeken"))
    lines.append(_line("pagina met wat verhalen samen zeggen", _pattern_page(), "patroon"))
    lines.append(_line("een verhaal versturen, met Argon2", _telling(), "vertellen"))
    return "\n".join(lines)


def _line(what: str, times: list[float], asked: str) -> str:
    high = statistics.quantiles(times, n=20)[-1]
    return f"{what:44} {statistics.median(times):6.1f} ms {high:6.1f} ms {ASKED_MS[asked]:6.0f} ms"


def _fill(number: int, region: Path) -> None:
    from django.db import connection

    from slagvaardig.trust.circles.models import Circle
    from slagvaardig.trust.database.ownership import as_owner

    circles: dict[str, Any] = {one.kind: one.pk for one in Circle.objects.all()}
    rows = [json.loads(line) for line in (region / "examples/stories.jsonl").read_text("utf-8").splitlines()]
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(_EXAMPLE)
        for place, row in enumerate(rows):
            values = [place, row["title"], row["text"], row["theme"], row["area"], json.dumps(row["answers"])]
            cursor.execute("insert into example values (%s, %s, %s, %s, %s, %s)", values)
        cursor.execute(FILL, {**circles, "number": number})
        cursor.execute("vacuum analyze see_edition")


def _searches(key: str) -> dict[str, list[float]]:
    """What a page of found stories takes, with all rules of the rows, as somebody who reads for a partner."""
    from django.db import transaction

    from slagvaardig.see.stories.readings import page_of
    from slagvaardig.trust.access.identity import enter
    from slagvaardig.trust.access.sessions import hashed

    with transaction.atomic():
        assert enter(kind="session", session=hashed(key))
        return {words: _times(lambda words=words: page_of(asked=words)) for words in SEARCHED}  # type: ignore[misc]


def _pattern_page() -> list[float]:
    from django.test import Client
    from django.utils import timezone

    from slagvaardig.see.patterns.actions import count_stories
    from slagvaardig.trust.access.identity import acting_as_job

    with acting_as_job("stories") as by:
        count_stories(by=by, today=timezone.localdate())
    client = Client(headers={"host": "localhost"})
    assert client.get("/verhalen/patroon").status_code == 200
    return _times(lambda: client.get("/verhalen/patroon"))


def _telling() -> list[float]:
    """Only the sending: the work of the ticket is done by the browser, before."""
    from django.test import Client

    from slagvaardig.trust.unseen import tickets
    from tests.see.stories.telling import filled_in

    client = Client(headers={"host": "localhost"})
    forms = iter([filled_in(tickets.issue()) for _ in range(REPEATS + 1)])

    def tell() -> None:
        assert b"receipt__code" in client.post("/vertel/verhaal", next(forms)).content

    return _times(tell)


def _times(job: Callable[[], Any]) -> list[float]:
    job()
    found = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        job()
        found.append((time.perf_counter() - started) * 1000)
    return found


if __name__ == "__main__":
    sys.exit(main())

"""How long the pages of choosing take with 500 decisions: server time, with all rules of rows.

`python -m bench --choosing`: makes a PostgreSQL of its own in a temporary folder and throws it away.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django

from bench.barriers import _client, _got, _kept_connection
from bench.trust import _timed
from slagvaardig import postgres
from slagvaardig.serve import ROOT, find_sites

MANY, REPEATS, ASKED_MS = 500, 30, 100.0
FILL = """insert into choose_decision (id, circle_id, question, options, kind, theme, state, made_on, put_on,
 decided_on, outcome, conditions, review, withdrawn_because, level, present, rules)
select gen_random_uuid(), %(circle)s, 'Doen wij dit voor de ' || n || 'e keer?', repeat('Ja, of nee. ', 20),
 (array['adopt','divide','establish','note'])[1 + n %% 4], %(theme)s, 'published', current_date - n,
 current_date - n, current_date - n, repeat('Ja. ', 30), '', '', '', 'public', '[]', '[]'
 from generate_series(1, %(many)s) n"""
COPY = """insert into choose_copy (id, decision_id, circle_id, body_id, question, kind, theme, decided_on, content,
 digest, made_on) select gen_random_uuid(), id, %s, circle_id, question, kind, theme, decided_on, %s, %s, decided_on
from choose_decision"""


def main(given: list[str] | None = None) -> int:
    """0 when everything is within what was asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.decisions", description="Meet de pagina's van kiezen.")
    parser.parse_args(given)
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
        return _report()
    finally:
        postgres.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)


def _report() -> int:
    from tests.attack.staging import bring

    told: dict[str, Any] = bring()
    some, slow = _fill(), 0
    print(f"{MANY} besluiten, mediaan van {REPEATS} keer\n{'pagina':32} {'klok':>9} {'rekentijd':>10} {'gevraagd':>10}")
    with _kept_connection():
        for name, job in _jobs(told["keys"], some):
            clock, worked = _timed(job, REPEATS)
            slow += worked > ASKED_MS
            late = "  TE TRAAG" if worked > ASKED_MS else ""
            print(f"{name:32} {clock:6.1f} ms {worked:7.1f} ms {ASKED_MS:7.0f} ms{late}")
    return 1 if slow else 0


def _fill() -> str:
    from django.db import connection

    from slagvaardig.choose.decisions.models import Decision
    from slagvaardig.choose.decisions.sheets import sheet_of
    from slagvaardig.choose.decisions.snapshots import digest_of, frozen
    from slagvaardig.choose.strategy.actions import import_strategies
    from slagvaardig.region.current import current_region
    from slagvaardig.trust.access.identity import acting_as_job
    from slagvaardig.trust.circles.models import Circle
    from slagvaardig.trust.database.ownership import as_owner

    region = current_region()
    with acting_as_job("console") as by:
        import_strategies(region=region, by=by)
    values = {"circle": Circle.objects.get(slug="beraad").pk, "theme": next(iter(region.themes)), "many": MANY}
    everybody = Circle.objects.get(kind="public").pk
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(FILL, values)
        first = Decision.objects.select_related("circle").earliest("decided_on")
        text = frozen(sheet_of(first))
        cursor.execute(COPY, [everybody, text, digest_of(text)])
        cursor.execute("analyze choose_decision, choose_copy")
        return str(first.pk)


def _jobs(keys: dict[str, str], some: str) -> Iterator[tuple[str, Callable[[], None]]]:
    bureau, anybody = _client(keys["bureau"]), _client("")
    for who, client in (("bureau", bureau), ("zonder login", anybody)):
        pages = ("/kiezen", "/besluiten", "/besluiten?soort=divide&jaar=2026", f"/besluiten/{some}", "/prioriteiten")
        for page in pages:
            yield f"{page.replace(some, '…')[:18]}, {who}", _got(client, page)
    yield "/strategie/versies/1", _got(anybody, "/strategie/versies/1")
    yield "/stopregister", _got(anybody, "/stopregister")


if __name__ == "__main__":
    sys.exit(main())

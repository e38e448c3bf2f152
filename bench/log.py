"""How fast the log is sealed and checked: a private database of its own, filled and thrown away again."""

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINES = 20_000
ASKED = 5000
_FILL = """insert into trust_event (at, actor, verb, about, detail, trace, activity)
select clock_timestamp(), 'system:bench', 'read', 'paper:' || n, '{"version": 3}', md5(n::text), 'papers'
from generate_series(1, %s) n"""


def lines(number: int = LINES) -> list[tuple[str, int, float]]:
    """(what, lines, seconds) of sealing and checking so many lines. Starts PostgreSQL, so run it alone."""
    with _database():
        from django.db import connection, transaction

        from slagvaardig.trust.access.identity import acting_as_job
        from slagvaardig.trust.audit import verify_log
        from slagvaardig.trust.audit.exporting import export_lines
        from slagvaardig.trust.audit.verification import verify
        from slagvaardig.trust.logbook.jobs import seal_what_is_new

        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_FILL, [number])
        found = []
        found.append(("verzegelen", number, _timed(seal_what_is_new)))
        with acting_as_job("console"):
            outcomes = []
            found.append(("nakijken in de database", number, _timed(lambda: outcomes.append(verify()))))
            assert (outcomes[0].lines, outcomes[0].deviations) == (number, [])
            export = Path(tempfile.gettempdir()) / "slagvaardig-bench.jsonl"
            found.append(("meenemen", number, _timed(lambda: export.write_text("\n".join(export_lines())))))
        command = [sys.executable, "-I", "-S", verify_log.__file__, str(export)]
        seconds = _timed(lambda: subprocess.run(command, check=True, capture_output=True))
        export.unlink()
        connection.close()
        return [*found, ("nakijken met het losse programma", number, seconds)]


def table(found: list[tuple[str, int, float]]) -> str:
    rows = [f"{'logboek':36} {'regels':>9} {'seconden':>9} {'regels/s':>9}"]
    rows += [f"{what:36} {number:9,d} {seconds:9.2f} {number / seconds:9,.0f}" for what, number, seconds in found]
    return "\n".join([*rows, f"Gevraagd: verzegelen met minstens {ASKED:,d} regels per seconde."])


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


@contextmanager
def _database() -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="slagvaardig-bench-") as folder:
        os.environ["SLAGVAARDIG_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "slagvaardig.settings"
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        from slagvaardig import postgres
        from slagvaardig.trust.database.installation import install
        from slagvaardig.trust.database.ownership import as_owner

        root = settings.PRIVATE_POSTGRES
        postgres.create_database(postgres.start(root), settings.DATABASE_NAME)
        try:
            with as_owner():
                call_command("migrate", verbosity=0, interactive=False, stdout=io.StringIO())
                install()
            yield
        finally:
            postgres.stop(root)

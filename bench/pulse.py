"""Answering the pulse and the page of its results: `python -m bench --pulse`.

Makes a PostgreSQL of its own in a temporary folder and throws it away.
"""

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
REPEATS, FILLED = 50, 600
ASKED_MS = {"antwoorden": 150.0, "uitkomst": 100.0}


def main(_given: list[str] | None = None) -> int:
    """0 when it could measure."""
    folder = Path(tempfile.mkdtemp(prefix="slagvaardig-bench-"))
    os.environ |= {
        "SLAGVAARDIG_VAR": str(folder),
        "SLAGVAARDIG_REGION": str(next(path.parent.parent for path in ROOT.glob("regions/*/examples/pulse.json"))),
        "SLAGVAARDIG_LIMITS_TIMES": "10000",
        "DJANGO_SETTINGS_MODULE": "slagvaardig.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    try:
        postgres.start(folder / "postgres")
        django.setup()
        print(_report())
    finally:
        postgres.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _report() -> str:
    from slagvaardig.example_pulse import load_example_pulse
    from slagvaardig.region.current import current_region

    _laid_out()
    started = time.perf_counter()
    rounds = load_example_pulse(region=current_region())
    loading = time.perf_counter() - started
    lines = [f"{'wat':44} {'mediaan':>9} {'p95':>9} {'gevraagd':>9}"]
    lines.append(_line(f"antwoorden, {FILLED} links in de ronde", _answering(), "antwoorden"))
    lines.append(_line(f"pagina met de uitkomst, {rounds} rondes", _page(), "uitkomst"))
    return "\n".join([*lines, f"{rounds} verzonnen rondes laden: {loading:.1f} s"])


def _laid_out() -> None:
    from django.conf import settings
    from django.core.management import call_command

    from slagvaardig.prepare import lay_out_region
    from slagvaardig.region.current import current_region
    from slagvaardig.trust.database.installation import install
    from slagvaardig.trust.database.ownership import as_owner

    assert settings.PRIVATE_POSTGRES
    postgres.create_database(postgres.socket_folder(settings.PRIVATE_POSTGRES), settings.DATABASE_NAME)
    with as_owner():
        call_command("migrate", verbosity=0, interactive=False)
        install()
    lay_out_region(current_region())


def _line(what: str, times: list[float], asked: str) -> str:
    high = statistics.quantiles(times, n=20)[-1]
    return f"{what:44} {statistics.median(times):6.1f} ms {high:6.1f} ms {ASKED_MS[asked]:6.0f} ms"


def _answering() -> list[float]:
    from datetime import date

    from django.test import Client

    from tests.see.pulse.asking import QUESTIONS, handed_out, opened

    people = _people()
    found = opened(people, on=date(2027, 3, 1), closes=date(2099, 1, 1))
    tokens = [token for _ in range(FILLED // 200) for token in handed_out(people, found, number=200)]
    client, links = Client(headers={"host": "localhost"}), iter(tokens)
    chosen = {f"vraag-{slug}": "4" for slug in QUESTIONS}

    def answer() -> None:
        sent = {"code": next(links), "stap": "versturen", **chosen}
        assert b"Uw antwoord is geteld" in client.post("/vertel/polsvraag", sent).content

    return _times(answer)


def _people() -> Any:
    """The bureau of the example, as tests know somebody."""
    from contextlib import contextmanager
    from types import SimpleNamespace

    from slagvaardig.example_stories import DESK, acting

    @contextmanager
    def as_bureau(_name: str) -> Any:
        with acting(DESK) as person:
            yield person

    return SimpleNamespace(acting=as_bureau)


def _page() -> list[float]:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    assert client.get("/zien/polsvraag").status_code == 200
    return _times(lambda: client.get("/zien/polsvraag"))


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

"""Server time of the sheets with evidence and of the pages of trends, with what `./dev start` prepared.

`python -m bench --evidence`: in this process, for the region in SLAGVAARDIG_REGION. A sheet holds every figure of a
theme, so the theme with the most figures is the one that counts. Trends: what a visitor reads.
"""

import statistics
import time

import django
from django.test import Client

REPEATS = 30
ASKED_SHEET_MS, ASKED_TREND_MS = 100.0, 60.0


def main() -> int:
    """0 when everything is within what was asked."""
    django.setup()
    slow = 0
    print(f"mediaan van {REPEATS} keer\n{'pagina':56} {'klok':>9} {'rekentijd':>10} {'gevraagd':>10}")
    for page, asked in _pages():
        clock, worked = _measured(page)
        slow += worked > asked
        word = "  TE TRAAG" if worked > asked else ""
        print(f"{page:56} {clock:6.1f} ms {worked:7.1f} ms {asked:7.0f} ms{word}")
    return 1 if slow else 0


def _pages() -> list[tuple[str, float]]:
    from slagvaardig.region.current import current_region
    from slagvaardig.see.trends.rules import key_of

    region = current_region()
    pages = [(f"/bewijs/{slug}", ASKED_SHEET_MS) for slug in region.themes]
    pages += [("/bewijs", ASKED_TREND_MS), ("/trends", ASKED_TREND_MS)]
    return pages + [(f"/trends/{key_of(one.slug)}", ASKED_TREND_MS) for one in region.trends[:4]]


def _measured(page: str) -> tuple[float, float]:
    client = Client(headers={"host": "localhost"})
    clock, worked = [], []
    for _ in range(REPEATS + 1):
        started, busy = time.perf_counter(), time.process_time()
        assert client.get(page).status_code == 200, page
        clock.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    return statistics.median(clock[1:]), statistics.median(worked[1:])

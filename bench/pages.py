"""Server time and size of every kind of page, in this process, with the figures that `./dev start` prepared."""

import gzip
import statistics
import time

import django
from django.test import Client

REPEATS = 15
ASKED_MS, ASKED_KB = 80.0, 150.0


def lines() -> list[tuple[str, float, float, float]]:
    """Per page: its address, the first answer and the median of the next in ms, and its gzipped size in kB."""
    django.setup()
    from slagvaardig.region.current import current_region

    region = current_region()
    client = Client(headers={"host": "localhost"})
    town = next(area.code for area in region.areas.of_kind("municipality") if area.parent)
    unit = region.areas.of_kind("unit")[0].code
    figures = [slug for slug, indicator in region.indicators.items() if indicator.series]
    pages = ["/", "/zien", f"/zien/thema/{next(iter(region.themes))}", "/strategie", "/bronnen", "/zoeken?q=diefstal"]
    pages += [f"/gebied/{town}", f"/gebied/{unit}"]
    pages += [f"/zien/{slug}" for slug in figures] + [f"/zien/{slug}/{town}" for slug in figures]
    return [_measured(client, page) for page in pages]


def table(found: list[tuple[str, float, float, float]]) -> str:
    """The slowest ten, and the worst of each column beside what is asked."""
    worst = sorted(found, key=lambda line: -line[2])[:10]
    rows = [f"{'pagina':44} {'eerste':>9} {'mediaan':>9} {'gzip':>9}"]
    rows += [f"{page:44} {first:6.0f} ms {median:6.1f} ms {size:6.1f} kB" for page, first, median, size in worst]
    slowest, largest = max(line[2] for line in found), max(line[3] for line in found)
    rows.append(f"{len(found)} pagina's: hoogste mediaan {slowest:.1f} ms (gevraagd {ASKED_MS:.0f}), ")
    rows[-1] += f"grootste {largest:.1f} kB HTML (gevraagd {ASKED_KB:.0f} met alles erbij)"
    return "\n".join(rows)


def _measured(client: Client, page: str) -> tuple[str, float, float, float]:
    times = []
    for _ in range(REPEATS + 1):
        started = time.perf_counter()
        answer = client.get(page)
        times.append((time.perf_counter() - started) * 1000)
        assert answer.status_code == 200, page
    return page, times[0], statistics.median(times[1:]), len(gzip.compress(answer.content)) / 1024

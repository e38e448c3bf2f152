"""The jobs that are measured, done by Slagvaardig: `python -m bench.ours JOB ARGUMENT...`"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.measuring import ROOT, report
from slagvaardig.region.definitions import Source
from slagvaardig.region.folder import Region, load_region
from slagvaardig.see.figures import national, queries
from slagvaardig.see.figures.downloads import matching
from slagvaardig.see.figures.ingestion import Geography, geography_of, store_raw

MEASURE = "count"
Sum = Callable[[], float]

NATIONAL = Source(
    slug="bench",
    title="Verzonnen tabel van alle buurten",
    publisher="Niemand",
    table="0NED",
    connector="police",
    licence="",
    attribution="",
    frequency="month",
    columns={"kinds": ["SoortMisdrijf"], "area": "WijkenEnBuurten", "period": "Perioden"},
    measures={MEASURE: "GeregistreerdeMisdrijven_1"},
    files=("*.csv",),
)


def ingest(csv: str, folder: str) -> Sum:
    """From CSV to a stored, checked, synced table, by the connector that reads such a table."""
    raw = Path(csv)
    nowhere = Geography(names={}, validity={})
    stored = store_raw(NATIONAL, raw, Path(folder), geography=nowhere, known_on=date(2026, 1, 1))
    return lambda: stored.meta["measures"][MEASURE]["sum"]


def page(csv: str, folder: str) -> Sum:
    """From a published table of one year to the figures behind a page, as `slagvaardig pull --from` does it."""
    region, source = _who_knows(Path(csv))
    raw = _raw(Path(csv), Path(folder))
    stored = store_raw(source, raw, Path(folder), geography=geography_of(region), known_on=date(2026, 1, 1))
    measure, domain = next(iter(queries.domain_of(stored).items()))
    grid = queries.cells(stored, measure=measure, kinds=domain.kinds)
    return lambda: float(np.nansum(grid.value))


def _raw(csv: Path, beside: Path) -> Path:
    """A folder with only this file, as a pull leaves it."""
    folder = beside.with_suffix(".raw")
    folder.mkdir()
    (folder / csv.name).symlink_to(csv)
    return folder


def _who_knows(file: Path) -> tuple[Region, Source]:
    for folder in sorted((ROOT / "regions").glob("*/region.toml")):
        region = load_region(folder.parent)
        for source in region.sources.values():
            if file in matching(source, file.parent.parent):
                return region, source
    raise SystemExit(f"Geen regio heeft een bron voor {file.name}.")


def roll_up(folder: str) -> Sum:
    """Region roll-up by year and area level over all kinds."""
    answer = national.roll_up(SimpleNamespace(path=Path(folder)), measure=MEASURE)
    return lambda: pc.sum(answer["value"]).as_py()


def latest(folder: str, people: str) -> Sum:
    """Rate, rank and percentile of every series over its latest twelve months."""
    table = pq.read_table(people)
    population = dict(zip(table["area"].to_pylist(), table["inhabitants"].to_pylist(), strict=True))
    answer = national.latest_rates(SimpleNamespace(path=Path(folder)), measure=MEASURE, population=population)
    return lambda: sum(pc.sum(answer[name]).as_py() for name in ("rate", "rank", "percentile"))


def one_kind(folder: str) -> Sum:
    """One indicator, all areas, all periods: what a page asks."""
    snapshot = SimpleNamespace(path=Path(folder))
    kind = queries.domain_of(snapshot)[MEASURE].kinds[0]
    grid = queries.cells(snapshot, measure=MEASURE, kinds=[kind])
    return lambda: grid.value.size


JOBS: dict[str, Callable[..., Sum]] = {
    "page": page,
    "ingest": ingest,
    "roll_up": roll_up,
    "latest": latest,
    "one_kind": one_kind,
}

if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    report(lambda: JOBS[name](*arguments))

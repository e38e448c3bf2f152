"""The figures store against pandas and Polars: reading a table, and questions over a national table."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from bench.measuring import Measured, measure
from bench.neighbourhoods import Size, population, write_csv

OURS, PEERS = "bench.ours", "bench.peers"
PANDAS_CELLS = 12_000_000
GIGABYTES = 12


@dataclass(frozen=True)
class Line:
    """One measured job. `asked` is what was asked of us, in words."""

    job: str
    who: str
    measured: Measured
    cells: int
    asked: str = ""


@dataclass(frozen=True)
class Files:
    """Where the made-up national table stands, in each form that somebody reads; csv and part_csv are folders."""

    csv: Path
    part_csv: Path
    part: float
    dense: Path
    part_dense: Path
    ours: Path
    people: Path


def lines(folder: Path, size: Size, published: Path | None) -> list[Line]:
    """Measure every job, one process after the other. `published`: the crime table of one year, if it is here."""
    files = _make(folder, size)
    measured = [*(_page(published, folder) if published else []), *_ingest(files, size)]
    shutil.rmtree(files.csv)
    return [*measured, *_roll_up(files, size), *_latest(files, size)]


def _make(folder: Path, size: Size) -> Files:
    csv, part_csv = folder / "cells", folder / "part"
    share = min(1.0, PANDAS_CELLS / size.cells)
    part = Size(areas=max(1, int(size.areas * share)))
    write_csv(csv, size)
    write_csv(part_csv, part)
    people = folder / "people.parquet"
    inhabitants = population(size)
    pq.write_table(pa.table({"area": list(inhabitants), "inhabitants": list(inhabitants.values())}), people)
    for source in (csv, part_csv):
        _dense(source)
    dense = (csv.with_suffix(".parquet"), part_csv.with_suffix(".parquet"))
    return Files(csv, part_csv, part.cells / size.cells, *dense, folder / "ours", people)


def _dense(csv: Path) -> None:
    """Every cell as Parquet, for those who keep zeros."""
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "2GB", "preserve_insertion_order": "false"})
    connection.execute("set enable_progress_bar = false")
    connection.read_csv(str(csv / "*.csv")).project(
        """trim("SoortMisdrijf") as kind, "WijkenEnBuurten" as area, replace("Perioden", 'MM', '-') as period,
        "GeregistreerdeMisdrijven_1"::double as value"""
    ).to_parquet(str(csv.with_suffix(".parquet")), compression="zstd")
    connection.close()


def _page(published: Path, folder: Path) -> list[Line]:
    job, cells = "tabel van een jaar tot pagina", 34_000
    return [
        Line(job, "Slagvaardig", measure(OURS, "page", published, folder / "page"), cells, "<= 2 s"),
        Line(job, "Polars", measure(PEERS, "page", "polars", published), cells),
        Line(job, "pandas", measure(PEERS, "page", "pandas", published), cells),
    ]


def _ingest(files: Files, size: Size) -> list[Line]:
    job, spot = "inlezen uit CSV", files.csv.parent
    asked = f"<= {size.cells / 1e6:.0f} s, <= 2048 MB"
    return [
        Line(job, "Slagvaardig", measure(OURS, "ingest", files.csv, files.ours), size.cells, asked),
        Line(job, "Polars", measure(PEERS, "ingest", "polars", files.csv, spot / "polars.parquet"), size.cells),
        _pandas(job, "ingest", files.part, size, files.part_csv, spot / "pandas.parquet"),
    ]


def _roll_up(files: Files, size: Size) -> list[Line]:
    job, sparse = "jaar en gebiedsniveau", files.ours / "cells.parquet"
    return [
        Line(job, "Slagvaardig", measure(OURS, "roll_up", files.ours), size.cells, "<= 0,5 s"),
        Line(job, "Polars, ons bestand", measure(PEERS, "roll_up", "polars", sparse), size.cells),
        _pandas(f"{job}", "roll_up", 1.0, size, sparse, who="pandas, ons bestand"),
        Line(job, "Polars, alle cellen", measure(PEERS, "roll_up", "polars", files.dense), size.cells),
        _pandas(job, "roll_up", files.part, size, files.part_dense, who="pandas, alle cellen"),
    ]


def _latest(files: Files, size: Size) -> list[Line]:
    job, sparse, people = "laatste 12 maanden", files.ours / "cells.parquet", files.people
    return [
        Line(job, "Slagvaardig", measure(OURS, "latest", files.ours, people), size.cells, "<= 4 s, <= 1024 MB"),
        Line(job, "Polars, ons bestand", measure(PEERS, "latest", "polars", sparse, people), size.cells),
        _pandas(job, "latest", 1.0, size, sparse, people, who="pandas, ons bestand"),
        Line(job, "Polars, alle cellen", measure(PEERS, "latest", "polars", files.dense, people), size.cells),
        _pandas(job, "latest", files.part, size, files.part_dense, people, who="pandas, alle cellen"),
        Line("één soort, alle buurten", "Slagvaardig", measure(OURS, "one_kind", files.ours), size.cells),
    ]


def _pandas(job: str, name: str, part: float, size: Size, *files: Path, who: str = "pandas") -> Line:
    found = measure(PEERS, name, "pandas", *files, gigabytes=GIGABYTES, part=part)
    return Line(job, who, found, int(size.cells * part))


def table(measured: Sequence[Line]) -> str:
    """The lines as text. Times of a peer that was given a part count for that part: the ratio is per cell."""
    head = ("taak", "wie", "cellen", "seconden", "M cellen/s", "MB", "keer ons", "gevraagd")
    rows = [head, *(_row(line, _first(line.job, measured)) for line in measured)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in rows)


def _first(job: str, measured: Sequence[Line]) -> Line:
    return next(line for line in measured if line.job == job)


def _row(line: Line, ours: Line) -> tuple[str, ...]:
    found = line.measured
    cells = f"{line.cells / 1e6:.1f} M" if line.cells >= 1e6 else f"{line.cells}"
    if found.seconds is None or found.megabytes is None:
        return (line.job, line.who, cells, found.fault, "", "", "", line.asked)
    ratio = ""
    if line is not ours and ours.measured.seconds:
        ratio = f"{(found.seconds / line.cells) / (ours.measured.seconds / ours.cells):.1f}"
    return (
        line.job,
        line.who,
        cells,
        f"{found.seconds:.3f}",
        f"{line.cells / found.seconds / 1e6:.1f}",
        f"{found.megabytes:.0f}",
        ratio,
        line.asked,
    )


def differing(measured: Sequence[Line]) -> list[str]:
    """Peers that did a whole job and found another answer than we did: then a time says nothing."""
    found = []
    for line in measured:
        mine, theirs = _first(line.job, measured).measured.check, line.measured.check
        whole = line.measured.part == 1.0
        if whole and mine is not None and theirs is not None and abs(mine - theirs) > 1e-6 * abs(mine):
            found.append(f"{line.job}: {line.who} vindt {theirs}, Slagvaardig {mine}")
    return found


def clean(folder: Path) -> None:
    """Remove everything that was made."""
    shutil.rmtree(folder, ignore_errors=True)

"""The figures that ship with a region, under its folder `starter/`.

A real region ships stored tables: starter/<source>/ with the three files of the store, and <source>.toml that says what
they are, from which files they were made and under which licence. A fictional region may also ship raw files that go
through the same connectors as any download: starter/raw/<source>/<date on which they became known>/.
"""

import json
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.region.folder import Region
from slagvaardig.see.connectors.reading import Reading
from slagvaardig.see.figures import engine
from slagvaardig.see.figures.checks import Expectation, FiguresProblem
from slagvaardig.see.figures.downloads import matching
from slagvaardig.see.figures.drafts import all_or_nothing, workplace
from slagvaardig.see.figures.ingestion import Geography, connector
from slagvaardig.see.figures.outline_making import SHEET, make_outlines
from slagvaardig.see.figures.store import CELLS, DOMAIN, META, StoredSnapshot, checksums, stored, write

FILES = (CELLS, DOMAIN, META)


@dataclass(frozen=True)
class StarterSet:
    """One shipped table: its source, its folder, when it became known, and whether it is stored already or raw."""

    source: Source
    folder: Path
    known_on: date
    stored: bool


def sets_in(folder: Path, sources: Mapping[str, Source]) -> Iterator[StarterSet]:
    """Every shipped table, oldest first for raw ones. FiguresProblem when one belongs to no source of the region."""
    for sheet in sorted(set(folder.glob("*.toml")) - {folder / SHEET}):
        facts = tomllib.loads(sheet.read_text("utf-8"))
        yield StarterSet(_source(sheet, sheet.stem, sources), folder / sheet.stem, facts["known_on"], stored=True)
    for raw in sorted(folder.glob("raw/*/*/")):
        try:
            known_on = date.fromisoformat(raw.name)
        except ValueError as error:
            raise FiguresProblem(f"{raw}: de naam van deze map moet een datum zijn, zoals 2026-01-31.") from error
        yield StarterSet(_source(raw, raw.parent.name, sources), raw, known_on, stored=False)


def copy_stored(folder: Path, target: Path) -> StoredSnapshot:
    """Copy a shipped table into the store after checking the checksums that it carries itself."""
    found = stored(folder)
    for name, told in found.meta["files"].items():
        if found.checksums[name] != told:
            raise FiguresProblem(f"{folder.name}/{name} is beschadigd. Haal de regiomap opnieuw op.")
    with all_or_nothing(target) as draft:
        for name in FILES:
            shutil.copyfile(folder / name, draft / name)
    return stored(target)


def make_set(region: Region, downloads: Path, folder: Path, *, geography: Geography, known_on: date) -> list[Path]:
    """Write every table that the downloads hold as starter/<source>/ and <source>.toml, and the outlines."""
    made = []
    for source in region.sources.values():
        files = matching(source, downloads)
        if files:
            _make_one(source, files, folder / source.slug, geography, known_on)
            _write_sheet(folder / f"{source.slug}.toml", source, files, folder / source.slug, known_on)
            made.append(folder / source.slug)
    if outlines := make_outlines(region, downloads, folder):
        made.append(outlines)
    return made


def _make_one(source: Source, files: list[Path], target: Path, geography: Geography, known_on: date) -> None:
    with workplace(target.parent) as bench, engine.workbench(bench, threads=1) as connection:
        raw = bench / "raw"
        raw.mkdir()
        for file in files:
            shutil.copyfile(file, raw / file.name)
        reading = connector(source).read(source, raw, connection=connection, names=geography.names)
        fresh = bench / target.name
        write(
            _limited(reading, geography, connection),
            fresh,
            connection=connection,
            expected=Expectation(known_on=known_on, areas=geography.validity.keys()),
            validity=geography.validity,
            about={"source": source.slug, "table": source.table, "publisher": source.publisher},
        )
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)


def _limited(reading: Reading, geography: Geography, connection: duckdb.DuckDBPyConnection) -> Reading:
    """Only the areas that the region knows: its own and its comparators."""
    connection.execute("create or replace temp table known_areas (area varchar)")
    connection.executemany("insert into known_areas values (?)", [[area] for area in geography.validity])
    cells = reading.cells.set_alias("cells").join(connection.table("known_areas"), "area", how="semi")
    return replace(reading, cells=cells)


def _write_sheet(sheet: Path, source: Source, files: list[Path], folder: Path, known_on: date) -> None:
    meta = stored(folder).meta
    facts = {
        "source": source.slug,
        "title": source.title,
        "publisher": source.publisher,
        "table": source.table,
        "page": source.page,
        "licence": source.licence,
        "attribution": source.attribution,
        "vintage": meta["vintage"] or "",
        "periods": f"{min(meta['periods'])} - {max(meta['periods'])}",
    }
    # A JSON string is a TOML string too.
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items()]
    lines.append(f"known_on = {known_on.isoformat()}")
    for file in files:
        sums = checksums(file.parent, file.name)
        lines += ["", "[[made_from]]", f"file = {json.dumps(file.name)}", f'sha256 = "{sums[file.name]}"']
    sheet.write_text("\n".join(lines) + "\n", "utf-8")


def _source(place: Path, slug: str, sources: Mapping[str, Source]) -> Source:
    if slug not in sources:
        raise FiguresProblem(f"{place}: er is geen bron {slug!r} in sources/. Voeg die toe of verwijder deze cijfers.")
    return sources[slug]

"""CBS open data by OData version 4: one row per observation, with its measure as a code.

[measures] give the code of each measure (M001924); [columns] as in the table. [options]: filter (OData text, to take
part of a table); kind, area and provisional_from as in statline_csv.
"""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import json_pages, one_pass, values
from slagvaardig.see.connectors.client import Client, FetchProblem
from slagvaardig.see.connectors.json_pages import CHANGED, read_page, read_rows
from slagvaardig.see.connectors.paging import Pages, Report
from slagvaardig.see.connectors.reading import Cell, Reading, ReadProblem

FETCHES = True
MEASURE, VALUE = "Measure", "Value"


def fetch(source: Source, folder: Path, *, report: Report, client: Client | None = None) -> None:
    """Fill a folder with properties, codes and every page of observations; the count must be right.

    What an interrupted fetch left is used when the table has not changed since.
    """
    http = client or Client(source.url)
    received, modified = _edition(source, folder, http)
    pages = Pages.opened(folder, of=f"{modified} {source.url} {sorted(source.options.items())}")
    if not modified:
        pages.forget()
    if pages.done:
        report("niets nieuws", 1.0)
        return
    (folder / "Properties.json").write_bytes(received)
    for name in (MEASURE, source.columns["period"], *source.columns.get("kinds", ())):
        report(f"codes {name}", 0.0)
        http.download(f"{source.url}/{name}Codes", _codes(folder, name))
        read_page(_codes(folder, name))
    chosen = f"$filter={quote(str(source.options['filter']))}" if "filter" in source.options else ""
    asked = f"{source.url}/Observations"
    http.download(f"{asked}?{chosen}{'&' if chosen else ''}$count=true&$top=1", folder / ".count.json")
    told = read_page(folder / ".count.json").get("@odata.count")
    pages.fetch(http, [f"{asked}?{chosen}".rstrip("?")], read_rows, _following, report)
    _require_total(source, pages, told)
    pages.require_edition(source.url, before=modified, after=_edition(source, folder, http)[1])
    pages.close()


def read(source: Source, folder: Path, *, connection: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> Reading:
    """The observations in a folder. ReadProblem for what is no page of this table."""
    pages = sorted(folder.glob("page-*.json"))
    if not pages:
        raise ReadProblem(folder.name, "", "minstens een pagina met waarnemingen", "geen enkele", CHANGED)
    rows = json_pages.rows_of(pages, _wanted(source))
    # A row that is not whole goes to every measure, so that it stops the table instead of leaving it in silence.
    of = {name: f"{one_pass.name(MEASURE)} = {one_pass.text(str(code))}" for name, code in source.measures.items()}
    only = {name: f"({condition} or ({rows.whole}) is not true)" for name, condition in of.items()}
    found = one_pass.cells_or_problem(
        dataclasses.replace(source, measures=dict.fromkeys(source.measures, VALUE)),
        dataclasses.replace(rows, only=only),
        connection,
        decimal=".",
        slowly=lambda: (cell for page in pages for cell in _cells(source, page)),
        large=json_pages.are_large(pages),
        name=pages[0].name,
    )
    if not found.periods:
        wanted = ", ".join(str(code) for code in source.measures.values())
        raise ReadProblem(folder.name, "", f"minstens een waarneming van {wanted}", "geen enkele", CHANGED)
    said = json_pages.statuses(_codes(folder, source.columns["period"]), "Identifier")
    kinds = source.columns.get("kinds", ())
    file = folder / "Properties.json"
    return Reading(
        found.relation,
        {period: said.get(period) or values.status(source, period) for period in found.periods},
        labels=json_pages.titles(_codes(folder, kinds[0]), "Identifier") if len(kinds) == 1 else {},
        vintage=json_pages.day_of(_properties(file).get("Modified")) if file.exists() else None,
        division=source.division,
    )


def _edition(source: Source, folder: Path, http: Client) -> tuple[bytes, str]:
    """What the service tells of the table as it is now, and when it was last changed; '' when it does not say."""
    file = folder / ".Properties.json"
    http.download(f"{source.url}/Properties", file, conditional=True)
    return file.read_bytes(), str(_properties(file).get("Modified") or "")


def _following(page: Mapping[str, Any], start: str, rows: int) -> str:
    link = str(page.get("@odata.nextLink") or "")
    return urljoin(start, link) if link else ""


def _require_total(source: Source, pages: Pages, told: object) -> None:
    if told is not None and told != pages.rows:
        found = pages.rows
        pages.forget()
        raise FetchProblem(
            f"{source.url}: de bron zegt {told} waarnemingen, maar gaf er {found}. Haal de tabel opnieuw op."
        )


def _codes(folder: Path, name: str) -> Path:
    return folder / f"{name}Codes.json"


def _wanted(source: Source) -> list[str]:
    return [*json_pages.columns_of(source), MEASURE, VALUE]


def _cells(source: Source, page: Path) -> Iterator[Cell]:
    measures = {code: name for name, code in source.measures.items()}
    for number, row in enumerate(read_page(page)["value"]):
        place = f"rij {row.get('Id', number)}"
        if missing := [name for name in _wanted(source) if name not in row]:
            raise ReadProblem(page.name, place, f"kolom {', '.join(missing)}", ", ".join(row)[:120], CHANGED)
        if row[MEASURE] in measures:
            kind, code, when = json_pages.about(source, row, file=page.name, place=place)
            value = json_pages.value_of(row[VALUE], file=page.name, place=place)
            yield Cell(measures[row[MEASURE]], kind, code, when, value)


def _properties(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text("utf-8-sig"))
    except ValueError as error:
        found = "iets anders of een afgebroken bestand"
        raise ReadProblem(file.name, "", "JSON", found, "Haal het opnieuw op.") from error
    if not isinstance(content, dict):
        raise ReadProblem(file.name, "", "de eigenschappen van een tabel", str(content)[:60], CHANGED)
    return content

"""CBS open data by OData version 3: JSON pages as they were received, or CSV that somebody else downloaded.

[options]:
  dataset        TypedDataSet (the default) or UntypedDataSet
  filter         OData text, to take part of a table: "substringof('MM', Perioden)"
  select         OData text with the columns to take
  slices         a dimension (Perioden): the table is asked for one key at a time, so that no question is very large
  slices_from    the first of those keys (2023MM01)
  margins        {column, value, lower, upper}: the dimension of a survey that tells value and ends of an interval apart
and kind, area, withheld_kinds and provisional_from as in statline_csv.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import json_pages, margins, one_pass, statline_csv, values
from slagvaardig.see.connectors.client import Client, FetchProblem
from slagvaardig.see.connectors.json_pages import CHANGED, first_row, read_page, read_rows
from slagvaardig.see.connectors.paging import Pages, Report
from slagvaardig.see.connectors.reading import Cell, Reading, ReadProblem, relation_of

FETCHES = True
PAGE = 10_000


def fetch(source: Source, folder: Path, *, report: Report, client: Client | None = None) -> None:
    """Fill a folder with the table. What an interrupted fetch left is used when the table has not changed since."""
    http = client or Client(source.url)
    received, modified = _edition(source, folder, http)
    pages = Pages.opened(folder, of=f"{modified} {source.url} {sorted(source.options.items())}")
    if not modified:
        pages.forget()
    if pages.done:
        report("niets nieuws", 1.0)
        return
    (folder / "TableInfos.json").write_bytes(received)
    dimensions = _fetch_dimensions(source, folder, http, report)
    starts = _starts(source, folder, dimensions)
    pages.fetch(http, starts, read_rows, _following, report)
    _require_total(source, pages, http)
    pages.require_edition(source.url, before=modified, after=_edition(source, folder, http)[1])
    pages.close()


def read(source: Source, folder: Path, *, connection: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> Reading:
    """The table in a folder of pages or of CSV files. ReadProblem for what is no page of this table."""
    pages = sorted(folder.glob("page-*.json"))
    if not pages:
        return statline_csv.read(source, folder, connection=connection, names=names)
    found = _with_margins(source, pages, connection) if margins.column(source) else _plain(source, pages, connection)
    if not found.periods:
        raise ReadProblem(folder.name, "", "minstens een rij", "geen enkele", CHANGED)
    said = json_pages.statuses(_dimension(folder, source.columns["period"]), "Key")
    kinds = source.columns.get("kinds", ())
    file = folder / "TableInfos.json"
    infos = first_row(file) if file.exists() else {}
    return Reading(
        found.relation,
        {period: said.get(period) or values.status(source, period) for period in found.periods},
        labels=json_pages.titles(_dimension(folder, kinds[0]), "Key") if len(kinds) == 1 else {},
        vintage=json_pages.day_of(infos.get("Modified")),
        division=_division(infos) or source.division,
    )


def _edition(source: Source, folder: Path, http: Client) -> tuple[bytes, str]:
    """What the service tells of the table as it is now, and when it was last changed; '' when it does not say."""
    infos = folder / ".TableInfos.json"
    http.download(f"{source.url}/TableInfos?$format=json", infos, conditional=True)
    return infos.read_bytes(), str(first_row(infos).get("Modified") or "")


def _fetch_dimensions(source: Source, folder: Path, http: Client, report: Report) -> list[str]:
    """Fetch what the codes mean. The names of the dimensions."""
    http.download(f"{source.url}/DataProperties?$format=json", folder / "DataProperties.json")
    found = []
    for row in read_page(folder / "DataProperties.json")["value"]:
        key = str(row.get("Key", ""))
        if str(row.get("Type", "")).endswith(("Dimension", "GeoDetail")) and re.fullmatch(r"\w+", key):
            report(f"dimensie {row.get('Title', key)}", 0.0)
            http.download(f"{source.url}/{key}?$format=json", _dimension(folder, key))
            found.append(key)
    return found


def _starts(source: Source, folder: Path, dimensions: list[str]) -> list[str]:
    """The first address of each slice; one for the whole table when the source asks for no slices."""
    dataset = str(source.options.get("dataset", "TypedDataSet"))
    chosen = f"&$select={quote(str(source.options['select']))}" if "select" in source.options else ""
    wanted = str(source.options.get("filter", ""))
    sliced = str(source.options.get("slices", ""))
    filters = [wanted]
    if sliced:
        if sliced not in dimensions:
            place, remedy = "[options] slices", "Pas de bron aan in sources/."
            raise ReadProblem(f"{source.slug}.toml", place, f"een van {', '.join(dimensions)}", repr(sliced), remedy)
        also = f"({wanted}) and " if wanted else ""
        filters = [f"{also}{sliced} eq '{key}'" for key in _keys(source, folder, sliced)]
    begin = f"{source.url}/{dataset}?$format=json"
    return [begin + (f"&$filter={quote(text)}" if text else "") + chosen for text in filters]


def _keys(source: Source, folder: Path, dimension: str) -> list[str]:
    first = str(source.options.get("slices_from", ""))
    file = _dimension(folder, dimension)
    keys = [str(row.get("Key", "")) for row in read_page(file)["value"]]
    found = [key.replace("'", "''") for key in keys if key >= first]
    if not found:
        raise ReadProblem(file.name, "", f"een sleutel vanaf {first}", f"{len(keys)} sleutels ervoor", CHANGED)
    return found


def _following(page: Mapping[str, Any], start: str, rows: int) -> str:
    if link := str(page.get("odata.nextLink") or ""):
        return urljoin(start, link)
    return f"{start}&$skip={rows}" if len(page["rows"]) == PAGE else ""


def _require_total(source: Source, pages: Pages, http: Client) -> None:
    """The number of rows that the service itself tells, where it does and we asked for all."""
    if {"filter", "slices_from"} & source.options.keys():
        return
    dataset = source.options.get("dataset", "TypedDataSet")
    try:
        http.download(f"{source.url}/{dataset}/$count", pages.folder / ".count")
        told = (pages.folder / ".count").read_text("utf-8-sig", errors="replace").strip()
    except FetchProblem:
        return
    if re.fullmatch("[0-9]{1,15}", told) and int(told) != pages.rows:
        found = pages.rows
        pages.forget()
        raise FetchProblem(f"{source.url}: de bron zegt {told} rijen, maar gaf er {found}. Haal de tabel opnieuw op.")


def _plain(source: Source, pages: list[Path], connection: duckdb.DuckDBPyConnection) -> one_pass.Cells:
    return one_pass.cells_or_problem(
        source,
        json_pages.rows_of(pages, _wanted(source)),
        connection,
        decimal=".",
        slowly=lambda: (cell for page in pages for cell in _cells(source, page)),
        large=json_pages.are_large(pages),
        name=pages[0].name,
    )


def _with_margins(source: Source, pages: list[Path], connection: duckdb.DuckDBPyConnection) -> one_pass.Cells:
    found = list(margins.joined(source, (cell for page in pages for cell in _cells(source, page))))
    return one_pass.Cells(relation_of(found, connection), tuple(sorted({cell.period for cell in found})))


def _wanted(source: Source) -> list[str]:
    split = margins.column(source)
    return [*json_pages.columns_of(source), *source.measures.values(), *([split] if split else [])]


def _cells(source: Source, page: Path) -> Iterator[Cell]:
    split, hidden = margins.column(source), set(source.options.get("withheld_kinds", ()))
    for number, row in enumerate(read_page(page)["value"]):
        place = f"rij {number}"
        if missing := [name for name in _wanted(source) if name not in row]:
            raise ReadProblem(page.name, place, f"kolom {', '.join(missing)}", ", ".join(row)[:120], CHANGED)
        kind, code, when = json_pages.about(source, row, file=page.name, place=place)
        part = f"@{json_pages.key_of(row[split])}" if split else ""
        for measure, column in source.measures.items():
            value = json_pages.value_of(row[column], file=page.name, place=f"{place}, kolom {column}")
            yield Cell(measure + part, kind, code, when, None if kind in hidden and value == 0 else value)


def _dimension(folder: Path, key: str) -> Path:
    return folder / f"dimension-{key}.json"


def _division(infos: Mapping[str, Any]) -> int | None:
    """The year in a title such as '... gemeente 2025', or after 'indeling' in the explanation."""
    text = f"{infos.get('Title', '')} | {infos.get('ExplanatoryText', '')}"
    found = re.search(r"gemeente (20\d\d)\b|indeling (?:van )?(20\d\d)\b", text)
    return int(found[1] or found[2]) if found else None

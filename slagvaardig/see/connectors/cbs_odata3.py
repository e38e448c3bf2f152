"""CBS open data by OData version 3: JSON pages as they were received, or CSV that somebody else downloaded.

[options]: dataset (TypedDataSet or UntypedDataSet), filter and select (OData texts, to take part of a table),
margins ({column, value, lower, upper}: the dimension of a survey that holds the value and the ends of its interval),
withheld_kinds and provisional_from as in statline_csv.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import margins, statline_csv, values
from slagvaardig.see.connectors.client import Client, FetchProblem
from slagvaardig.see.connectors.json_pages import CHANGED, read_page
from slagvaardig.see.connectors.reading import Cell, Reading, ReadProblem, relation_of

FETCHES = True
PAGE = 10_000
MANIFEST = ".manifest.json"
STATUSES = {"Definitief": "final", "Voorlopig": "provisional", "NaderVoorlopig": "provisional"}

Report = Callable[[str, float], None]


def fetch(source: Source, folder: Path, *, report: Report, client: Client | None = None) -> None:
    """Fill a folder with the table. What an interrupted fetch left is used when the table has not changed since."""
    http = client or Client(source.url)
    http.download(f"{source.url}/TableInfos?$format=json", folder / ".TableInfos.json", conditional=True)
    infos = read_page(folder / ".TableInfos.json")
    modified = str(infos["value"][0].get("Modified", ""))
    manifest = _manifest(folder)
    if manifest.get("modified") != modified:
        _empty(folder)
        manifest = {"modified": modified, "pages": [], "done": False}
    if manifest["done"]:
        report("niets nieuws", 1.0)
        return
    (folder / "TableInfos.json").write_text(json.dumps(infos))
    _fetch_dimensions(source, folder, http, report)
    _fetch_pages(source, folder, http, report, manifest)
    _require_total(source, folder, http, manifest)
    _save(folder, manifest | {"done": True})


def read(source: Source, folder: Path, *, connection: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> Reading:
    """The table in a folder of pages or of CSV files. ReadProblem for what is no page of this table."""
    pages = sorted(folder.glob("page-*.json"))
    if not pages:
        return statline_csv.read(source, folder, connection=connection, names=names)
    cells = margins.joined(source, (cell for page in pages for cell in _cells(source, page)))
    found = list(cells)
    if not found:
        raise ReadProblem(folder.name, "", "minstens een rij", "geen enkele", CHANGED)
    said = _statuses(folder, source)
    periods = {cell.period: said.get(cell.period) or values.status(source, cell.period) for cell in found}
    infos = _first(folder / "TableInfos.json")
    return Reading(
        relation_of(found, connection),
        dict(sorted(periods.items())),
        labels=_labels(folder, source),
        vintage=_day(str(infos.get("Modified", ""))),
        division=_division(infos) or source.division,
    )


def _fetch_dimensions(source: Source, folder: Path, http: Client, report: Report) -> None:
    http.download(f"{source.url}/DataProperties?$format=json", folder / "DataProperties.json")
    rows = read_page(folder / "DataProperties.json")["value"]
    for row in rows:
        if str(row.get("Type", "")).endswith(("Dimension", "GeoDetail")):
            report(f"dimensie {row['Title']}", 0.05)
            http.download(f"{source.url}/{row['Key']}?$format=json", folder / f"dimension-{row['Key']}.json")


def _fetch_pages(source: Source, folder: Path, http: Client, report: Report, manifest: dict[str, Any]) -> None:
    dataset = str(source.options.get("dataset", "TypedDataSet"))
    first = f"{source.url}/{dataset}?$format=json" + "".join(
        f"&${name}={quote(str(source.options[name]))}" for name in ("filter", "select") if name in source.options
    )
    url = manifest["pages"][-1]["next"] if manifest["pages"] else first
    while url:
        number = len(manifest["pages"])
        file = folder / f"page-{number:05}.json"
        http.download(url, file)
        rows, following = _page(file, http, url)
        done = sum(page["rows"] for page in manifest["pages"]) + rows
        if not following and rows == PAGE:
            following = f"{first}&$skip={done}"
        manifest["pages"].append({"url": url, "rows": rows, "next": following})
        _save(folder, manifest)
        report(f"{done} rijen", 0.1 + 0.85 * (1 - 1 / (number + 2)))
        url = following


def _page(file: Path, http: Client, url: str) -> tuple[int, str]:
    """How many rows a page has and where the next is; a page that is no JSON is fetched once more."""
    for last in (False, True):
        try:
            page = read_page(file)
            return len(page["value"]), str(page.get("odata.nextLink", ""))
        except ReadProblem as problem:
            if last:
                file.unlink(missing_ok=True)
                raise FetchProblem(f"{url}: {problem}") from problem
            http.download(url, file)
    raise FetchProblem(url)


def _require_total(source: Source, folder: Path, http: Client, manifest: dict[str, Any]) -> None:
    """The number of rows that the service itself tells, where it does and we asked for all."""
    if "filter" in source.options:
        return
    dataset = source.options.get("dataset", "TypedDataSet")
    try:
        http.download(f"{source.url}/{dataset}/$count", folder / ".count")
        told = (folder / ".count").read_text("utf-8-sig").strip()
    except FetchProblem:
        return
    fetched = sum(page["rows"] for page in manifest["pages"])
    if told.isdigit() and int(told) != fetched:
        _empty(folder)
        raise FetchProblem(f"{source.url}: de bron zegt {told} rijen, maar gaf er {fetched}. Haal de tabel opnieuw op.")


def _cells(source: Source, page: Path) -> Iterator[Cell]:
    kinds, area, period = source.columns.get("kinds", ()), source.columns.get("area"), source.columns["period"]
    split = margins.column(source)
    for number, row in enumerate(read_page(page)["value"]):
        wanted = [*kinds, *([area] if area else []), period, *source.measures.values(), *([split] if split else [])]
        if missing := [name for name in wanted if name not in row]:
            raise ReadProblem(page.name, f"rij {number}", f"kolom {', '.join(missing)}", ", ".join(row)[:120], CHANGED)
        kind = "|".join(str(row[name]).strip() for name in kinds) or str(source.options.get("kind", "totaal"))
        code = str(row[area]).strip() if area else str(source.options["area"])
        when = values.period(str(row[period]), file=page.name, place=f"rij {number}")
        for measure, column in source.measures.items():
            place = f"rij {number}, kolom {column}"
            text = "" if row[column] is None else str(row[column])
            value = values.number(text, file=page.name, place=place)
            yield Cell(measure + (f"@{str(row[split]).strip()}" if split else ""), kind, code, when, value)


def _statuses(folder: Path, source: Source) -> dict[str, str]:
    file = folder / f"dimension-{source.columns['period']}.json"
    rows = read_page(file)["value"] if file.exists() else []
    found = {}
    for row in rows:
        if row.get("Status") in STATUSES:
            period = values.period(str(row["Key"]), file=file.name, place=str(row["Key"]))
            found[period] = STATUSES[row["Status"]]
    return found


def _labels(folder: Path, source: Source) -> dict[str, str]:
    kinds = source.columns.get("kinds", ())
    file = folder / f"dimension-{kinds[0]}.json" if len(kinds) == 1 else None
    rows = read_page(file)["value"] if file is not None and file.exists() else []
    return {str(row["Key"]).strip(): str(row.get("Title", "")).strip() for row in rows}


def _division(infos: Mapping[str, Any]) -> int | None:
    """The year in a title such as '... gemeente 2025', or after 'indeling' in the explanation."""
    text = f"{infos.get('Title', '')} | {infos.get('ExplanatoryText', '')}"
    found = re.search(r"gemeente (20\d\d)\b|indeling (?:van )?(20\d\d)\b", text)
    return int(found[1] or found[2]) if found else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _first(file: Path) -> dict[str, Any]:
    return dict(read_page(file)["value"][0]) if file.exists() else {}


def _manifest(folder: Path) -> dict[str, Any]:
    file = folder / MANIFEST
    return dict(json.loads(file.read_text())) if file.exists() else {}


def _save(folder: Path, manifest: dict[str, Any]) -> None:
    part = folder / f"{MANIFEST}.part"
    part.write_text(json.dumps(manifest))
    part.replace(folder / MANIFEST)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.name != ".TableInfos.json":
            shutil.rmtree(path) if path.is_dir() else path.unlink()

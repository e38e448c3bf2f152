"""CBS open data by OData version 4: one row per observation, with its measure as a code.

[measures] give the code of each measure (M001924); [columns] as in the table; [options] filter is an OData text.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import quote

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import values
from slagvaardig.see.connectors.client import Client, FetchProblem
from slagvaardig.see.connectors.json_pages import CHANGED, read_page
from slagvaardig.see.connectors.reading import Cell, Reading, ReadProblem, relation_of

FETCHES = True
STATUSES = {"Definitief": "final", "Voorlopig": "provisional"}
Report = Callable[[str, float], None]


def fetch(source: Source, folder: Path, *, report: Report, client: Client | None = None) -> None:
    """Fill a folder with properties, period codes and every page of observations; the count must be right."""
    http = client or Client(source.url)
    for file in folder.glob("page-*.json"):
        file.unlink()
    for name in ("Properties", f"{source.columns['period']}Codes"):
        http.download(f"{source.url}/{name}", folder / f"{name}.json")
    chosen = f"$filter={quote(str(source.options['filter']))}&" if "filter" in source.options else ""
    http.download(f"{source.url}/Observations?{chosen}$count=true&$top=1", folder / ".count.json")
    told = json.loads((folder / ".count.json").read_text("utf-8")).get("@odata.count")
    url, rows, number = f"{source.url}/Observations" + (f"?{chosen.rstrip('&')}" if chosen else ""), 0, 0
    while url:
        file = folder / f"page-{number:05}.json"
        http.download(url, file)
        page = read_page(file)
        rows, number, url = rows + len(page["value"]), number + 1, str(page.get("@odata.nextLink", ""))
        report(f"{rows} waarnemingen", 0.1 + 0.85 * (rows / told if told else 0.5))
    if told is not None and told != rows:
        for file in folder.glob("page-*.json"):
            file.unlink()
        raise FetchProblem(
            f"{source.url}: de bron zegt {told} waarnemingen, maar gaf er {rows}. Haal de tabel opnieuw op."
        )


def read(source: Source, folder: Path, *, connection: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> Reading:
    """The observations in a folder. ReadProblem for what is no page of this table."""
    pages = sorted(folder.glob("page-*.json"))
    found = [cell for page in pages for cell in _cells(source, page)]
    if not found:
        raise ReadProblem(folder.name, "", "minstens een waarneming", "geen enkele", CHANGED)
    said = _statuses(folder / f"{source.columns['period']}Codes.json")
    periods = {cell.period: said.get(cell.period) or values.status(source, cell.period) for cell in found}
    properties = folder / "Properties.json"
    modified = json.loads(properties.read_text("utf-8")).get("Modified", "") if properties.exists() else ""
    vintage = date.fromisoformat(modified[:10]) if modified else None
    return Reading(
        relation_of(found, connection), dict(sorted(periods.items())), vintage=vintage, division=source.division
    )


def _cells(source: Source, page: Path) -> Iterator[Cell]:
    measures = {code: name for name, code in source.measures.items()}
    kinds, area, period = source.columns.get("kinds", ()), source.columns.get("area"), source.columns["period"]
    wanted = [*kinds, *([area] if area else []), period, "Measure", "Value"]
    for row in read_page(page)["value"]:
        if missing := [name for name in wanted if name not in row]:
            raise ReadProblem(page.name, f"rij {row.get('Id')}", f"kolom {', '.join(missing)}", ", ".join(row), CHANGED)
        if row["Measure"] in measures:
            kind = "|".join(str(row[name]).strip() for name in kinds) or str(source.options.get("kind", "totaal"))
            code = str(row[area]).strip() if area else str(source.options["area"])
            when = values.period(str(row[period]), file=page.name, place=f"rij {row.get('Id')}")
            value = None if row["Value"] is None else float(row["Value"])
            yield Cell(measures[row["Measure"]], kind, code, when, value)


def _statuses(file: Path) -> dict[str, str]:
    rows = read_page(file)["value"] if file.exists() else []
    known = [row for row in rows if row.get("Status") in STATUSES]
    return {
        values.period(row["Identifier"], file=file.name, place=row["Identifier"]): STATUSES[row["Status"]]
        for row in known
    }

"""Pages of OData as they were received: a JSON object with a list of rows under `value`."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import one_pass, values
from slagvaardig.see.connectors.reading import ReadProblem
from slagvaardig.see.connectors.text_files import SMALL

STATUSES = {"Definitief": "final", "Voorlopig": "provisional", "NaderVoorlopig": "provisional"}
CHANGED = "Is de tabel veranderd? Pas de bron aan in sources/ of haal haar opnieuw op."
# A page without rows where they belong counts as one row that is not whole: it must stop the table, not be passed over.
_IN_PAGE = """case when json_type(content, '$.value') = 'ARRAY' then (content->'$.value')::json[] else [null] end"""
_ROWS = """(select {columns}, {whole} as whole_row
  from (select unnest({rows}) as row from read_text([{files}])))"""


def read_page(file: Path) -> dict[str, Any]:
    """The content of a page; ReadProblem when it was cut off, or is a web page or anything else."""
    try:
        content = json.loads(file.read_text("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        found = "iets anders of een afgebroken bestand"
        raise ReadProblem(file.name, "", "JSON", found, "Haal het opnieuw op.") from error
    rows = content.get("value") if isinstance(content, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ReadProblem(file.name, "", "een lijst 'value' met rijen", str(content)[:60], CHANGED)
    return dict(content)


def read_rows(file: Path) -> dict[str, Any]:
    """A page with its rows under `rows`, as paging asks."""
    content = read_page(file)
    return content | {"rows": content["value"]}


def first_row(file: Path) -> dict[str, Any]:
    """The only row of a page about one thing; ReadProblem when there is none."""
    rows = read_page(file)["value"]
    if not rows:
        raise ReadProblem(file.name, "", "minstens een rij", "geen enkele", CHANGED)
    return dict(rows[0])


def rows_of(files: Iterable[Path], columns: Iterable[str]) -> one_pass.Rows:
    """The rows of all pages for DuckDB, a page at a time; a row that lacks a column is not whole."""
    paths = {column: one_pass.text("$." + one_pass.name(column)) for column in columns}
    sql = _ROWS.format(
        rows=_IN_PAGE,
        columns=", ".join(f"row->>{path} as {one_pass.name(column)}" for column, path in paths.items()),
        whole=" and ".join(f"json_exists(row, {path})" for path in paths.values()),
        files=", ".join(one_pass.text(str(file)) for file in files),
    )
    return one_pass.Rows(sql, whole="whole_row")


def are_large(files: Iterable[Path]) -> bool:
    """Whether pages together are too large to stand in memory."""
    return sum(file.stat().st_size for file in files) > SMALL


def value_of(given: object, *, file: str, place: str) -> float | None:
    """The number in a cell: JSON's own, or a text with padding and a point before decimals; None when not given."""
    if isinstance(given, int | float) and not isinstance(given, bool) and isfinite(given):
        return float(given)
    return values.number("" if given is None else str(given), file=file, place=place, decimal=".")


def statuses(file: Path, key: str) -> dict[str, str]:
    """What the list of periods says of each: final or provisional. key: the column with their codes."""
    found = {}
    for row in read_page(file)["value"] if file.exists() else []:
        if row.get("Status") in STATUSES:
            code = str(row.get(key, ""))
            found[values.period(code, file=file.name, place=code)] = STATUSES[row["Status"]]
    return found


def titles(file: Path, key: str) -> dict[str, str]:
    """The titles in a list of codes, by code. key: the column with the codes."""
    rows = read_page(file)["value"] if file.exists() else []
    return {str(row.get(key, "")).strip(): str(row.get("Title", "")).strip() for row in rows}


def columns_of(source: Source) -> list[str]:
    """The columns that say what a row is about."""
    single = [source.columns[name] for name in ("area", "period") if name in source.columns]
    return [*source.columns.get("kinds", ()), *single]


def about(source: Source, row: Mapping[str, Any], *, file: str, place: str) -> tuple[str, str, str]:
    """Kind, area and period of a row that has the columns for them."""
    kinds, area = source.columns.get("kinds", ()), source.columns.get("area")
    kind = "|".join(key_of(row[name]) for name in kinds) if kinds else str(source.options.get("kind", "totaal"))
    code = key_of(row[area]) if area else str(source.options.get("area", ""))
    if not code or not kind.strip("|"):
        raise ReadProblem(file, place, "een soort en een gebied", f"{kind!r} en {code!r}", CHANGED)
    return kind, code, values.period(key_of(row[source.columns["period"]]), file=file, place=place)


def key_of(given: object) -> str:
    """A code without its padding."""
    return "" if given is None else str(given).strip()


def day_of(text: object) -> date | None:
    """The day in a moment such as 2025-12-15T02:00:00; None when there is none."""
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None

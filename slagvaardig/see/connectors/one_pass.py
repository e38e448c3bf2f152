"""A table with a row per cell as one statement of SQL: looked at in one pass, handed on without standing in memory.

It takes only what is beyond doubt. The reader that goes row by row is the authority: it says which line is wrong, or
reads what is unusual but right. So both must agree; a test lets them read the same files.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import values
from slagvaardig.see.connectors.reading import Cell, ReadProblem, relation_of

LONGEST_NUMBER = 40
_PUBLISHED = """select {measure} as measure, {kind} as kind, {area} as area, {period} as published,
  trim(coalesce({value}, '')) as told, {whole} as whole from {rows} where {only}"""
_CHECK = """select published, count(*) filter (
    whole and length(told) < {longest} and area <> '' and kind <> {no_kind} and (told in ({not_given})
    or regexp_full_match(told, {number}) and not regexp_full_match(told, {ambiguous}))) as sound, count(*) as rows
  from ({published}) group by published"""
_CELLS = """select measure, kind, area, period, value, null::double as lower, null::double as upper,
  case when value is null then 'withheld' else '' end as state
  from (select measure, kind, area, periods.period as period,
          case when told in ({not_given}) or ({hidden}) then null else cast({plain} as double) end as value
        from ({published}) as told_cells join (values {periods}) as periods(published, period) using (published))"""
_ZERO = "kind in ({kinds}) and try_cast({plain} as double) = 0"


@dataclass(frozen=True)
class Rows:
    """Rows as DuckDB finds them. sql: a subquery whose columns are text; whole: a condition that each row must meet.
    only: per measure the rows that are about it, when not every row is."""

    sql: str
    whole: str = "true"
    only: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cells:
    """The cells of a table and the periods that occur in it."""

    relation: duckdb.DuckDBPyRelation
    periods: tuple[str, ...]


def cells(source: Source, rows: Rows, connection: duckdb.DuckDBPyConnection, *, decimal: str) -> Cells | None:
    """The cells of a table; None when a row needs the eye of the slow reader. Raises duckdb.Error for broken files."""
    parts = {"published": _published(source, rows), "not_given": ", ".join(text(sign) for sign in values.NOT_GIVEN)}
    ambiguous = "" if decimal else values.AMBIGUOUS
    number = {"number": text(values.NUMBER[decimal]), "ambiguous": text(ambiguous), "longest": LONGEST_NUMBER}
    number["no_kind"] = text("|" * (len(source.columns.get("kinds", ())) - 1))
    checked = connection.sql(_CHECK.format(**parts, **number)).fetchall()
    periods = {published: _period(published) for published, _, _ in checked}
    if any(sound != count for _, sound, count in checked) or not all(periods.values()):
        return None
    if not periods:
        return Cells(relation_of([], connection), ())
    plain = "replace(told, ',', '.')" if decimal != "." else "told"
    kinds = ", ".join(text(str(kind)) for kind in source.options.get("withheld_kinds", ()))
    hidden = _ZERO.format(kinds=kinds, plain=plain) if kinds else "false"
    pairs = ", ".join(f"({text(published)}, {text(period)})" for published, period in periods.items())
    relation = connection.sql(_CELLS.format(**parts, periods=pairs, hidden=hidden, plain=plain))
    return Cells(relation, tuple(sorted(set(periods.values()))))


def cells_or_problem(
    source: Source,
    rows: Rows,
    connection: duckdb.DuckDBPyConnection,
    *,
    decimal: str,
    slowly: Callable[[], Iterator[Cell]],
    large: bool,
    name: str,
) -> Cells:
    """The cells, by SQL when it can, row by row when it must; a large table is then only searched for its mistake.

    slowly: the same table row by row, raising ReadProblem at the first mistake. name: what a problem calls the table.
    """
    place = ""
    try:
        if found := cells(source, rows, connection, decimal=decimal):
            return found
    except duckdb.Error as error:
        line = re.search(r"Line: (\d+)", str(error))
        place = f"regel {line[1]}" if line else ""
    if large:
        for _ in slowly():
            """Only the mistake counts."""
        expected, found_there = "een tabel met op elke rij een cel", "een rij die niet te lezen is"
        raise ReadProblem(name, place, expected, found_there, "Haal het bestand opnieuw op.")
    one_by_one = list(slowly())
    return Cells(relation_of(one_by_one, connection), tuple(sorted({cell.period for cell in one_by_one})))


def name(column: str) -> str:
    """A column as SQL names it."""
    return '"' + column.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def _period(published: str | None) -> str:
    try:
        return values.period(published or "", file="", place="")
    except ReadProblem:
        return ""


def _published(source: Source, rows: Rows) -> str:
    kinds = " || '|' || ".join(f"trim(coalesce({name(column)}, ''))" for column in source.columns.get("kinds", ()))
    area = source.columns.get("area")
    return " union all ".join(
        _PUBLISHED.format(
            measure=text(measure),
            kind=kinds or text(str(source.options.get("kind", "totaal"))),
            area=f"trim({name(area)})" if area else text(str(source.options.get("area", ""))),
            period=name(source.columns["period"]),
            value=name(column),
            whole=rows.whole,
            only=rows.only.get(measure, "true"),
            rows=rows.sql,
        )
        for measure, column in source.measures.items()
    )

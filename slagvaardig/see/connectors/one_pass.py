"""A table with a row per cell as one statement of SQL: read in one pass, into a table that may outgrow the memory.

It takes only what is beyond doubt. The reader that goes row by row is the authority: it says which line is wrong, or
reads what is unusual but right. So both must agree; a test lets them read the same files.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import values
from slagvaardig.see.connectors.reading import Cell, ReadProblem, new_table, relation_of

LONGEST_NUMBER = 40
# Nearly every cell of a large table is a plain zero: that is known by sight, only the others are looked at closely.
_TOLD = """create table {table} as
select place, kind, area, published,
  case when raw = '0' then case when {hidden} then null else 0 end
       when {told} in ({not_given}) or ({hidden}) and try_cast({plain} as double) = 0 then null
       else try_cast({plain} as double) end as value,
  whole and area <> '' and kind <> {no_kind} and case when raw = '0' then true else length({told}) < {longest} and
    ({told} in ({not_given}) or regexp_full_match({told}, {number}) and not regexp_full_match({told}, {ambiguous}))
  end as sound
from ({rows})"""
_ROWS = """select {place}::utinyint as place, {kind} as kind, {area} as area, {period} as published, {value} as raw,
  {whole} as whole from {rows} where {only}"""
_TRIMMED = "trim(coalesce(raw, ''))"
_CHECK = "select published, count(*) filter (sound) as sound, count(*) as rows from {table} group by published"
_CELLS = """select measure, kind, area, period, value, null::double as lower, null::double as upper,
  case when value is null then 'withheld' else '' end as state
from {table} join (values {periods}) as periods(published, period) using (published)
join (values {measures}) as measures(place, measure) using (place)"""


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
    """The cells of a table, read once into the connection; None when a row needs the eye of the slow reader.

    Raises duckdb.Error for broken files.
    """
    table = _told(source, rows, connection, decimal)
    checked = connection.sql(_CHECK.format(table=table)).fetchall()
    periods = {published: _period(published) for published, _, _ in checked}
    if any(sound != count for _, sound, count in checked) or not all(periods.values()):
        connection.execute(f"drop table {table}")
        return None
    if not periods:
        return Cells(relation_of([], connection), ())
    pairs = ", ".join(f"({text(published)}, {text(period)})" for published, period in periods.items())
    measures = ", ".join(f"({place}, {text(measure)})" for place, measure in enumerate(source.measures))
    relation = connection.sql(_CELLS.format(table=table, periods=pairs, measures=measures))
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


def _told(source: Source, rows: Rows, connection: duckdb.DuckDBPyConnection, decimal: str) -> str:
    """The name of a new table with what the rows tell: the value where one can be read, and whether that is sound."""
    table = new_table()
    kinds = ", ".join(text(str(kind)) for kind in source.options.get("withheld_kinds", ()))
    question = _TOLD.format(
        table=table,
        not_given=", ".join(text(sign) for sign in values.NOT_GIVEN),
        hidden=f"kind in ({kinds})" if kinds else "false",
        told=_TRIMMED,
        plain=f"replace({_TRIMMED}, ',', '.')" if decimal != "." else _TRIMMED,
        number=text(values.NUMBER[decimal]),
        ambiguous=text("" if decimal else values.AMBIGUOUS),
        longest=LONGEST_NUMBER,
        no_kind=text("|" * (len(source.columns.get("kinds", ())) - 1)),
        rows=_rows(source, rows),
    )
    connection.execute(question)
    return table


def _rows(source: Source, rows: Rows) -> str:
    kinds = " || '|' || ".join(f"trim(coalesce({name(column)}, ''))" for column in source.columns.get("kinds", ()))
    area = source.columns.get("area")
    return " union all ".join(
        _ROWS.format(
            place=place,
            kind=kinds or text(str(source.options.get("kind", "totaal"))),
            area=f"trim({name(area)})" if area else text(str(source.options.get("area", ""))),
            period=name(source.columns["period"]),
            value=name(column),
            whole=rows.whole,
            only=rows.only.get(measure, "true"),
            rows=rows.sql,
        )
        for place, (measure, column) in enumerate(source.measures.items())
    )

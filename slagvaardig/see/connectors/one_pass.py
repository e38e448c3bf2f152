"""A table with a row per cell as one statement of SQL: looked at in one pass, handed on without standing in memory.

It takes only what is beyond doubt. The reader that goes row by row is the authority: it says which line is wrong, or
reads what is unusual but right. So both must agree; a test lets them read the same files.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import values
from slagvaardig.see.connectors.reading import Cell, ReadProblem, relation_of

LONGEST_NUMBER = 40
_PERIOD = """case
  when regexp_full_match(published, '[0-9]{4}JJ00') then published[1:4]
  when regexp_full_match(published, '[0-9]{4}MM(0[1-9]|1[0-2])') then published[1:4] || '-' || published[7:8]
  when regexp_full_match(published, '[0-9]{4}KW0[1-4]') then published[1:4] || '-Q' || published[8:8]
  when regexp_full_match(published, '[0-9]{4}-(0[1-9]|1[0-2])(-01)?') then published[1:7]
  when regexp_full_match(published, '[0-9]{4}[*]{0,2}') then published[1:4] end"""
_PUBLISHED = """select {measure} as measure, {kind} as kind, {area} as area, trim({period}) as published,
  trim(coalesce({value}, '')) as told, {whole} as whole from {rows}"""
_TYPED = """select *, told in ({not_given}) as withheld,
  regexp_full_match(told, {number}) and not regexp_full_match(told, {ambiguous}) and length(told) < {longest} as plain
  from ({published})"""
_CELLS = """select measure, kind, area, {period} as period, value, null::double as lower, null::double as upper,
  case when value is null then 'withheld' else '' end as state
  from (select *, case when withheld or ({hidden}) then null else cast(replace(told, ',', '.') as double) end as value
        from ({typed}))"""
_CHECK = """select {period} as period, count(*) filter (
    whole and (withheld or plain) and area <> '' and replace(kind, '|', '') <> '') as sound, count(*)
  from ({typed}) group by all"""


@dataclass(frozen=True)
class Rows:
    """Rows as DuckDB finds them. sql: a subquery whose columns are text; whole: a condition that each row must meet."""

    sql: str
    whole: str = "true"


@dataclass(frozen=True)
class Cells:
    """The cells of a table and the periods that occur in it."""

    relation: duckdb.DuckDBPyRelation
    periods: tuple[str, ...]


def cells(source: Source, rows: Rows, connection: duckdb.DuckDBPyConnection, *, decimal: str) -> Cells | None:
    """The cells of a table; None when a row needs the eye of the slow reader. Raises duckdb.Error for broken files."""
    typed = _typed(source, rows, decimal)
    checked = connection.sql(_CHECK.format(period=_PERIOD, typed=typed)).fetchall()
    if not checked or any(period is None or sound != count for period, sound, count in checked):
        return None
    hidden = ", ".join(text(str(kind)) for kind in source.options.get("withheld_kinds", ()))
    zero = f"kind in ({hidden}) and try_cast(replace(told, ',', '.') as double) = 0" if hidden else "false"
    relation = connection.sql(_CELLS.format(period=_PERIOD, hidden=zero, typed=typed))
    return Cells(relation, tuple(sorted({period for period, _, _ in checked})))


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
    why = "een rij die niet te lezen is"
    try:
        if found := cells(source, rows, connection, decimal=decimal):
            return found
    except duckdb.Error as error:
        why = str(error).splitlines()[0][:120]
    if large:
        for _ in slowly():
            """Only the mistake counts."""
        raise ReadProblem(name, "", "een tabel met op elke regel een cel", why, "Download het bestand opnieuw als CSV.")
    one_by_one = list(slowly())
    return Cells(relation_of(one_by_one, connection), tuple(sorted({cell.period for cell in one_by_one})))


def name(column: str) -> str:
    """A column as SQL names it."""
    return '"' + column.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def _typed(source: Source, rows: Rows, decimal: str) -> str:
    kinds = " || '|' || ".join(f"trim(coalesce({name(column)}, ''))" for column in source.columns.get("kinds", ()))
    area = source.columns.get("area")
    published = " union all ".join(
        _PUBLISHED.format(
            measure=text(measure),
            kind=kinds or text(str(source.options.get("kind", "totaal"))),
            area=f"trim(coalesce({name(area)}, ''))" if area else text(str(source.options["area"])),
            period=name(source.columns["period"]),
            value=name(column),
            whole=rows.whole,
            rows=rows.sql,
        )
        for measure, column in source.measures.items()
    )
    return _TYPED.format(
        not_given=", ".join(text(sign) for sign in values.NOT_GIVEN),
        number=text(values.NUMBER[decimal]),
        ambiguous=text("" if decimal else values.AMBIGUOUS),
        longest=LONGEST_NUMBER,
        published=published,
    )

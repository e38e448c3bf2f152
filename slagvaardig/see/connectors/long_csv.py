"""A table with a row per cell: small files row by row with the line of every mistake, large ones in one pass of SQL."""

from collections.abc import Collection, Iterator
from pathlib import Path

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import values
from slagvaardig.see.connectors.reading import Cell, Reading, ReadProblem
from slagvaardig.see.connectors.text_files import SAMPLE, TextTable, encoding_of, separator_of

LARGE = 64 * 1024 * 1024
SHIFTED = "Kijk of de kolommen verschoven zijn, of download opnieuw."


def wanted_columns(source: Source) -> set[str]:
    """The columns that the source says it reads."""
    single = {source.columns[name] for name in ("area", "period") if name in source.columns}
    return {*source.columns.get("kinds", ()), *single, *source.measures.values()}


def has_columns(source: Source, header: Collection[str]) -> bool:
    """Whether a header holds all of them."""
    return wanted_columns(source) <= set(header)


def cells(source: Source, table: TextTable) -> Iterator[Cell]:
    """Every cell of a small table."""
    heading = {text: column for column, text in enumerate(table.rows[0][1])}
    kinds = [heading[name] for name in source.columns.get("kinds", ())]
    area = heading.get(source.columns.get("area", ""))
    period = heading[source.columns["period"]]
    hidden = set(source.options.get("withheld_kinds", ()))
    for line, row in table.rows[1:]:
        if not any(row):
            continue
        if len(row) != len(heading):
            expected, found = f"{len(heading)} kolommen", f"{len(row)} kolommen"
            raise ReadProblem(table.name, f"regel {line}", expected, found, SHIFTED)
        kind = "|".join(row[column] for column in kinds) if kinds else str(source.options.get("kind", "totaal"))
        if not kind.strip("|"):
            raise ReadProblem(table.name, f"regel {line}", "een soort", "een lege cel", SHIFTED)
        code = row[area] if area is not None else str(source.options["area"])
        when = values.period(row[period], file=table.name, place=f"regel {line}")
        for measure, column in source.measures.items():
            place = f"regel {line}, kolom {column}"
            value = values.number(row[heading[column]], file=table.name, place=place)
            yield Cell(measure, kind, code, when, None if kind in hidden and value == 0 else value)


def is_large(file: Path) -> bool:
    """Whether a file is too large to read row by row."""
    return file.stat().st_size > LARGE


_PERIOD = """case
  when {0} like '____JJ00' then {0}[1:4]
  when {0} like '____MM__' then {0}[1:4] || '-' || {0}[7:8]
  when {0} like '____KW0_' then {0}[1:4] || '-Q' || {0}[8:8]
  when {0} like '____-__-01' then {0}[1:7]
  else {0} end"""
_LARGE = """
select {measure} as measure, {kind} as kind, {area} as area, {period} as period,
       case when {value} in ('', '.') then null else cast(replace({value}, ',', '.') as double) end as value,
       null::double as lower, null::double as upper,
       case when coalesce({value}, '') in ('', '.') then 'withheld' else '' end as state
from read_csv({files}, delim = {separator}, header = true, all_varchar = true, max_line_size = 1000000)
"""


def read_large(source: Source, files: list[Path], connection: duckdb.DuckDBPyConnection) -> Reading:
    """Large files of the long layout as one lazy relation. A cell that is no number stops the ingest with its text."""
    with files[0].open(encoding=encoding_of(files[0])) as stream:
        head = stream.read(SAMPLE)
    separator = separator_of(head, files[0].name)
    header = [cell.strip().strip('"') for cell in head.splitlines()[0].lstrip("\ufeff").split(separator)]
    if not has_columns(source, header):
        missing = ", ".join(sorted(wanted_columns(source) - set(header)))
        raise ReadProblem(files[0].name, "regel 1", f"kolom {missing}", ", ".join(header)[:120], SHIFTED)

    def column(name: str) -> str:
        return f"trim({_quoted(name)})"

    kinds = [column(name) for name in source.columns.get("kinds", ())]
    area = source.columns.get("area")
    parts = [
        _LARGE.format(
            measure=_text(measure),
            kind=f"concat_ws('|', {', '.join(kinds)})" if kinds else _text(str(source.options.get("kind", "totaal"))),
            area=column(area) if area else _text(str(source.options["area"])),
            period=_PERIOD.format(column(source.columns["period"])),
            value=column(name),
            files="[" + ", ".join(_text(str(file)) for file in files) + "]",
            separator=_text(separator),
        )
        for measure, name in source.measures.items()
    ]
    relation = connection.sql(" union all ".join(parts))
    found = relation.project("period").distinct().fetchall()
    return Reading(
        relation, {period: values.status(source, period) for (period,) in sorted(found)}, division=source.division
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"

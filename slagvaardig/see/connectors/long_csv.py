"""A table with a row per cell: in one pass of SQL, or row by row when a mistake must be named by its line."""

import csv
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import one_pass, values
from slagvaardig.see.connectors.reading import Cell, Reading, ReadProblem
from slagvaardig.see.connectors.text_files import (
    LONGEST_LINE,
    SMALL,
    Row,
    encoding_of,
    head_of,
    rows_of,
    separator_of,
)

SHIFTED = "Kijk of de kolommen verschoven zijn, of download opnieuw."
CHANGED = "Is de tabel veranderd? Download opnieuw of pas de bron aan in sources/."
_ROWS = """select {wanted} from read_csv({file}, delim = {separator}, quote = '"', escape = '"', header = true,
  auto_detect = false, strict_mode = true, max_line_size = {longest}, columns = {{{columns}}})"""


def wanted_columns(source: Source) -> set[str]:
    """The columns that the source says it reads."""
    single = {source.columns[name] for name in ("area", "period") if name in source.columns}
    return {*source.columns.get("kinds", ()), *single, *source.measures.values()}


def has_columns(source: Source, header: Collection[str]) -> bool:
    """Whether a header holds all of them."""
    return wanted_columns(source) <= set(header)


def require_columns(source: Source, header: tuple[str, ...], name: str) -> None:
    """ReadProblem when a header lacks a column that the source reads, or has one of them twice."""
    if missing := sorted(wanted_columns(source) - set(header)):
        raise ReadProblem(name, "regel 1", f"kolom {', '.join(missing)}", ", ".join(header)[:120], CHANGED)
    if double := sorted(column for column in wanted_columns(source) if header.count(column) > 1):
        raise ReadProblem(name, "regel 1", f"kolom {', '.join(double)} een keer", "die kolom vaker", CHANGED)


def read(source: Source, files: list[Path], connection: duckdb.DuckDBPyConnection) -> Reading:
    """Files of the long layout as one lazy relation; the files must stay until it is used."""
    decimal = values.decimal_mark(source)
    opened = [(file, *_opening(source, file)) for file in files]
    large = sum(file.stat().st_size for file in files) > SMALL
    by_sql = all(encoding == "utf-8-sig" for _, encoding, _, _ in opened)
    sql = " union all ".join(_as_sql(source, file, separator, header) for file, _, separator, header in opened)
    if large and not by_sql:
        found = ", ".join(file.name for file, encoding, *_ in opened if encoding != "utf-8-sig")
        remedy = "Sla het bestand op als CSV in UTF-8."
        raise ReadProblem(found, "", f"UTF-8 in bestanden boven {SMALL >> 20} MB", "een andere codering", remedy)

    def slowly() -> Iterator[Cell]:
        for file, encoding, separator, _ in opened:
            yield from cells(source, rows_of(file, encoding, separator), file.name)

    found_cells = one_pass.cells_or_problem(
        source,
        one_pass.Rows(f"({sql})", whole="true" if by_sql else "false"),
        connection,
        decimal=decimal,
        slowly=slowly,
        large=large,
        name=", ".join(file.name for file in files)[:200],
    )
    if not found_cells.periods:
        raise ReadProblem(files[0].name, "regel 2", "minstens een rij", "geen enkele", CHANGED)
    periods = {period: values.status(source, period) for period in found_cells.periods}
    return Reading(found_cells.relation, periods, division=source.division)


def cells(source: Source, rows: Iterable[Row], name: str) -> Iterator[Cell]:
    """Every cell of a table, row by row; ReadProblem at the first row that is wrong."""
    lines = iter(rows)
    header = next(lines, (1, ()))[1]
    require_columns(source, header, name)
    heading = {text: column for column, text in enumerate(header)}
    kinds = [heading[column] for column in source.columns.get("kinds", ())]
    area, period = heading.get(source.columns.get("area", "")), heading[source.columns["period"]]
    hidden, decimal = set(source.options.get("withheld_kinds", ())), values.decimal_mark(source)
    for line, row in lines:
        if not any(row):
            continue
        _require_whole(name, line, row, len(heading))
        kind = "|".join(row[column] for column in kinds) if kinds else str(source.options.get("kind", "totaal"))
        code = row[area] if area is not None else str(source.options.get("area", ""))
        for what, key in (("een soort", kind.strip("|")), ("een gebied", code)):
            if not key:
                raise ReadProblem(name, f"regel {line}", what, "een lege cel", SHIFTED)
        when = values.period(row[period], file=name, place=f"regel {line}")
        for measure, column in source.measures.items():
            place = f"regel {line}, kolom {column}"
            value = values.number(row[heading[column]], file=name, place=place, decimal=decimal)
            yield Cell(measure, kind, code, when, None if kind in hidden and value == 0 else value)


def _require_whole(name: str, line: int, row: tuple[str, ...], width: int) -> None:
    if len(row) != width:
        raise ReadProblem(name, f"regel {line}", f"{width} kolommen", f"{len(row)} kolommen", SHIFTED)


def _opening(source: Source, file: Path) -> tuple[str, str, tuple[str, ...]]:
    """How a file is written: its encoding, its separator and its header, which holds what the source reads."""
    encoding = encoding_of(file)
    head = head_of(file, encoding)
    separator = separator_of(head, file.name)
    header = header_of(head, separator)
    require_columns(source, header, file.name)
    return encoding, separator, header


def header_of(head: str, separator: str) -> tuple[str, ...]:
    """The names in the first line of a text."""
    return tuple(cell.strip() for cell in next(csv.reader(head.splitlines()[:1], delimiter=separator), []))


def _as_sql(source: Source, file: Path, separator: str, header: tuple[str, ...]) -> str:
    """The columns that the source reads, whatever else a file has and in which order."""
    columns = ", ".join(f"{one_pass.text(f'c{place}')}: 'VARCHAR'" for place in range(len(header)))
    wanted = ", ".join(
        f"c{header.index(column)} as {one_pass.name(column)}" for column in sorted(wanted_columns(source))
    )
    names = {"file": one_pass.text(str(file)), "separator": one_pass.text(separator)}
    return _ROWS.format(wanted=wanted, longest=LONGEST_LINE, columns=columns, **names)

"""The layouts of StatLine with names of areas: periods across and areas down, and surveys with margins across."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import values
from slagvaardig.see.connectors.long_csv import CHANGED
from slagvaardig.see.connectors.reading import Cell, ReadProblem
from slagvaardig.see.connectors.text_files import Row, TextTable

_SURVEY = re.compile(r"(?P<what>Waarde|Marges)_(?P<area>.+)_(?P<year>\d{4})")
_HEADER_WITHIN = 12
_AREAS = ("regio's", "regio’s")


@dataclass
class Found:
    """What a reader meets besides cells: names of areas that nobody knows, and periods that are marked provisional."""

    unknown: dict[str, None] = field(default_factory=dict)
    provisional: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Heading:
    """periods: column to period. topics: column to what is counted. topic_column: where each row says it, if it does.
    first: index of the first row below."""

    periods: Mapping[int, str]
    topics: Mapping[int, str]
    topic_column: int | None
    first: int


def is_survey(rows: tuple[Row, ...]) -> bool:
    """Whether a table has columns such as Waarde_<area>_<year>."""
    return any(_SURVEY.fullmatch(cell) for _, row in rows[:1] for cell in row)


def is_wide(rows: tuple[Row, ...]) -> bool:
    """Whether a row near the top begins the list of areas."""
    return any(_AREAS[0] in {cell.lower().replace("’", "'") for cell in row} for _, row in rows[:_HEADER_WITHIN])


def read_wide(source: Source, table: TextTable, names: Mapping[str, str], found: Found) -> Iterator[Cell]:
    """Periods across, areas down. The row with 'Perioden' may hold the periods or stand above the row that does."""
    kind = str(source.options.get("kind", "totaal"))
    heading = _heading(table, found)
    _require_titles(source, table, heading.first)
    _require_footer(table)
    known = measured = 0
    for line, row in table.rows[heading.first :]:
        if len(row) < 2 or not row[0] or row[0].lower().startswith(("bron:", *_AREAS)):
            continue
        code = values.area_code(row[0], names)
        if code is None:
            found.unknown[row[0]] = None
            continue
        made = list(_wide_row(source, table.name, line, row, heading, kind, code))
        known, measured = known + 1, measured + len(made)
        yield from made
    if known and not measured:
        wanted = ", ".join(str(title) for title in source.measures.values())
        raise ReadProblem(table.name, "", f"onderwerp {wanted}", _topics(table, heading), CHANGED)


def _topics(table: TextTable, heading: _Heading) -> str:
    down = heading.topic_column
    rows = [row for _, row in table.rows[heading.first :] if down is not None and len(row) > down]
    return ", ".join(dict.fromkeys([*heading.topics.values(), *(row[down or 0] for row in rows)]))[:120]


def _wide_row(
    source: Source, name: str, line: int, row: tuple[str, ...], heading: _Heading, kind: str, code: str
) -> Iterator[Cell]:
    if len(row) <= max(heading.periods):
        found = f"{len(row)} kolommen bij {row[0]}"
        raise ReadProblem(name, f"regel {line}", f"{max(heading.periods) + 1} kolommen", found, CHANGED)
    decimal = values.decimal_mark(source)
    for column, period in heading.periods.items():
        topic = row[heading.topic_column] if heading.topic_column is not None else heading.topics.get(column, "")
        measure = _measure(source, topic)
        if measure is not None:
            place = f"regel {line}, kolom {column + 1}"
            value = values.number(row[column], file=name, place=place, decimal=decimal)
            yield Cell(measure, kind, code, period, value)


def _measure(source: Source, topic: str) -> str | None:
    """Which measure a topic is: by its title, or by the column name that OData makes of its title."""
    if not topic and len(source.measures) == 1:
        return next(iter(source.measures))
    wanted = _letters(topic)
    return next((name for name, column in source.measures.items() if _letters(str(column)) == wanted), None)


def _letters(title: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"_\d+$", "", title).lower())


def _heading(table: TextTable, found: Found) -> _Heading:
    seen, topics = False, {}
    for index, (_, row) in enumerate(table.rows[:_HEADER_WITHIN]):
        lowered = [cell.lower() for cell in row]
        if lowered and lowered[0] == "onderwerp":
            topics = {column: text for column, text in enumerate(row) if column and text}
        seen = seen or "perioden" in lowered
        periods = {column: titled for column, text in enumerate(row) if (titled := values.titled_period(text))}
        if seen and periods:
            found.provisional |= {period for period, stars in periods.values() if stars}
            down = lowered.index("onderwerp") if "onderwerp" in lowered[1:] else None
            plain = {column: period for column, (period, _) in periods.items()}
            _require_all_periods(table, index, row, plain, 0 if down is None else down + 1)
            return _Heading(plain, topics, down, index + 1)
    raise ReadProblem(table.name, "regel 1-12", "een regel met jaren", "geen enkel jaar", CHANGED)


def _require_all_periods(
    table: TextTable, index: int, row: tuple[str, ...], periods: Mapping[int, str], first: int
) -> None:
    """A column whose period we cannot read would be left out in silence."""
    for column, text in enumerate(row):
        if column > first and text and column not in periods:
            place = f"regel {table.rows[index][0]}, kolom {column + 1}"
            raise ReadProblem(table.name, place, "een periode zoals 2023 of 2023 mei", repr(text[:40]), CHANGED)


def _require_titles(source: Source, table: TextTable, first: int) -> None:
    """[options] title: a text that the lines above the table must hold, so that no other selection is taken for it."""
    wanted = str(source.options.get("title", ""))
    lines = [" ".join(cell for cell in row if cell) for _, row in table.rows[:first]]
    if wanted and not any(wanted in line for line in lines):
        raise ReadProblem(table.name, "regel 1-12", repr(wanted), "; ".join(filter(None, lines))[:120], CHANGED)


def _require_footer(table: TextTable) -> None:
    """StatLine ends each export with its source; without it the file was cut off."""
    line, last = next(((line, row) for line, row in reversed(table.rows) if any(row)), (0, ("",)))
    if not last[0].lower().startswith("bron:"):
        found, remedy = repr(";".join(last)[:40]), "Het bestand is afgebroken."
        raise ReadProblem(table.name, f"regel {line}", "als laatste regel 'Bron: ...'", found, remedy)


def read_survey(source: Source, table: TextTable, names: Mapping[str, str], found: Found) -> Iterator[Cell]:
    """Questions down; values and margins per area and year across. A margin is half the width of the interval."""
    measure, *_ = source.measures
    heading = {text: column for column, text in enumerate(table.rows[0][1])}
    columns = {
        text: matched for text in heading if (matched := _SURVEY.fullmatch(text)) and matched["what"] == "Waarde"
    }
    for line, row in table.rows[1:]:
        if len(row) < 2:
            continue
        kind = re.sub(r"\s+", " ", row[0].replace("|", " ")).strip()
        for text, matched in columns.items():
            code = values.area_code(matched["area"], names)
            if code is None:
                found.unknown[matched["area"]] = None
                continue
            margin = heading.get(f"Marges_{matched['area']}_{matched['year']}")
            if margin is None or max(margin, heading[text]) >= len(row):
                raise ReadProblem(table.name, f"regel {line}", f"een marge bij {text}", "geen", CHANGED)
            value, lower, upper = _interval(source, table.name, line, row, heading[text], margin)
            yield Cell(measure, kind, code, matched["year"], value, lower, upper)


def _interval(
    source: Source, name: str, line: int, row: tuple[str, ...], column: int, margin: int
) -> tuple[float | None, float | None, float | None]:
    decimal = values.decimal_mark(source)
    value, half = (
        values.number(row[place], file=name, place=f"regel {line}, kolom {place + 1}", decimal=decimal)
        for place in (column, margin)
    )
    if value is None or half is None:
        return value, None, None
    return value, round(value - half, 6), round(value + half, 6)

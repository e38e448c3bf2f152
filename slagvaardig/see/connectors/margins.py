"""Surveys by OData give the value and the two ends of its interval as three rows: joined here to one cell."""

from collections.abc import Iterator

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors.reading import Cell, ReadProblem

ENDS = ("value", "lower", "upper")
REMEDY = "Controleer de codes bij [options] margins in sources/, en of een filter er geen weglaat."


def column(source: Source) -> str:
    """The dimension that says which of the three a row is; empty when the table has none."""
    return str(source.options.get("margins", {}).get("column", ""))


def joined(source: Source, cells: Iterator[Cell]) -> Iterator[Cell]:
    """Cells whose measure is `name@code`, three by three; other cells as they are."""
    codes = {str(code).strip(): end for end, code in source.options.get("margins", {}).items() if end in ENDS}
    if not codes:
        yield from cells
        return
    parts: dict[tuple[str, str, str, str], dict[str, float | None]] = {}
    for cell in cells:
        measure, _, code = cell.measure.partition("@")
        if code in codes:
            ends_so_far = parts.setdefault((measure, cell.kind, cell.area, cell.period), {})
            if codes[code] in ends_so_far:
                place = f"{cell.kind}, {cell.area}, {cell.period}"
                raise ReadProblem(source.slug, place, "elke cel een keer", f"{code} twee keer", "Laad één versie.")
            ends_so_far[codes[code]] = cell.value
    for (measure, kind, area, period), found in parts.items():
        if missing := [code for code, end in codes.items() if end not in found]:
            place, expected = f"{kind}, {area}, {period}", "een waarde met twee marges"
            raise ReadProblem(source.slug, place, expected, f"geen rij {', '.join(missing)}", REMEDY)
        value = found.get("value")
        ends = (None, None) if value is None else (found.get("lower"), found.get("upper"))
        yield Cell(measure, kind, area, period, value, *ends)

"""XLSX and ODS as rows of text, looked at before they are opened: a small file can unfold into a very large one."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from pathlib import Path
from xml.etree.ElementTree import Element

import openpyxl
from defusedxml.ElementTree import fromstring
from openpyxl.utils import get_column_letter

from slagvaardig.see.connectors import values
from slagvaardig.see.connectors.archives import refuse_bombs
from slagvaardig.see.connectors.reading import ReadProblem
from slagvaardig.see.connectors.text_files import TextTable

MOST_ROWS, MOST_COLUMNS = 200_000, 200
LARGEST_ODS = 50 * 1024**2
AS_VALUES = "Plak de waarden in plaats van de formule (Plakken speciaal, Waarden)."
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read_xlsx(file: Path, sheet: str) -> TextTable:
    """A sheet of an XLSX file; the first when `sheet` is empty. A formula is refused with its address."""
    refuse_bombs(file)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=False)
    except Exception as error:  # openpyxl lets through whatever its parsers raise
        raise ReadProblem(file.name, "", "een XLSX-bestand", type(error).__name__, "Sla het opnieuw op.") from error
    try:
        chosen = book[_named(file, book.sheetnames, sheet)]
        rows = []
        for number, row in enumerate(chosen.iter_rows(), 1):
            _refuse_size(file, number, len(row))
            rows.append((number, tuple(_xlsx_text(file, cell) for cell in row)))
    except ReadProblem:
        raise
    except Exception as error:  # a sheet is only parsed when its rows are asked for
        raise ReadProblem(file.name, "", "een XLSX-bestand", type(error).__name__, "Sla het opnieuw op.") from error
    finally:
        book.close()
    return TextTable(file.name, "", "xlsx", tuple(_trimmed(rows)))


def read_ods(file: Path, sheet: str) -> TextTable:
    """A sheet of an ODS file; the first when `sheet` is empty. A formula is refused with its address."""
    refuse_bombs(file)
    try:
        with zipfile.ZipFile(file) as archive:
            _refuse_long_content(file, archive.getinfo("content.xml").file_size)
            root = fromstring(archive.read("content.xml"))
    except ReadProblem:
        raise
    except Exception as error:  # a broken archive and broken XML raise many things
        raise ReadProblem(file.name, "", "een ODS-bestand", type(error).__name__, "Sla het opnieuw op.") from error
    tables = {table.get(f"{_TABLE}name", ""): table for table in root.iter(f"{_TABLE}table")}
    chosen = tables[_named(file, list(tables), sheet)]
    return TextTable(file.name, "", "ods", tuple(_trimmed(list(_ods_rows(file, chosen)))))


def _refuse_long_content(file: Path, size: int) -> None:
    """The whole of it must stand in memory, where it takes some twenty times its size."""
    if size > LARGEST_ODS:
        expected, found = f"hooguit {LARGEST_ODS >> 20} MB aan cellen", f"{size >> 20} MB"
        raise ReadProblem(file.name, "", expected, found, "Lever alleen de tabel aan, of sla haar op als CSV.")


def _named(file: Path, names: list[str], wanted: str) -> str:
    if not names:
        raise ReadProblem(file.name, "", "minstens een blad", "geen enkel", "Lever de tabel op een blad aan.")
    if wanted and wanted not in names:
        raise ReadProblem(file.name, "", f"blad {wanted!r}", ", ".join(names)[:120], "Geef het blad deze naam.")
    return wanted or names[0]


def _xlsx_text(file: Path, cell: object) -> str:
    value = getattr(cell, "value", None)
    if getattr(cell, "data_type", "") == "f":
        place = f"cel {get_column_letter(getattr(cell, 'column', 1))}{getattr(cell, 'row', 0)}"
        raise ReadProblem(file.name, place, "een waarde", "een formule", AS_VALUES)
    return _written(value)


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float) and isfinite(value):
        return _plain(f"{Decimal(repr(value)):f}")
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    return str(value).strip()


def _plain(number: str) -> str:
    """A number that a program wrote has a point before its decimals; a fourth decimal says so where 1.234 would not."""
    return f"{number}0" if re.fullmatch(values.AMBIGUOUS, number) else number


def _ods_rows(file: Path, table: Element) -> Iterator[tuple[int, tuple[str, ...]]]:
    number = 0
    for row in table.iter(f"{_TABLE}table-row"):
        times = _times(file, f"rij {number + 1}", row.get(f"{_TABLE}number-rows-repeated"))
        cells = _ods_cells(file, row, number + 1)
        if not any(cells):
            number += times
            continue
        for _ in range(times):
            number += 1
            _refuse_size(file, number, len(cells))
            yield number, cells


def _ods_cells(file: Path, row: Element, number: int) -> tuple[str, ...]:
    found: list[str] = []
    for cell in row:
        if cell.get(f"{_TABLE}formula"):
            place = f"cel {get_column_letter(len(found) + 1)}{number}"
            raise ReadProblem(file.name, place, "een waarde", "een formule", AS_VALUES)
        text = _plain(cell.get(f"{_OFFICE}value", "")) or "".join(
            "".join(part.itertext()) for part in cell.iter(f"{_TEXT}p")
        )
        times = _times(file, f"rij {number}", cell.get(f"{_TABLE}number-columns-repeated"))
        if text.endswith(".0"):
            text = text[:-2]
        found += [text.strip()] * min(times, MOST_COLUMNS + 1 if text else MOST_COLUMNS)
        _refuse_size(file, number, len([one for one in found if one]))
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _times(file: Path, place: str, told: str | None) -> int:
    """How often a row or a cell is repeated."""
    if told is None:
        return 1
    if not re.fullmatch("[1-9][0-9]{0,9}", told):
        raise ReadProblem(file.name, place, "een aantal herhalingen", repr(told[:40]), "Sla het opnieuw op.")
    return int(told)


def _refuse_size(file: Path, rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        expected = f"hooguit {MOST_ROWS} rijen en {MOST_COLUMNS} kolommen"
        raise ReadProblem(file.name, f"rij {rows}", expected, "meer", "Lever alleen de tabel zelf aan.")


def _trimmed(rows: list[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows as wide as the heading: empty cells at the end of a row are part of it, empty rows are not."""
    filled = [(number, row) for number, row in rows if any(row)]
    width = max((place for place, text in enumerate(filled[0][1], 1) if text), default=0) if filled else 0
    for number, row in filled:
        wide = row[:width] + ("",) * (width - len(row))
        yield number, wide + tuple(text for text in row[width:] if text)

"""Reads the published test tables as plain rows."""

import csv
from pathlib import Path

from openpyxl import load_workbook

Row = dict[str, str]


def csv_rows(folder: Path, name: str) -> list[Row]:
    """The rows of a CSV file with trimmed names; rows without a first value are left out."""
    with (folder / "reference" / "rates" / name).open(encoding="utf-8-sig", newline="") as file:
        rows = [{key.strip(): value for key, value in row.items() if key} for row in csv.DictReader(file)]
    return [row for row in rows if next(iter(row.values())).strip()]


def sheet_rows(folder: Path, name: str, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet under its header; empty rows are left out."""
    book = load_workbook(folder / "reference" / "rates" / name, read_only=True, data_only=True)
    header, *rows = book[sheet].iter_rows(values_only=True)
    book.close()
    return [dict(zip(map(str, header), row, strict=True)) for row in rows if any(cell is not None for cell in row)]


def numbers(rows: list[Row], column: str) -> list[float]:
    """A column as numbers."""
    return [float(row[column]) for row in rows]

"""The sheet that a bureau hands out, made for one round: partners and lists stand in it already."""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.inventory.sheet import ROLE, SHEET, TOPIC, headings, rows_of_template
from slagvaardig.region.current import current_region
from slagvaardig.web import spreadsheet

LISTS = "Lijsten"
WIDE = {TOPIC: 44, "motivering": 44, "bronplan": 30, "partner": 30, ROLE: 30, "vraag aan de regio": 44}


def csv_template(found: Round, partners: Sequence[str]) -> bytes:
    """As CSV, with a mark so that spreadsheets read accents."""
    out = io.StringIO(newline="")
    rows = ([spreadsheet.cell(value) for value in row] for row in rows_of_template(found, partners))
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_template(found: Round, partners: Sequence[str]) -> bytes:
    """As XLSX, with lists to choose from."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet: Worksheet = book.create_sheet(SHEET)
    for row in rows_of_template(found, partners):
        sheet.append([spreadsheet.cell(value) for value in row])
    sheet.freeze_panes = "B2"
    inventory = current_region().inventory
    lists = book.create_sheet(LISTS)
    columns = {TOPIC: [one.title for one in inventory.topics], ROLE: [one.title for one in inventory.roles]}
    for number, (heading, titles) in enumerate(columns.items(), 1):
        for place, title in enumerate([heading, *titles], 1):
            lists.cell(row=place, column=number, value=spreadsheet.cell(title))
        _choose_from(sheet, headings(found).index(heading) + 1, number, len(titles))
    for number, heading in enumerate(headings(found), 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDE.get(heading, 16)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _choose_from(sheet: Worksheet, column: int, of_list: int, count: int) -> None:
    letter = get_column_letter(of_list)
    rule = DataValidation(type="list", formula1=f"{LISTS}!${letter}$2:${letter}${count + 1}", allow_blank=True)
    sheet.add_data_validation(rule)
    rule.add(f"{get_column_letter(column)}2:{get_column_letter(column)}{sheet.max_row + 200}")

"""`{% load tables %}{{ row|cells:table.columns }}`: the cells of one row of a table.

In Python: a table has thousands, and the nodes of a template take many times as long over each.
"""

from collections.abc import Sequence

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from slagvaardig.web.blocks import Cell, Column, Row

register = template.Library()

_PLAIN = '<td class="utrecht-table__cell">'
_NUMERIC = '<td class="utrecht-table__cell utrecht-table__cell--numeric-column utrecht-table__cell--numeric-data">'


@register.filter
def cells(row: Row, columns: Sequence[Column]) -> SafeString:
    """Every cell of a row below its column; a cell that is no plain figure says so."""
    written = [
        f"{_NUMERIC if column.numeric else _PLAIN}{_inside(cell)}</td>"
        for column, cell in zip(columns, row.cells, strict=True)
    ]
    return mark_safe("".join(written))  # noqa: S308 - every text went through the escaping below


def _inside(cell: Cell) -> str:
    text: str = conditional_escape(cell.text)
    if cell.href:
        text = f'<a class="utrecht-link" href="{conditional_escape(cell.href)}">{text}</a>'
    if cell.state:
        text += " " + render_to_string("web/components/status_badge.html", {"status": cell.state})
    return text

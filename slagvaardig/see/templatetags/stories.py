"""`{% load stories %}`: the month of a story, written out."""

from datetime import date

from django import template

from slagvaardig.web import writing

register = template.Library()


@register.filter
def month(day: date) -> str:
    """`2026-03-01` as `maart 2026`."""
    return writing.period(f"{day:%Y-%m}")

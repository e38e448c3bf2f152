"""`{% load choosing %}`: titles of topics and roles, and shares in words."""

from collections.abc import Iterable
from fractions import Fraction

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from slagvaardig.region.current import current_region
from slagvaardig.web.writing import number

register = template.Library()


@register.filter
def topic_title(slug: str) -> str:
    """The title of a topic; its slug when the region no longer has it."""
    found = current_region().inventory.topic(slug)
    return found.title if found else slug


@register.filter
def topic_theme(slug: str) -> str:
    """The theme of a topic, which has a sheet with evidence; empty when it has none."""
    found = current_region().inventory.topic(slug)
    return found.theme if found else ""


@register.filter
def role_title(slug: str) -> str:
    """The title of a role; its slug when the region no longer has it."""
    found = current_region().inventory.role(slug)
    return found.title if found else slug


@register.filter
def document_place(text: str) -> str:
    """Where in a document: a number is a page, anything else is the heading of a chapter."""
    return _("bladzijde %(page)s") % {"page": text} if text[:1].isdigit() else f"„{text}”"


@register.filter
def share(value: Fraction) -> str:
    """A part of one as a percentage."""
    return f"{number(float(value) * 100)} %"


@register.filter
def matrix_cells(texts: Iterable[str]) -> SafeString:
    """The cells of one partner, in Python: 41 partners by 60 topics are too many for the nodes of a template."""
    cells = [f'<td class="matrix__named">{conditional_escape(text)}</td>' if text else "<td></td>" for text in texts]
    return mark_safe("".join(cells))  # noqa: S308 - every text is escaped above

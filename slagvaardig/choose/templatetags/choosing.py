"""`{% load choosing %}`: titles of topics and roles, and shares in words."""

from fractions import Fraction

from django import template

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
def share(value: Fraction) -> str:
    """A part of one as a percentage."""
    return f"{number(float(value) * 100)} %"

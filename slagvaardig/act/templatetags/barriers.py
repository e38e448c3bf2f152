"""`{% load barriers %}{% barriers_raised theme.slug as words %}`: for pages of earlier rooms, which may not look ahead
in Python. Only what is published: rounded, of the whole region."""

from django import template

from slagvaardig.act.numbers.readings import in_short, of_theme

register = template.Library()


@register.simple_tag
def barriers_raised(slug: str) -> str:
    """How many barriers were raised on a theme, in words; empty as long as nobody counted."""
    return of_theme(slug) if in_short().on else ""

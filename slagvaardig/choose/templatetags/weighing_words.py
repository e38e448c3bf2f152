"""`{% load weighing_words %}`: of whom hours are asked, in words."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def whom(slug: str, names: Mapping[str, Any]) -> str:
    """A group or a partner by its slug."""
    return str(names.get(slug, slug))

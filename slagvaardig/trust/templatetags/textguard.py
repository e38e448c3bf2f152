"""`{% load textguard %}{% text_guard form %}`: what was found in a draft. `{% not_here %}`: where it belongs."""

from typing import Any

from django import template
from django.utils.translation import get_language

from slagvaardig.trust.textguard.forms import BUTTON, EVERYTHING, SPARED, GuardedForm
from slagvaardig.trust.textguard.helplines import helplines

register = template.Library()


@register.inclusion_tag("trust/textguard/stopped.html")
def text_guard(form: GuardedForm) -> dict[str, Any]:
    """Nothing when nothing was found. Stands inside the form, for its buttons send the draft along."""
    return {"form": form, "button": BUTTON, "box": SPARED, "everything": EVERYTHING, "lines": _lines()}


@register.inclusion_tag("trust/textguard/not_here.html")
def not_here() -> dict[str, Any]:
    """The places for what does not belong here."""
    return {"lines": _lines()}


def _lines() -> list[dict[str, object]]:
    language = get_language() or "nl"
    return [{"line": line, "purpose": line.purpose(language)} for line in helplines()]

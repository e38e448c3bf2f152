"""`{% load barriers %}{% barriers_raised theme.slug as words %}`: for pages of earlier rooms, which may not look ahead
in Python. Only what is published: rounded, of the whole region."""

from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.numbers.readings import in_short, of_theme

if TYPE_CHECKING:
    from slagvaardig.see.conversations.models import Harvest

register = template.Library()


@register.simple_tag
def barriers_raised(slug: str) -> str:
    """How many barriers were raised on a theme, in words; empty as long as nobody counted."""
    return of_theme(slug) if in_short().on else ""


@register.simple_tag
def barrier_from_harvest(harvest: "Harvest") -> SafeString:
    """The way to the form of a barrier with the text of a note laid ready; the text itself is not in the address."""
    href = f"{reverse('barrier_new')}?oogst={harvest.pk}"
    return format_html('<a class="utrecht-link" href="{}">{}</a>', href, _("Maak de drempel af"))


@register.simple_tag
def barrier_of_harvest(harvest: "Harvest") -> SafeString:
    """What became of the barrier that was made of a note, as far as the one who acts may see it."""
    found = Barrier.objects.with_key(harvest.made) if harvest.made else None
    if found is None:
        return SafeString("")
    return format_html(
        ': <a class="utrecht-link" href="{}">{}</a> ({})',
        reverse("barrier", args=[found.pk]),
        found.title,
        found.status.title,
    )

"""Where trends are named on pages of others: beside a theme, and in the text of the strategy."""

from collections.abc import Sequence

from django.urls import reverse

from slagvaardig.region.definitions import Trend as Listed
from slagvaardig.see.trends.models import Trend
from slagvaardig.see.trends.rules import key_of


def links_on(theme: str) -> list[tuple[str, str]]:
    """(address, title) of every trend in the inventory on a theme."""
    found = Trend.objects.on_theme(theme).in_state("inventory").in_order()
    return [(reverse("trend", args=[one.pk]), one.title) for one in found]


def with_pages(listed: Sequence[Listed]) -> list[tuple[Listed, str]]:
    """The trends of the document, each with its page in the inventory; "" when it has none."""
    pages = set(Trend.objects.among([key_of(one.slug) for one in listed]).values_list("pk", flat=True))
    return [(one, reverse("trend", args=[key_of(one.slug)]) if key_of(one.slug) in pages else "") for one in listed]

"""`{% load navigation %}`: the menu and the footer, and where in it the visitor is."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, gettext_lazy

register = template.Library()

MENU = {
    "home": gettext_lazy("Vandaag"),
    "see": gettext_lazy("Zien"),
    "stories": gettext_lazy("Verhalen"),
    "areas": gettext_lazy("Gebieden"),
    "choose": gettext_lazy("Kiezen"),
    "strategy": gettext_lazy("Strategie"),
    "barriers": gettext_lazy("Drempels"),
    "sources": gettext_lazy("Bronnen"),
    "methods": gettext_lazy("Methoden"),
    "search": gettext_lazy("Zoeken"),
}
FOOTER = {
    "legend": gettext_lazy("Uitleg bij de cijfers"),
    "sources": gettext_lazy("Bronnen"),
    "methods": gettext_lazy("Methoden"),
    "promises": gettext_lazy("Vertrouwen"),
    "roles": gettext_lazy("Wie mag wat"),
    "privacy": gettext_lazy("Privacy"),
    "accessibility": gettext_lazy("Toegankelijkheid"),
}
MINE = "mine"  # the name of whoever is logged in, beside the menu
# The first part of an address, or its first two, and the entry it stands under. A test names what stands nowhere.
UNDER = {
    "strategie/lijn": "choose",
    "zien": "see",
    "trends": "see",
    **dict.fromkeys(
        ("verhalen", "vertel", "gesprekken", "gesprek", "citaat", "aantekening", "oogst", "gebiedsscans"), "stories"
    ),
    "gebieden": "areas",
    "gebied": "areas",
    **dict.fromkeys(
        ("kiezen", "inventarisatie", "weging", "uren", "bewijs", "prioriteiten", "stopregister", "besluiten", "rondes",
         "verdelingen", "spoed"),
        "choose",
    ),
    "strategie": "strategy",
    "drempels": "barriers",
    "bronnen": "sources",
    "methoden": "methods",
    "zoeken": "search",
    **dict.fromkeys(("mijn", "kringen", "stukken", "bijlagen", "leden", "mensen", "ambten", "logboek"), MINE),
    "uitleg": "legend",
    "vertrouwen": "promises",
    "zegels": "promises",
    "rollen": "roles",
    "privacy": "privacy",
    "toegankelijkheid": "accessibility",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One link of the menu; `here` is "page" on that very page, "true" on a page under it, else empty."""

    title: str
    href: str
    here: str


@register.simple_tag(takes_context=True)
def menu(context: Context) -> list[Entry]:
    return _entries(MENU, context)


@register.simple_tag(takes_context=True)
def footer_links(context: Context) -> list[Entry]:
    return _entries(FOOTER, context)


@register.simple_tag(takes_context=True)
def own_entry(context: Context) -> Entry | None:
    """The way to one's own pages; what stands on it is one's name."""
    return next(iter(_entries({MINE: ""}, context)), None)


@register.simple_tag(takes_context=True)
def other_language(context: Context) -> dict[str, str]:
    """The language that the page is not in: its code, and its own name for itself."""
    if getattr(context.get("request"), "LANGUAGE_CODE", "nl") == "en":
        return {"code": "nl", "name": "Nederlands"}
    return {"code": "en", "name": "English"}


@register.simple_tag(takes_context=True)
def example_word(context: Context) -> str:
    """The mark that everything invented carries; empty in a real region."""
    return gettext("voorbeeld") if getattr(context.get("region"), "fictional", False) else ""


def _entries(titles: dict[str, Any], context: Context) -> list[Entry]:
    request: HttpRequest | None = context.get("request")
    path = request.path if request else ""
    entries = []
    for name, title in titles.items():
        try:
            href = reverse(name)
        except NoReverseMatch:
            continue  # a site that leaves a page out has one link less, not a broken menu
        entries.append(Entry(str(title), href, _here(name, href, path)))
    return entries


def entry_of(path: str) -> str:
    """The name of the entry under which an address stands; empty when there is none."""
    if path == "/":
        return "home"
    first, *rest = path.strip("/").split("/")
    return UNDER.get("/".join([first, *rest[:1]])) or UNDER.get(first, "")


def _here(name: str, href: str, path: str) -> str:
    if path == href:
        return "page"
    return "true" if entry_of(path) == name else ""

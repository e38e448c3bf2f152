"""Every page stands under one entry: of the menu, of the footer, or the name of whoever is logged in."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from slagvaardig.trust.access.pages import PAGES
from slagvaardig.web.templatetags.navigation import FOOTER, MENU, MINE, entry_of

# What is no page of the site to stand on: on the way in, on the way out, and what a machine reads.
NOWHERE = {
    "demo", "digest_stop", "theme_css", "choose_language", "security_txt", "alive", "hours_csv",
    "login", "logout", "invitation", "password_forgotten", "password_change", "password_new", "second_step",
    "second_step_new", "passkey", "partner_login", "partner_callback", "confirm",
}  # fmt: skip


def addresses(resolver: URLResolver, before: str = "/") -> list[tuple[str, str]]:
    """(name, address) of every line of the URLconf."""
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found.append((entry.name or "", before + str(entry.pattern)))
        else:
            found += addresses(entry, before + str(entry.pattern))
    return found


@pytest.mark.parametrize(("name", "address"), addresses(get_resolver("slagvaardig.urls")))
def test_every_address_stands_under_an_entry_or_is_named_as_nowhere(name: str, address: str) -> None:
    under = entry_of(address)
    assert (under == "") == (name in NOWHERE), f"{name} ({address}) stands under {under or 'nothing'}"
    assert under in {"", MINE, *MENU, *FOOTER}


def test_what_stands_nowhere_is_there() -> None:
    assert {name for name, _address in addresses(get_resolver("slagvaardig.urls"))} >= NOWHERE
    assert set(PAGES) >= NOWHERE - {"theme_css", "choose_language", "security_txt", "alive"}


@pytest.mark.parametrize(
    ("address", "entry"),
    [
        ("/", "Vandaag"),
        ("/trends", "Zien"),
        ("/gesprekken", "Verhalen"),
        ("/gebiedsscans", "Verhalen"),
        ("/besluiten", "Kiezen"),
        ("/uren/wat-als", "Kiezen"),
        ("/strategie/zin/koers-1", "Strategie"),
        ("/strategie/lijn/wijk-en-straat", "Kiezen"),
    ],
)
def test_the_menu_marks_exactly_one_entry(address: str, entry: str) -> None:
    each = "{% for one in all %}{% if one.here %}{{ one.title }};{% endif %}{% endfor %}"
    shown = Template("{% load navigation %}{% menu as all %}" + each)
    assert shown.render(Context({"request": RequestFactory().get(address)})) == f"{entry};"

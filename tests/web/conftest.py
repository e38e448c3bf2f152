"""The sample site of `sample.py`, with the real middleware stack, in a client and in a browser."""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.serving import served

HERE = Path(__file__).resolve().parent
_KNOW_VISITORS = ("slagvaardig.trust.", "django.contrib.", "allauth.")
Opener = Callable[..., Page]


@pytest.fixture
def site(settings: Any, tmp_path: Path) -> Client:
    """A client that gets error pages as a visitor would."""
    settings.ROOT_URLCONF = "tests.web.sample"
    settings.STATIC_ROOT = tmp_path
    settings.MIDDLEWARE = [
        "slagvaardig.web.language.ChosenLanguage" if name.endswith("LocaleMiddleware") else name
        for name in settings.MIDDLEWARE
        if not name.startswith(_KNOW_VISITORS)  # the sample site has no database
    ]
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], HERE / "templates"]
    templates[0]["OPTIONS"]["context_processors"] = [
        name for name in templates[0]["OPTIONS"]["context_processors"] if name.startswith("django.")
    ]
    settings.TEMPLATES = templates
    return Client(raise_request_exception=False)


@pytest.fixture
def address(site: Client) -> Iterator[str]:
    """The sample site on a port of its own, for as long as one test lasts."""
    with served() as found:
        yield found


@pytest.fixture
def open_page(address: str, browser: Browser) -> Iterator[Opener]:
    """Opens an address of the sample site in a window of a given width."""
    contexts = []

    def opened(path: str, width: int = 1366, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()

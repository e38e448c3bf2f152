"""The sample site of `sample.py`, with the real middleware stack, in a client and in a browser."""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

ADDRESS = "http://localhost:1"
HERE = Path(__file__).resolve().parent
Opener = Callable[..., Page]


@pytest.fixture
def site(settings: Any, tmp_path: Path) -> Client:
    """A client that gets error pages as a visitor would."""
    settings.ROOT_URLCONF = "tests.web.sample"
    settings.STATIC_ROOT = tmp_path
    settings.MIDDLEWARE = [
        "slagvaardig.web.language.ChosenLanguage" if name.endswith("LocaleMiddleware") else name
        for name in settings.MIDDLEWARE
    ]
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], HERE / "templates"]
    templates[0]["OPTIONS"]["context_processors"] = [
        name for name in templates[0]["OPTIONS"]["context_processors"] if name.startswith("django.")
    ]
    settings.TEMPLATES = templates
    return Client(raise_request_exception=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(site: Client, browser: Browser) -> Iterator[Opener]:
    """Opens an address of the sample site in a window of a given width; no socket is used."""
    contexts = []

    def answer(route: Route) -> None:
        request = route.request
        headers = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in request.headers.items()}
        response = site.generic(
            request.method,
            request.url.removeprefix(ADDRESS),
            request.post_data_buffer or b"",
            content_type=request.headers.get("content-type", ""),
            **{name: value for name, value in headers.items() if name not in {"HTTP_COOKIE", "HTTP_ACCEPT_ENCODING"}},
        )
        body = b"".join(response) if response.streaming else response.content
        response.close()
        route.fulfill(status=response.status_code, headers=dict(response.headers), body=body)

    def opened(path: str, width: int = 1366, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.route("**/*", answer)
        page.goto(ADDRESS + path)
        return page

    yield opened
    for context in contexts:
        context.close()

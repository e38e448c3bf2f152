"""What is wrong with a page for whoever reads, hears or zooms it: the rules of axe, and no scrolling sideways."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passed is not described: with a chart on the page that alone would cost most of the time.
OPTIONS: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": TAGS}}


def violations(page: Page) -> list[str]:
    """A line for each element that breaks a rule, and one when the page is wider than the screen."""
    broken = Axe().run(page, options=OPTIONS).response["violations"]
    found = [f"{rule['id']}: {node['html'][:150]}" for rule in broken for node in rule["nodes"]]
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*found, "scrolls sideways"] if wide else found

"""Pictures for the documents: `python -m tools.screenshots` while `./dev start` runs. Needs Debian's Chromium."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
ADDRESS = "http://localhost:8000"
PAGES = {
    "home": "/",
    "theme": "/zien/thema/veelvoorkomende-criminaliteit",
    "indicator": "/zien/woninginbraak",
    "area": "/gebied/GM0339",
    "trust": "/vertrouwen",
}
SIZES = {"1366": (1366, 1000), "390": (390, 844)}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    program = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for size, (width, height) in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, locale="nl-NL")
            for name, path in PAGES.items():
                page.goto(ADDRESS + path)
                page.screenshot(path=FOLDER / f"{name}-{size}.png")
                sys.stdout.write(f"docs/screenshots/{name}-{size}.png\n")
        browser.close()


if __name__ == "__main__":
    main()

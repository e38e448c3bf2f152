"""Pictures for the documents: `python -m tools.screenshots` while `./dev start` runs. Needs Debian's Chromium."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
REAL, TOUR = "http://localhost:8000", "http://localhost:8001"
PAGES = {
    "home": "/",
    "theme": "/zien/thema/veelvoorkomende-criminaliteit",
    "indicator": "/zien/woninginbraak",
    "area": "/gebied/GM0339",
    "trust": "/vertrouwen",
}
# In the fictional region, as whom.
TOURED = {
    "tell": ("", "/vertel"),
    "choose": ("burgemeester", "/kiezen"),
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
                page.goto(REAL + path)
                _keep(page, f"{name}-{size}.png")
            for name, (person, path) in TOURED.items():
                if person:
                    page.goto(TOUR + "/toegang/demo")
                    page.locator(f"main button[value={person}]").click()
                    page.wait_for_load_state()
                page.goto(TOUR + path)
                _keep(page, f"{name}-{size}.png")
        browser.close()


def _keep(page: Page, file: str) -> None:
    page.screenshot(path=FOLDER / file)
    sys.stdout.write(f"docs/screenshots/{file}\n")


if __name__ == "__main__":
    main()

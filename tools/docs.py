"""Draws docs/generated from the code: `./dev docs`. A test draws them again and compares, so they cannot lag behind."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from slagvaardig.cli import COMMANDS, Command
from slagvaardig.region.folder import load_region
from slagvaardig.settings import SETTINGS
from slagvaardig.trust.access.pages import PAGES

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "generated"
NOTE = "<!-- Drawn from the code by `./dev docs`. Change the code, not this page. -->\n"


def settings() -> str:
    rows = [(f"`{row.name}`", _default(row.default), row.why) for row in SETTINGS]
    return "# Settings\n\n" + _table(("Name", "When not set", "What it is for"), rows)


def access() -> str:
    return "# Who may open which page\n\n" + _table(("Page", "Circle"), sorted(PAGES.items()))


def commands() -> str:
    return "# Commands\n\n" + _table(("Command", "What it does", "Example"), list(_commands(COMMANDS, "slagvaardig")))


def regions() -> str:
    parts = ["# Regions, their sources and their indicators\n"]
    for folder in sorted(path.parent for path in (ROOT / "regions").glob("*/region.toml")):
        region = load_region(folder)
        sources = [(slug, row.publisher, row.table, row.licence) for slug, row in region.sources.items()]
        indicators = [
            (slug, row.title, ", ".join(series.source for series in row.series) or "-", str(row.next_review))
            for slug, row in region.indicators.items()
        ]
        parts.append(f"## {region.name}\n\n### Sources\n")
        parts.append(_table(("File", "Publisher", "Table", "Licence"), sources))
        parts.append("### Indicators\n")
        parts.append(_table(("File", "Title", "Sources", "Next review"), indicators))
    return "\n".join(parts)


PAGES_TO_DRAW: dict[str, Callable[[], str]] = {
    "settings.md": settings,
    "access.md": access,
    "commands.md": commands,
    "regions.md": regions,
}


def draw(name: str) -> str:
    """The text of one generated page."""
    return NOTE + PAGES_TO_DRAW[name]()


def main() -> None:
    for name in PAGES_TO_DRAW:
        (FOLDER / name).write_text(draw(name), "utf-8")
        sys.stdout.write(f"docs/generated/{name}\n")


def _default(value: str) -> str:
    return f"`{Path(value).relative_to(ROOT)}`" if value.startswith(str(ROOT)) else f"`{value}`" if value else "-"


def _commands(rows: dict[str, Command], before: str) -> Iterable[tuple[str, str, str]]:
    for name, command in rows.items():
        if command.target:
            yield f"`{before} {name}`", command.help, f"`{command.example}`"
        yield from _commands(command.commands, f"{before} {name}")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


if __name__ == "__main__":
    main()

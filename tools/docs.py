"""Draws docs/generated from the code: `./dev docs`. A test draws them again and compares, so they cannot lag behind."""

import importlib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import django

from slagvaardig.cli import COMMANDS, Command
from slagvaardig.environment import SETTINGS
from slagvaardig.region.folder import load_region
from slagvaardig.trust.access.pages import PAGES
from slagvaardig.trust.privacy import Privacy

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


def privacy() -> str:
    """What the pages /privacy and /privacy/bewaren show, with the names of the tables."""
    django.setup()
    # Only now: the declarations stand beside the models, and those need Django.
    register = importlib.import_module("slagvaardig.trust.privacy.register")
    processing = importlib.import_module("slagvaardig.trust.privacy.processing")
    parts = ["# What is kept, why and how long\n"]
    for slug, one in processing.PROCESSINGS.items():
        parts.append(f"## {one.title} (`{slug}`)\n\n{one.purpose} {one.security}\n")
        kept = [row for row in register.tables() if row.privacy.processing == slug]
        rows = [(f"`{row.table}`", str(row.privacy.keeps), *_ending(row.privacy)) for row in kept]
        parts.append(_table(("Table", "Keeps", "Persons", "Until", "Then", "In a backup"), rows))
    flows = [(str(flow.what), str(flow.source), str(flow.target), str(flow.guard)) for _of, flow in register.flows()]
    parts.append("## Flows\n")
    parts.append(_table(("What", "From", "To", "Guarded by"), flows))
    return "\n".join(parts)


PAGES_TO_DRAW: dict[str, Callable[[], str]] = {
    "settings.md": settings,
    "access.md": access,
    "commands.md": commands,
    "regions.md": regions,
    "privacy.md": privacy,
}


def draw(name: str) -> str:
    """The text of one generated page."""
    return NOTE + PAGES_TO_DRAW[name]()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "slagvaardig.settings")
    for name in PAGES_TO_DRAW:
        (FOLDER / name).write_text(draw(name), "utf-8")
        sys.stdout.write(f"docs/generated/{name}\n")


def _ending(privacy: Privacy) -> tuple[str, str, str, str]:
    yes_or_no = {True: "yes", False: "no"}
    return yes_or_no[privacy.person], privacy.until, privacy.ends.afterwards(), yes_or_no[privacy.in_backup]


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

"""A rule that is not closed swallows every rule after it, and no browser says so."""

import re
from pathlib import Path

import pytest

import slagvaardig

FILES = sorted(Path(slagvaardig.__file__).parent.glob("*/static/**/*.css"))
OWN = [file for file in FILES if "vendor" not in file.parts]


def unclosed(text: str) -> list[str]:
    """Rules that begin within another one which is no @media or the like."""
    within: list[str] = []
    found = []
    for opens, closes in re.findall(r"([^{};]*)\{|(\})", re.sub(r"/\*.*?\*/", "", text, flags=re.S)):
        if closes:
            within = within[:-1]
            continue
        found += [rule for rule in within if not rule.startswith("@")]
        within.append(opens.strip())
    return found + within


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.name)
def test_every_rule_is_closed(file: Path) -> None:
    assert unclosed(file.read_text("utf-8")) == []


def test_a_rule_that_is_not_closed_is_named() -> None:
    assert unclosed("a { b: c; } @media print { d { e: f; } }") == []
    assert unclosed(".one { a: b; .two { c: d; }") == [".one", ".one"]

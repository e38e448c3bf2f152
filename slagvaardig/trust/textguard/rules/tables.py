"""The data files beside the rules: lists of words, lengths, and examples of what is and what is not a hit."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent


@cache
def table(name: str) -> dict[str, Any]:
    """The data of one rule."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """A list of words in the data of a rule, in lower case."""
    return frozenset(table(name)[key].lower().split())

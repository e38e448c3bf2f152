"""Where something belongs that this site takes nothing of, from a file with sources and dates."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent / "helplines.toml"


@dataclass(frozen=True)
class Helpline:
    """nl, en: for what somebody calls it. checked: the day on which the number was compared with its source."""

    name: str
    number: str
    nl: str
    en: str
    source: str
    checked: date

    @property
    def dial(self) -> str:
        return re.sub(r"\D", "", self.number)

    def purpose(self, language: str) -> str:
        return self.en if language.startswith("en") else self.nl


@cache
def helplines() -> tuple[Helpline, ...]:
    """Every helpline, in the order of the file."""
    return tuple(Helpline(**row) for row in tomllib.loads(FILE.read_text("utf-8"))["line"])

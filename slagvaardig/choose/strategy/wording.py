"""Two wordings of one sentence, word by word: what went, what came, what stayed."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Run:
    """Words in a row: "same" in both, "gone" from the one before, or "new" in this one."""

    what: Literal["same", "gone", "new"]
    text: str


def wording(before: str, now: str) -> tuple[Run, ...]:
    """The words of both in reading order. Without what is new it reads as before, without what is gone as now (apart
    from spaces)."""
    old, new = before.split(), now.split()
    found: list[Run] = []
    for _what, old_from, old_to, new_from, new_to in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
        if old[old_from:old_to] == new[new_from:new_to]:
            found += _run("same", old[old_from:old_to])
        else:
            found += [*_run("gone", old[old_from:old_to]), *_run("new", new[new_from:new_to])]
    return tuple(found)


def _run(what: Literal["same", "gone", "new"], words: list[str]) -> Iterator[Run]:
    if words:
        yield Run(what, " ".join(words))

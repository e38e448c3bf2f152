"""A strategy cut into sentences, each with a key that stays: what is said again keeps its key, also in other words."""

import difflib
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from slagvaardig.choose.strategy.wording import Run, wording
from slagvaardig.region.definitions import Strategy

_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9„\"'])")
SAME = 0.5  # how alike two sentences of one part must be to be one sentence that was changed


@dataclass(frozen=True)
class Sentence:
    """kind: section, principle, ambition or priority. part: the id of what it stands in; head: the title of that."""

    key: str
    kind: str
    part: str
    head: str
    text: str
    page: str = ""


@dataclass(frozen=True)
class Difference:
    """What became of one sentence: "added", "removed", "changed" or "same"."""

    what: str
    sentence: Sentence
    before: str = ""

    @property
    def wording(self) -> tuple[Run, ...]:
        """Word by word what is different."""
        return wording(self.before, self.sentence.text)


def cut(strategy: Strategy) -> list[Sentence]:
    """Every sentence of a strategy in order, without keys yet."""
    found: list[Sentence] = []
    for kind, parts in (("section", strategy.sections), ("principle", strategy.principles)):
        for part in parts:
            found += [Sentence("", kind, part.id, part.title, text, part.page) for text in _END.split(part.text)]
    found += [Sentence("", "ambition", one.id, "", one.text) for one in strategy.ambitions]
    for one in strategy.priorities:
        texts = [one.title, *_END.split(one.text)] if one.text else [one.title]
        found += [Sentence("", "priority", one.id, one.title, text, one.source) for text in texts]
    return found


def with_keys(now: Iterable[Sentence], before: Sequence[Sentence], taken: Iterable[str]) -> list[Sentence]:
    """The sentences with their keys: that of the sentence before that says the same, else a new one."""
    used, kept = set(taken), {id(one): "" for one in before}
    found = list(now)
    keys: dict[int, str] = {}
    for exact in (True, False):
        for place, sentence in enumerate(found):
            if place not in keys and (same := _like(sentence, before, kept, exact=exact)):
                keys[place] = kept[id(same)] = same.key
    for place, sentence in enumerate(found):
        if place not in keys:
            keys[place] = _free(f"{sentence.kind[0]}-{sentence.part}", used)
            used.add(keys[place])
    return [replace(sentence, key=keys[place]) for place, sentence in enumerate(found)]


def differences(now: Sequence[Sentence], before: Sequence[Sentence]) -> list[Difference]:
    """What was added, changed and removed, in the order of the document; what was removed comes last."""
    old = {one.key: one for one in before}
    kept = {one.key for one in now}
    found = [_difference(one, old.get(one.key)) for one in now]
    return found + [Difference("removed", one) for one in before if one.key not in kept]


def checksum(sentences: Iterable[Sentence], *more: str) -> str:
    """Of everything that is said, whatever the keys."""
    said = [[one.kind, one.part, one.head, one.text, one.page] for one in sentences]
    return hashlib.sha256(json.dumps([list(more), said], ensure_ascii=False).encode()).hexdigest()


def as_data(sentences: Iterable[Sentence]) -> list[dict[str, str]]:
    return [asdict(one) for one in sentences]


def from_data(rows: Iterable[dict[str, str]]) -> list[Sentence]:
    return [Sentence(**row) for row in rows]


def _like(sentence: Sentence, before: Iterable[Sentence], kept: dict[int, str], *, exact: bool) -> Sentence | None:
    best, most = None, 1.0 if exact else SAME
    for one in _of_part(sentence, before):
        alike = difflib.SequenceMatcher(None, one.text, sentence.text, autojunk=False).ratio()
        if not kept[id(one)] and alike >= most:
            best, most = one, alike
    return best


def _of_part(sentence: Sentence, before: Iterable[Sentence]) -> Iterator[Sentence]:
    return (one for one in before if (one.kind, one.part) == (sentence.kind, sentence.part))


def _free(stem: str, used: set[str]) -> str:
    number = 1
    while f"{stem}-{number}" in used:
        number += 1
    return f"{stem}-{number}"


def _difference(now: Sentence, before: Sentence | None) -> Difference:
    if before is None:
        return Difference("added", now)
    return Difference("same" if before.text == now.text else "changed", now, before.text)

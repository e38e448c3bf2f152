"""What the pages of strategies show: a version as a document, a sentence through all versions."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.strategy.models import Version
from slagvaardig.choose.strategy.sentences import Difference, Sentence, checksum, cut
from slagvaardig.choose.strategy.wording import Run, wording
from slagvaardig.region.current import current_region

KINDS: dict[str, str | Promise] = {
    "section": _("Het verhaal"),
    "principle": _("Uitgangspunten"),
    "ambition": _("Beloften"),
    "priority": _("Prioriteiten"),
}
WHAT: dict[str, str | Promise] = {
    "added": _("Toegevoegd"),
    "changed": _("Gewijzigd"),
    "removed": _("Verdwenen"),
}


@dataclass(frozen=True)
class Part:
    """A heading with the sentences below it. Of a priority the heading is a sentence itself, and the place is the
    source it came from."""

    head: str
    page: str
    sentences: tuple[Sentence, ...]

    @property
    def source(self) -> str:
        return self.page if self.sentences[0].kind == "priority" else ""

    @property
    def title(self) -> Sentence | None:
        return self.sentences[0] if self.sentences[0].text == self.head else None

    @property
    def text(self) -> tuple[Sentence, ...]:
        return self.sentences[1:] if self.title else self.sentences


def document(version: Version) -> list[tuple[str, list[Part]]]:
    """The sentences as the document has them: per kind, per heading."""
    found = []
    for kind, title in KINDS.items():
        own = [one for one in version.sentences if one.kind == kind]
        parts = [
            Part(rows[0].head, rows[0].page, rows) for _part, group in groupby(own, _place) if (rows := tuple(group))
        ]
        if parts:
            found.append((str(title), parts))
    return found


def _place(sentence: Sentence) -> str:
    return sentence.part


def changes(version: Version) -> list[tuple[str, list[Difference]]]:
    """What changed against the version before, per kind of change."""
    found = [(str(title), [one for one in version.differences if one.what == what]) for what, title in WHAT.items()]
    return [(title, rows) for title, rows in found if rows]


@dataclass(frozen=True)
class Said:
    """A sentence in one version. before: how it read in the version before that has it; empty for the first."""

    version: Version
    sentence: Sentence
    before: str = ""

    @property
    def same(self) -> bool:
        return self.sentence.text == self.before

    @property
    def wording(self) -> tuple[Run, ...]:
        """Word by word what is different; all of it the same in the first."""
        return wording(self.before or self.sentence.text, self.sentence.text)


def history_of(key: str) -> list[Said]:
    """How a sentence read in each version that has it, oldest first."""
    found: list[Said] = []
    for version in Version.objects.oldest_first():
        for one in version.sentences:
            if one.key == key:
                found.append(Said(version, one, found[-1].sentence.text if found else ""))
    return found


def held_on(day: date) -> Version | None:
    """The last version of the period in which a day lies; else the one that this site follows."""
    for version in Version.objects.newest_first():
        first, _dash, last = version.period.partition("-")
        if first.isdecimal() and last.isdecimal() and int(first) <= day.year <= int(last):
            return version
    return in_force()


def in_force() -> Version | None:
    """The version of the strategy that this site follows; None when it was never laid down."""
    strategy = current_region().strategy
    about = (strategy.title, strategy.period, strategy.adopted, strategy.source)
    return Version.objects.saying(checksum(cut(strategy), *about))

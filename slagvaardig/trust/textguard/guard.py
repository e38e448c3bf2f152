"""The check that every action calls before it keeps a free text: no path around the form exists."""

from collections.abc import Collection, Iterable, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from slagvaardig.trust.textguard.explanations import EXPLAINED
from slagvaardig.trust.textguard.places import place_words
from slagvaardig.trust.textguard.rules import Finding, find


class Stopped(ValidationError):
    """What was found per field. Its message never holds what was found: it may end up in the log of the server."""

    def __init__(self, found: Mapping[str, list[Finding]]) -> None:
        self.found = dict(found)
        super().__init__({field: [sentence(findings)] for field, findings in found.items()})


def found_in(text: str) -> list[Finding]:
    """Everything in a text that may not stand there, in this region."""
    return find(text, place_words())


def marks_in(texts: Iterable[str]) -> set[str]:
    """The marks of the likely names that stand in texts: somebody said that they are no persons."""
    return {finding.mark for text in texts for finding in found_in(text) if not finding.kind.certain}


def require_clean(*, spared: Collection[str] = (), before: Iterable[str] = (), **texts: str) -> int:
    """Refuse texts in which something is found. How many likely names the writer now said to be no persons.

    spared: the marks of those names. before: texts that were there already, in which names were judged earlier.
    """
    known = marks_in(before)
    found = {field: found_in(text) for field, text in texts.items()}
    stopped = {
        field: [one for one in findings if one.kind.certain or one.mark not in known and one.mark not in spared]
        for field, findings in found.items()
    }
    if any(stopped.values()):
        raise Stopped({field: findings for field, findings in stopped.items() if findings})
    return len({one.mark for findings in found.values() for one in findings} - known)


def judged(count: int) -> dict[str, object]:
    """What the log keeps of likely names that a writer let stand: how many, never which."""
    return {"not_a_person": count} if count else {}


def sentence(findings: list[Finding]) -> str:
    """What was found in one field, each kind once."""
    kinds = list(dict.fromkeys(str(EXPLAINED[one.kind.slug].word) for one in findings))
    named = kinds[0] if len(kinds) == 1 else _("%(first)s en %(last)s") % {
        "first": ", ".join(kinds[:-1]),
        "last": kinds[-1],
    }  # fmt: skip
    return _("Dit lijkt op %(kinds)s. Dat mag hier niet staan.") % {"kinds": named}

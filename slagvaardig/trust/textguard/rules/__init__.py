"""Finds in a text what may not stand there. Plain rules: no database, no web, no other reading than their own data."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from slagvaardig.trust.textguard.rules.addresses import find_addresses
from slagvaardig.trust.textguard.rules.bsn import find_bsn
from slagvaardig.trust.textguard.rules.findings import KINDS, REMOVED, Finding, Kind, Span
from slagvaardig.trust.textguard.rules.iban import find_iban
from slagvaardig.trust.textguard.rules.mail import find_mail
from slagvaardig.trust.textguard.rules.names import find_names
from slagvaardig.trust.textguard.rules.phones import find_phones
from slagvaardig.trust.textguard.rules.plates import find_plates
from slagvaardig.trust.textguard.rules.postcodes import find_postcodes
from slagvaardig.trust.textguard.rules.reading import Reading, read

__all__ = ["KINDS", "REMOVED", "RULES", "Finding", "Kind", "coarser", "find", "removed"]

RULES: Final[dict[str, Callable[[Reading], Iterator[Span]]]] = {
    "bsn": find_bsn,
    "iban": find_iban,
    "mail": find_mail,
    "phone": find_phones,
    "plate": find_plates,
    "address": find_addresses,
    "postcode": find_postcodes,
}


def find(text: str, ignore: Iterable[str] = ()) -> list[Finding]:
    """Everything that may not stand in a text, in order of place, without overlap.

    ignore: words that are no name of a person here, such as the municipalities of a region.
    """
    reading = read(text)
    spans = [(span, slug) for slug, rule in RULES.items() for span in rule(reading)]
    spans += [(span, "name") for span in find_names(reading, frozenset(word.lower() for word in ignore))]
    merged: list[tuple[Span, str]] = []
    for span, slug in sorted(spans, key=lambda one: (one[0].start, one[0].end)):
        if merged and span.start < merged[-1][0].end:
            merged[-1] = _joined(*merged[-1], span, slug)
        else:
            merged.append((span, slug))
    return [_finding(text, reading.written(span), slug) for span, slug in merged]


def removed(text: str, findings: Iterable[Finding]) -> str:
    """The text with a mark of omission in the place of each finding."""
    return _replaced(text, findings, lambda _kind: REMOVED)


def coarser(text: str, findings: Iterable[Finding]) -> str:
    """The text with what each finding is in the place of what it says: `[een adres]`."""
    return _replaced(text, findings, lambda kind: kind.instead)


def _replaced(text: str, findings: Iterable[Finding], instead: Callable[[Kind], str]) -> str:
    parts, place = [], 0
    for finding in sorted(findings, key=lambda one: one.start):
        parts += [text[place : finding.start], instead(finding.kind)]
        place = finding.end
    return "".join([*parts, text[place:]])


def _joined(span: Span, slug: str, other: Span, other_slug: str) -> tuple[Span, str]:
    """Two that overlap as one: of the kind of the one that holds the other, or of the kind that comes first."""
    whole = Span(span.start, max(span.end, other.end))
    holding = [kind for one, kind in ((span, slug), (other, other_slug)) if one == whole]
    return whole, min(holding or (slug, other_slug), key=list(KINDS).index)


def _finding(text: str, place: Span, slug: str) -> Finding:
    return Finding(KINDS[slug], place.start, place.end, text[place.start : place.end])

"""What was known of each candidate of a weighing on the day that the question was put, and what was not: the sheet with
evidence on its theme, frozen into the evidence of the decision with a checksum over every sheet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from slagvaardig.choose.evidence import sheets
from slagvaardig.choose.evidence.freezing import checksum_of, freeze, is_whole
from slagvaardig.choose.evidence.sheets import Sheet
from slagvaardig.choose.weighing.sentences import Words
from slagvaardig.region.current import current_region
from slagvaardig.see.figures.shelves import shelf

KNOWN: Final = "bewijsbladen"  # its place in the evidence
_CANDIDATES, _SHEETS, _CONTENT = "kandidaten", "bladen", "inhoud"
_DIGEST, _OPEN_DIGEST = "controlegetal", "controlegetal van wat iedereen leest"


@dataclass(frozen=True)
class Kept:
    """One sheet as it was. chosen, others: the candidates on its theme, in words. digest: over `content` as it is here;
    whole: whether it still is what was frozen."""

    theme: str
    title: str
    chosen: str
    others: str
    content: Sheet
    digest: str
    whole: bool

    @property
    def unknown(self) -> list[str]:
        return [text for _rule, text in self.content["unknown"]]


@dataclass(frozen=True)
class Known:
    """decided: whether it can be said which were chosen. without: candidates of which there was no sheet."""

    decided: bool
    sheets: tuple[Kept, ...]
    without: str

    def sheet_on(self, theme: str) -> Kept | None:
        return next((one for one in self.sheets if one.theme == theme), None)


def known_of(titles: Mapping[str, str], on: date) -> dict[str, Any]:
    """Of all candidates, because nobody knows yet which will be chosen. One sheet for a theme."""
    region, tables, topics = current_region(), shelf(), current_region().inventory
    candidates = {}
    for key, title in titles.items():
        topic = topics.topic(key)
        theme = topic.theme if topic and topic.theme in region.themes else ""
        candidates[key] = {"titel": title, "thema": theme}
    wanted = sorted({one["thema"] for one in candidates.values()} - {""})
    made = {slug: freeze(region=region, theme=region.themes[slug], tables=tables, on=on) for slug in wanted}
    return {
        _CANDIDATES: candidates,
        _SHEETS: {
            slug: {
                _DIGEST: one.checksum,
                _OPEN_DIGEST: checksum_of(sheets.for_everybody(one.content)),
                _CONTENT: one.content,
            }
            for slug, one in made.items()
        },
    }


def for_everybody(known: Mapping[str, Any], named: Collection[str]) -> dict[str, Any]:
    """The open part of each sheet, of the candidates that are named to everybody. Without the checksum of a whole
    sheet: so little of it is closed that one could guess until it fits."""
    candidates = {key: one for key, one in known[_CANDIDATES].items() if key in named}
    wanted = {one["thema"] for one in candidates.values()}
    return {
        _CANDIDATES: candidates,
        _SHEETS: {
            slug: {_OPEN_DIGEST: one[_OPEN_DIGEST], _CONTENT: sheets.for_everybody(one[_CONTENT])}
            for slug, one in known[_SHEETS].items()
            if slug in wanted
        },
    }


def known_in(known: Mapping[str, Any], chosen: Collection[str] | None) -> Known:
    """As it stands in evidence or in a copy of it. chosen: None as long as nothing is decided."""
    titles = {key: one["titel"] for key, one in known[_CANDIDATES].items()}
    on_theme: dict[str, set[str]] = {}
    for key, one in known[_CANDIDATES].items():
        on_theme.setdefault(one["thema"], set()).add(key)
    words, picked = Words(titles, {}), frozenset(chosen or ())
    found = [
        _kept(slug, one, words.listed(on_theme[slug] & picked), words.listed(on_theme[slug] - picked))
        for slug, one in known[_SHEETS].items()
    ]
    return Known(chosen is not None, tuple(found), words.listed(on_theme.get("", ())))


def _kept(slug: str, one: Mapping[str, Any], chosen: str, others: str) -> Kept:
    content, digest = one[_CONTENT], one.get(_DIGEST, one[_OPEN_DIGEST])
    return Kept(slug, content["title"], chosen, others, content, digest, is_whole(content, digest))

"""What a round asks, in which cells an answer counts, and what may be shown of it. Pure but for the region's files."""

import datetime
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from slagvaardig.region.folder import Region
from slagvaardig.region.pulse import Pulse
from slagvaardig.see.pulse.protection import hidden_parts, is_enough, together
from slagvaardig.stats.proportions import proportion

UNKNOWN = "0"
ANSWERS = (UNKNOWN, "1", "2", "3", "4", "5")
AGREE = (4, 5)
WHOLE = ""  # the cell of who works for the whole region
MOST_LINKS = 200
Cell = tuple[str, str]


@dataclass(frozen=True)
class Tally:
    """The counts of one round, opened: per cell, per question, per answer."""

    cells: Sequence[Cell]
    questions: Sequence[str]
    counts: "array[int]"

    def place(self, cell: int, question: int, answer: int = 0) -> int:
        return (cell * len(self.questions) + question) * len(ANSWERS) + answer

    def of(self, question: int, **wanted: str) -> list[int]:
        """Per answer, over all cells with this `kind` or `area`."""
        chosen = [number for number, cell in enumerate(self.cells) if _fits(cell, wanted)]
        return [sum(self.counts[self.place(cell, question, answer)] for cell in chosen) for answer in range(6)]

    def opinions(self, **wanted: str) -> list[int]:
        """Per question how many had an opinion."""
        return [sum(self.of(question, **wanted)[1:]) for question in range(len(self.questions))]

    def answered(self, **wanted: str) -> int:
        """How many answered; everybody answers every question, with an opinion or without one."""
        return sum(self.of(0, **wanted))


def period_of(pulse: Pulse, day: datetime.date) -> str | None:
    """The round that is asked in the month of a day; None when none is."""
    return f"{day:%Y-%m}" if day.month in pulse.months else None


def district_of(region: Region, code: str) -> str:
    """The district in which an area lies; "" for what lies in none."""
    while area := region.areas.get(code):
        if area.kind == "district":
            return code
        code = area.parent
    return WHOLE


def areas_for(region: Region, slug: str) -> list[str]:
    """Where people of a partner can work, as coarse as it is kept: its own district, or any and the whole region."""
    own = next((partner.area for partner in region.partners if partner.slug == slug), "")
    districts = [area.code for area in region.areas.of_kind("district")]
    return [found] if (found := district_of(region, own)) else [WHOLE, *districts]


def kind_of(region: Region, slug: str) -> str:
    return next((partner.kind for partner in region.partners if partner.slug == slug), "other")


def asked_now(region: Region, pulse: Pulse) -> dict[str, object]:
    """What a round that opens now asks; frozen with it."""
    cells = {(partner.kind, area) for partner in region.partners for area in areas_for(region, partner.slug)}
    others = {("other", area) for area in areas_for(region, "")}
    return {
        "questions": [[one.slug, one.text, one.indicator] for one in pulse.questions],
        "scale": list(pulse.scale),
        "unknown": pulse.unknown,
        "fewest": pulse.fewest,
        "cells": sorted(list(cell) for cell in cells | others),
    }


def changed_silently(pulse: Pulse, before: Mapping[str, object] | None) -> list[str]:
    """The questions whose wording differs from the last round without the region's file saying so."""
    if before is None:
        return []
    texts = {slug: text for slug, text, _indicator in before["questions"]}  # type: ignore[attr-defined]
    same_scale = (before["scale"], before["unknown"]) == (list(pulse.scale), pulse.unknown)
    return [
        one.slug
        for one in pulse.questions
        if one.slug in texts
        and (texts[one.slug] != one.text or not same_scale)
        and texts[one.slug] not in pulse.earlier_texts(one.slug)
    ]


def results(tally: Tally, invited: Mapping[Cell, int], fewest: int) -> dict[str, object]:
    """Everything that is kept of a round. A number that may not be shown is None, here already."""
    areas, kinds = ({cell[side] for cell in invited} for side in (1, 0))
    parts = {area: tally.opinions(area=area) for area in areas}
    hidden = hidden_parts(parts, fewest, never=(WHOLE,))
    whole = is_enough(together(parts.values()) if parts else [0], fewest)
    by_kind = {kind: [tally.answered(kind=kind)] for kind in kinds}
    hidden_kinds = hidden_parts(by_kind, fewest)
    return {
        "invited": sum(invited.values()),
        "answered": tally.answered() if whole else None,
        "region": _figures(tally) if whole else None,
        "areas": {
            area: {
                "invited": _invited(invited, 1, area),
                "answered": tally.answered(area=area),
                "figures": _figures(tally, area=area),
            }
            if whole and area not in hidden
            else None
            for area in sorted(areas - {WHOLE})
        },
        "kinds": {
            kind: [_invited(invited, 0, kind), by_kind[kind][0] if whole and kind not in hidden_kinds else None]
            for kind in sorted(kinds)
        },
    }


def _figures(tally: Tally, **wanted: str) -> dict[str, list[float]]:
    """Per question: the share that agrees with its margin, in per cent, and how many had an opinion."""
    found = {}
    for number, slug in enumerate(tally.questions):
        counted = tally.of(number, **wanted)
        opinions = sum(counted[1:])
        share = proportion(sum(counted[answer] for answer in AGREE), opinions, per=100)
        found[slug] = [round(share.value, 1), round(share.lower, 1), round(share.upper, 1), opinions]
    return found


def _invited(invited: Mapping[Cell, int], side: int, value: str) -> int:
    return sum(number for cell, number in invited.items() if cell[side] == value)


def _fits(cell: Cell, wanted: Mapping[str, str]) -> bool:
    return all(cell[("kind", "area").index(name)] == value for name, value in wanted.items())


def lines_of(
    region_code: str, period: str, result: Mapping[str, object], questions: Sequence[str]
) -> Iterator[list[str]]:
    """A round as lines of the table that becomes figures; what is withheld has empty numbers."""
    places: dict[str, dict[str, list[float]] | None] = {region_code: result["region"]}  # type: ignore[dict-item]
    places |= {code: found["figures"] if found else None for code, found in result["areas"].items()}  # type: ignore[attr-defined]
    for code, figures in places.items():
        for slug in questions:
            numbers = [f"{number:.1f}" for number in figures[slug][:3]] if figures else ["", "", ""]
            yield [slug, code, period, *numbers]

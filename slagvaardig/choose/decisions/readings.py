"""What the pages of decisions show: the register, and what a question is put on."""

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from slagvaardig.choose.decisions.advice import WEIGHED, facts_of, weighing_for
from slagvaardig.choose.decisions.facts import in_words
from slagvaardig.choose.decisions.known import KNOWN, Known, known_in, known_of
from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.sheets import sheet_of
from slagvaardig.choose.decisions.snapshots import digest_of
from slagvaardig.choose.decisions.tables import Copy, Division
from slagvaardig.choose.decisions.workflow import KINDS, TAKEN, State
from slagvaardig.choose.strategy.readings import in_force
from slagvaardig.choose.weighing.models import Weighing
from slagvaardig.choose.weighing.readings import evidence_of
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.rules import circles_with


@dataclass(frozen=True)
class Line:
    """A decision in the register, from the decision itself or from a copy of it. status: None for a copy."""

    key: uuid.UUID
    question: str
    body: str
    body_slug: str
    kind: str
    theme: str
    decided_on: date | None
    status: State | None
    due: bool = False

    @property
    def kind_word(self) -> str:
        return str(KINDS[self.kind])

    @property
    def theme_word(self) -> str:
        theme = current_region().themes.get(self.theme)
        return theme.title if theme else self.theme


def register(person: Person | None, day: date) -> list[Line]:
    """Every decision that the one who looks may see, newest first; what is not decided yet on top."""
    own: list[Line] = []
    if person:
        own = [_line(one, day) for one in Decision.objects.in_circles(circles_with("see")).for_list().newest_first()]
    known = {line.key for line in own}
    best: dict[uuid.UUID, Copy] = {}
    for copy in Copy.objects.for_list().newest_first():
        if copy.decision not in known:
            best.setdefault(copy.decision, copy)
    lines = own + [_line_of_copy(copy) for copy in best.values()]
    return sorted(lines, key=lambda line: line.decided_on or date.max, reverse=True)


def chosen(lines: list[Line], wanted: Mapping[str, str]) -> list[Line]:
    """Those of a body, a kind, a theme and a year, each when it is asked."""
    asked: dict[str, Callable[[Line], str]] = {
        "overleg": lambda line: line.body_slug,
        "soort": lambda line: line.kind,
        "thema": lambda line: line.theme,
        "jaar": lambda line: str(line.decided_on.year) if line.decided_on else "",
    }
    return [line for line in lines if all(not wanted.get(name) or asked[name](line) == wanted[name] for name in asked)]


@dataclass(frozen=True)
class Shown:
    """A decision as whoever looks gets to see it. decision: only within its body; else a frozen copy is shown. whole:
    whether evidence and copy still are what was frozen."""

    key: uuid.UUID
    sheet: Mapping[str, Any]
    decision: Decision | None
    copy: Copy | None
    whole: bool

    @property
    def kind_word(self) -> str:
        return str(KINDS[self.sheet["kind"]])

    @cached_property
    def facts(self) -> Any:
        """What the question was put on, as data; None without it."""
        evidence = self.sheet.get("evidence")
        if evidence and self.decision is not None:
            return self.decision.evidence.facts
        return json.loads(evidence["content"]) if evidence else None

    @cached_property
    def known(self) -> Known | None:
        """What was known of each candidate; None when the question came from no weighing."""
        found = self.facts.get(KNOWN) if isinstance(self.facts, dict) else None
        advice = self.sheet.get("advice")
        return known_in(found, self.sheet.get("chosen", ()) if advice and advice["taken"] else None) if found else None

    @property
    def kept_text(self) -> tuple[str, str]:
        """What was frozen, to the letter, and its SHA-256: the evidence itself, or the copy that is read here."""
        if self.decision is None and self.copy:
            return self.copy.content, self.copy.digest
        evidence = self.sheet["evidence"]
        return (evidence["content"], evidence["digest"]) if evidence else ("", "")

    @property
    def facts_in_words(self) -> list[tuple[str, list[str]]]:
        """What the question was put on, as somebody reads it."""
        return in_words(self.facts)


def shown(key: uuid.UUID) -> Shown | None:
    decision = Decision.objects.with_all().in_circles(circles_with("see")).filter(pk=key).first()
    copy = Copy.objects.of(key)
    if decision:
        sheet = sheet_of(decision)
        return Shown(key, sheet, decision, copy, _whole(sheet, copy))
    return Shown(key, copy.said, None, copy, _whole(copy.said, copy)) if copy else None


def facts_for(decision: Decision, on: date | None = None) -> dict[str, Any]:
    """What a question is put on when nobody hands anything else: the strategy that holds, the figures that it is held
    against on this theme, the earlier decisions of this body on it, the weighing that it came from, and what is known
    on that day of each of its candidates."""
    region, held, weighed = current_region(), in_force(), weighing_for(decision)
    ambitions = [one for one in region.strategy.ambitions if not decision.theme or one.theme == decision.theme]
    before = Decision.objects.in_circles([decision.circle_id]).taken().filter(theme=decision.theme)[:20]
    return {
        "vraag": decision.question,
        "mogelijkheden": decision.options,
        "strategie": {"titel": held.title, "versie": held.number, "controlegetal": held.checksum} if held else None,
        "beloften": [{"tekst": one.text, "cijfers": list(one.indicators)} for one in ambitions],
        "eerdere besluiten": [{"vraag": one.question, "dag": one.decided_on} for one in before],
        **(_weighed(weighed, on or timezone.localdate()) if weighed else {}),
    }


def _weighed(weighing: Weighing, on: date) -> dict[str, Any]:
    titles = {key: one["title"] for key, one in evidence_of(weighing)["candidates"].items()}
    return {WEIGHED: facts_of(weighing), KNOWN: known_of(titles, on)}


@dataclass(frozen=True)
class DivisionRow:
    """One row of a sheet beside the version before."""

    name: str
    now: Any
    before: Any
    change: Any


def beside_before(division: Division) -> tuple[Division | None, list[DivisionRow]]:
    """The version before this one, and each row with what it was."""
    earlier = Division.objects.of_sheet(division.circle, division.slug).filter(version__lt=division.version)
    before = earlier.last()
    old = {code: (name, amount) for code, name, amount in before.amounts} if before else {}
    rows = []
    for code, name, amount in division.amounts:
        was = old.pop(code, (name, None))[1]
        rows.append(DivisionRow(name, amount, was, amount - was if was is not None else None))
    rows += [DivisionRow(name, None, amount, -amount) for name, amount in old.values()]
    return before, rows


def _whole(sheet: Mapping[str, Any], copy: Copy | None) -> bool:
    evidence = sheet.get("evidence")
    kept = evidence is None or evidence.get("partial") or digest_of(evidence["content"]) == evidence["digest"]
    return bool(kept) and (copy is None or copy.is_whole)


def _line(one: Decision, day: date) -> Line:
    return Line(
        one.pk, one.question, one.circle.name, one.circle.slug, one.kind, one.theme,
        one.decided_on if one.state in TAKEN else None, one.status, one.is_due(day),
    )  # fmt: skip


def _line_of_copy(copy: Copy) -> Line:
    return Line(
        copy.decision, copy.question, copy.body.name, copy.body.slug, copy.kind, copy.theme, copy.decided_on, None
    )

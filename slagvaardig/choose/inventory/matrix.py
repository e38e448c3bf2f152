"""The greatest common factor as a page, a table and a file show it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.inventory.ballots import WEIGHTINGS, Ballot
from slagvaardig.choose.inventory.common_factor import (
    Score,
    Span,
    alike_beside,
    scores,
    span_with,
    spans_between,
    spans_of_group,
    weighted,
)
from slagvaardig.choose.inventory.models import Round
from slagvaardig.region.current import current_region
from slagvaardig.web import spreadsheet
from slagvaardig.web.blocks import Cell, Column, Row, Table
from slagvaardig.web.writing import number

ORDERS: Final[dict[str, str | Promise]] = {
    "veld": _("per veiligheidsveld"),
    "gelijkenis": _("wat dezelfde partners noemen naast elkaar"),
    "uitkomst": _("de grootste gemene deler eerst"),
}
KINDS: Final[dict[str, str | Promise]] = {
    "municipality": _("de gemeenten"),
    "prosecution": _("het Openbaar Ministerie"),
    "police": _("de politie"),
    "bureau": _("het bureau"),
}
SEVERAL: Final = ("municipality",)  # kinds that are spoken of as more than one


@dataclass(frozen=True)
class Line:
    """One partner with what it gave to each topic that is shown; "" where it named it not."""

    name: str
    district: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """topics: (slug, title) of each column. lines: by district, then by name."""

    topics: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


def matrix_of(ballots: Sequence[Ballot], order: str, found: Round) -> Matrix:
    """Partner by topic, only with topics that somebody named."""
    named = {topic for ballot in ballots for topic in ballot.points}
    slugs = [slug for slug in _ordered(ballots, order) if slug in named]
    titles = _titles()
    names = current_region().areas.name_of
    lines = tuple(
        Line(
            one.name,
            names(one.district) if one.district else gettext("De hele regio"),
            tuple(_given(one, slug, found) for slug in slugs),
        )
        for one in ballots
    )
    return Matrix(tuple((slug, titles[slug]) for slug in slugs), lines)


def table_of(ballots: Sequence[Ballot], weighting: str, order: str) -> Table | None:
    """Each topic with its share, by how many it was named, and by how many per district; None when partners cannot be
    weighed like that."""
    weights = weighted(ballots, weighting)
    if weights is None:
        return None
    made = {one.topic: one for one in scores(ballots, weights, _slugs())}
    named = [slug for slug in _ordered(ballots, order, weighting) if made[slug].named]
    groups = _groups(ballots)
    columns = (Column(gettext("deel")), Column(gettext("genoemd")), *(Column(title) for title, _members in groups))
    rows = tuple(_row(made[slug], ballots, groups) for slug in named)
    note = gettext(
        "Per district staat hoeveel partners het onderwerp noemen. „De hele regio” zijn partners zonder district."
    )
    caption = gettext("Onderwerpen en wie ze noemt; %(weighting)s") % {"weighting": WEIGHTINGS[weighting]}
    return Table("deler", caption, gettext("Onderwerp"), columns, rows, note)


def sensitivity(ballots: Sequence[Ballot], weighting: str, top: int) -> list[str]:
    """In sentences, and exact: when does another set or order of topics stand on top?"""
    weights, slugs, titles = weighted(ballots, weighting), _slugs(), _titles()
    if not ballots or weights is None:
        return []
    found = []
    for other, title in WEIGHTINGS.items():
        weights_there = weighted(ballots, other)
        if other != weighting and weights_there is not None:
            spans = spans_between(ballots, weights, weights_there, slugs, top)
            facts = {"one": WEIGHTINGS[weighting], "other": title}
            found.append(gettext("Van „%(one)s” naar „%(other)s”: ") % facts + _slide(spans, titles))
    for asked, members in _heavier(ballots):
        spans = spans_of_group(ballots, weights, members, slugs, top)
        found.append(f"{asked} {_stays(spans, titles)}")
    return found


def csv_of(ballots: Sequence[Ballot], found: Round) -> str:
    """A row per partner and topic, with what each weighting makes of it; text that starts no formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    head = ["inventarisatie", "partner", "district", "onderwerp", "punten", "hoogst_mogelijk"]
    writer.writerow([*head, *(f"gewicht_{slug}" for slug in WEIGHTINGS)])
    titles, names = _titles(), current_region().areas.name_of
    for one in ballots:
        for slug, points in one.points.items():
            weights = [float(weight) if weight is not None else None for weight in one.weights.values()]
            row = [found.title, one.name, names(one.district) if one.district else "", titles.get(slug, slug)]
            writer.writerow([spreadsheet.cell(value) for value in (*row, points, one.full, *weights)])
    return out.getvalue()


def _row(score: Score, ballots: Sequence[Ballot], groups: list[tuple[str, list[Ballot]]]) -> Row:
    counts = [(sum(score.topic in one.points for one in members), len(members)) for _title, members in groups]
    cells = [Cell(f"{number(float(score.share) * 100, 1)} %"), _of(score.named, len(ballots))]
    return Row(_titles()[score.topic], (*cells, *(_of(*pair) for pair in counts)))


def _of(some: int, whole: int) -> Cell:
    return Cell(gettext("%(some)s van %(whole)s") % {"some": some, "whole": whole})


def _given(one: Ballot, slug: str, found: Round) -> str:
    points = one.points.get(slug)
    if points is None:
        return ""
    return f"{found.most + 1 - points}e" if found.ranks else str(points)


def _groups(ballots: Sequence[Ballot]) -> list[tuple[str, list[Ballot]]]:
    names = current_region().areas.name_of
    found: dict[str, list[Ballot]] = {}
    for one in ballots:
        found.setdefault(names(one.district) if one.district else gettext("De hele regio"), []).append(one)
    return list(found.items())


def _heavier(ballots: Sequence[Ballot]) -> list[tuple[str, list[str]]]:
    """How heavy groups count, as a question: each kind of partner, and each district."""
    kinds: dict[str, list[str]] = {}
    for one in ballots:
        kinds.setdefault(one.kind, []).append(one.partner)
    found = [(_asked(kind), members) for kind, members in kinds.items() if len(kinds) > 1]
    districts = [
        (gettext("Hoe zwaar telt %(name)s?") % {"name": title}, [one.partner for one in members])
        for title, members in _groups(ballots)
        if members[0].district
    ]
    return found + ([*districts] if len(districts) > 1 else [])


def _asked(kind: str) -> str:
    text = gettext("Hoe zwaar tellen %(name)s?") if kind in SEVERAL else gettext("Hoe zwaar telt %(name)s?")
    return text % {"name": KINDS.get(kind, kind)}


def _slide(spans: Sequence[Span], titles: dict[str, str]) -> str:
    if len(spans) == 1:
        return gettext("overal dezelfde bovenste onderwerpen, in dezelfde volgorde.")
    parts = [
        gettext("vanaf %(low)s van de weg %(topics)s")
        % {"low": _exact(one.low, percent=True), "topics": _named(one, titles)}
        for one in spans
    ]
    return "; ".join(parts) + "."


def _stays(spans: Sequence[Span], titles: dict[str, str]) -> str:
    now = span_with(spans, Fraction(1))
    if now.low == 0 and now.high is None:
        return gettext("Het maakt voor de bovenste onderwerpen niets uit.")
    high = gettext("zonder grens") if now.high is None else _exact(now.high)
    sentence = gettext("De bovenste onderwerpen blijven gelijk tussen %(low)s en %(high)s keer het gewicht van nu.")
    others = [one for one in spans if one.high == now.low or one.low == now.high]
    below, above = gettext("Daaronder: %(topics)s."), gettext("Daarboven: %(topics)s.")
    told = [(below if one.high == now.low else above) % {"topics": _named(one, titles)} for one in others]
    return " ".join([sentence % {"low": _exact(now.low), "high": high}, *told])


def _named(span: Span, titles: dict[str, str]) -> str:
    return ", ".join(titles[slug] for slug in span.order) or gettext("geen onderwerp")


def _exact(amount: Fraction, *, percent: bool = False) -> str:
    """A number as one reads it; beside it the exact fraction when that is short."""
    shown = f"{number(float(amount) * 100, 1)} %" if percent else number(float(amount), 2)
    short = amount.denominator != 1 and amount.denominator < 1000
    return f"{shown} ({amount.numerator}/{amount.denominator})" if short else shown


def _ordered(ballots: Sequence[Ballot], order: str, weighting: str = "equal") -> list[str]:
    if order == "gelijkenis":
        return alike_beside(ballots, _slugs())
    weights = weighted(ballots, weighting)
    if order == "uitkomst" and weights is not None:
        return [one.topic for one in scores(ballots, weights, _slugs())]
    return _slugs()


def _slugs() -> list[str]:
    inventory = current_region().inventory
    places = {one.slug: place for place, one in enumerate(inventory.fields)}
    return [topic.slug for topic in sorted(inventory.topics, key=lambda topic: places[topic.field])]


def _titles() -> dict[str, str]:
    return {topic.slug: topic.title for topic in current_region().inventory.topics}

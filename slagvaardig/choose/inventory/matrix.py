"""The greatest common factor as a page, a table and a file show it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.inventory.ballots import WEIGHTINGS, Ballot
from slagvaardig.choose.inventory.common_factor import (
    Score,
    alike_beside,
    scores,
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
    titles = titles_of_topics()
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
    made = {one.topic: one for one in scores(ballots, weights, slugs())}
    named = [slug for slug in _ordered(ballots, order, weighting) if made[slug].named]
    groups = groups_of(ballots)
    columns = (Column(gettext("deel")), Column(gettext("genoemd")), *(Column(title) for title, _members in groups))
    rows = tuple(_row(made[slug], ballots, groups) for slug in named)
    note = gettext(
        "Per district staat hoeveel partners het onderwerp noemen. „De hele regio” zijn partners zonder district."
    )
    caption = gettext("Onderwerpen en wie ze noemt; %(weighting)s") % {"weighting": WEIGHTINGS[weighting]}
    return Table("deler", caption, gettext("Onderwerp"), columns, rows, note)


def csv_of(ballots: Sequence[Ballot], found: Round) -> str:
    """A row per partner and topic, with what each weighting makes of it; text that starts no formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    head = ["inventarisatie", "partner", "district", "onderwerp", "punten", "hoogst_mogelijk"]
    writer.writerow([*head, *(f"gewicht_{slug}" for slug in WEIGHTINGS)])
    titles, names = titles_of_topics(), current_region().areas.name_of
    for one in ballots:
        for slug, points in one.points.items():
            weights = [float(weight) if weight is not None else None for weight in one.weights.values()]
            row = [found.title, one.name, names(one.district) if one.district else "", titles.get(slug, slug)]
            writer.writerow([spreadsheet.cell(value) for value in (*row, points, one.full, *weights)])
    return out.getvalue()


def _row(score: Score, ballots: Sequence[Ballot], groups: list[tuple[str, list[Ballot]]]) -> Row:
    counts = [(sum(score.topic in one.points for one in members), len(members)) for _title, members in groups]
    cells = [Cell(f"{number(float(score.share) * 100, 1)} %"), _of(score.named, len(ballots))]
    return Row(titles_of_topics()[score.topic], (*cells, *(_of(*pair) for pair in counts)))


def _of(some: int, whole: int) -> Cell:
    return Cell(gettext("%(some)s van %(whole)s") % {"some": some, "whole": whole})


def _given(one: Ballot, slug: str, found: Round) -> str:
    points = one.points.get(slug)
    if points is None:
        return ""
    return f"{found.most + 1 - points}e" if found.ranks else str(points)


def groups_of(ballots: Sequence[Ballot]) -> list[tuple[str, list[Ballot]]]:
    """Partners by district."""
    names = current_region().areas.name_of
    found: dict[str, list[Ballot]] = {}
    for one in ballots:
        found.setdefault(names(one.district) if one.district else gettext("De hele regio"), []).append(one)
    return list(found.items())


def _ordered(ballots: Sequence[Ballot], order: str, weighting: str = "equal") -> list[str]:
    if order == "gelijkenis":
        return alike_beside(ballots, slugs())
    weights = weighted(ballots, weighting)
    if order == "uitkomst" and weights is not None:
        return [one.topic for one in scores(ballots, weights, slugs())]
    return slugs()


def slugs() -> list[str]:
    """Topics in the order of their fields."""
    inventory = current_region().inventory
    places = {one.slug: place for place, one in enumerate(inventory.fields)}
    return [topic.slug for topic in sorted(inventory.topics, key=lambda topic: places[topic.field])]


def titles_of_topics() -> dict[str, str]:
    return {topic.slug: topic.title for topic in current_region().inventory.topics}

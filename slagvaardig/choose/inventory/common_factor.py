"""The greatest common factor: which topics partners have in common, with the arithmetic exact and in the open.

Plain functions over ballots. The score of a topic is a share: what it got, divided by what it could have got when every
partner had given it everything. Nobody's order among partners exists here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from slagvaardig.choose.inventory.ballots import Ballot

TOP = 3  # how many topics a region chooses, as a start for what a page compares


@dataclass(frozen=True)
class Score:
    """One topic. share: of everything it could get. named: by how many partners; first: how many put it highest."""

    topic: str
    share: Fraction
    named: int
    first: int


@dataclass(frozen=True)
class Span:
    """Between two amounts (ends included, high None: without end) the topics on top are these, in this order."""

    low: Fraction
    high: Fraction | None
    order: tuple[str, ...]


def weighted(ballots: Iterable[Ballot], weighting: str) -> dict[str, Fraction] | None:
    """How much each partner counts; None when that is not known of one of them."""
    found = {ballot.partner: ballot.weights[weighting] for ballot in ballots}
    return None if None in found.values() else {slug: weight for slug, weight in found.items() if weight is not None}


def scores(ballots: Sequence[Ballot], weights: Mapping[str, Fraction], topics: Sequence[str]) -> list[Score]:
    """Every topic, the highest share first; equal shares in the order of `topics`."""
    totals = _totals(ballots, weights, topics)
    whole = sum(weights[one.partner] * one.full for one in ballots)
    named, first = Counter[str](), Counter[str]()
    for one in ballots:
        highest = max(one.points.values(), default=0)
        named.update(one.points.keys())
        first.update(topic for topic, points in one.points.items() if points == highest != 0)
    found = [
        Score(topic, totals[topic] / whole if whole else Fraction(0), named[topic], first[topic]) for topic in topics
    ]
    return sorted(found, key=lambda one: -one.share)


def spans_between(
    ballots: Sequence[Ballot],
    one: Mapping[str, Fraction],
    other: Mapping[str, Fraction],
    topics: Sequence[str],
    top: int = TOP,
) -> list[Span]:
    """Slide from one weighting (0) to another (1): the exact stretches in which the same topics stand on top."""
    low, high = _normal(ballots, one, topics), _normal(ballots, other, topics)
    lines = {topic: (low[topic], high[topic] - low[topic]) for topic in topics}
    return _stretches(lines, topics, top, Fraction(1))


def spans_of_group(
    ballots: Sequence[Ballot],
    weights: Mapping[str, Fraction],
    group: Iterable[str],
    topics: Sequence[str],
    top: int = TOP,
) -> list[Span]:
    """Let a group of partners count x times as heavy, from nothing to without end: the exact stretches of x in which
    the same topics stand on top. 1 is how they count now."""
    members = set(group)
    rest = _totals([one for one in ballots if one.partner not in members], weights, topics)
    theirs = _totals([one for one in ballots if one.partner in members], weights, topics)
    lines = {topic: (rest[topic], theirs[topic]) for topic in topics}
    return _stretches(lines, topics, top, None)


def span_with(spans: Sequence[Span], amount: Fraction) -> Span:
    """The stretch in which an amount lies."""
    return next(span for span in spans if span.low <= amount and (span.high is None or amount <= span.high))


def alike_beside(ballots: Sequence[Ballot], topics: Sequence[str]) -> list[str]:
    """Topics with what the same partners name beside each other: from the first, each time the one most like the last
    (shared partners divided by all partners of the two). Topics that nobody named come last."""
    named = {topic: {one.partner for one in ballots if topic in one.points} for topic in topics}
    left = [topic for topic in topics if named[topic]]
    order = left[:1]
    left = left[1:]
    while left:
        last = named[order[-1]]
        best = max(left, key=lambda topic: (_likeness(last, named[topic]), -left.index(topic)))
        order.append(best)
        left.remove(best)
    return order + [topic for topic in topics if not named[topic]]


def _likeness(one: set[str], other: set[str]) -> Fraction:
    return Fraction(len(one & other), len(one | other)) if one | other else Fraction(0)


def _totals(ballots: Iterable[Ballot], weights: Mapping[str, Fraction], topics: Sequence[str]) -> dict[str, Fraction]:
    """In whole numbers over one denominator: just as exact as fractions, and many times as fast."""
    scale = lcm(*(weight.denominator for weight in weights.values()))
    found = dict.fromkeys(topics, 0)
    for ballot in ballots:
        weight = int(weights[ballot.partner] * scale)
        for topic, points in ballot.points.items():
            if topic in found:
                found[topic] += weight * points
    return {topic: Fraction(total, scale) for topic, total in found.items()}


def _normal(ballots: Sequence[Ballot], weights: Mapping[str, Fraction], topics: Sequence[str]) -> dict[str, Fraction]:
    """Shares of the whole, so that two weightings can be mixed."""
    whole = sum(weights[one.partner] * one.full for one in ballots) or Fraction(1)
    return {topic: total / whole for topic, total in _totals(ballots, weights, topics).items()}


def _stretches(
    lines: Mapping[str, tuple[Fraction, Fraction]], topics: Sequence[str], top: int, last: Fraction | None
) -> list[Span]:
    """Each topic is a line (start, rise); the order on top can change only where one of those on top crosses another.
    So walk from crossing to crossing. In whole numbers over one denominator: just as exact, and many times as fast."""
    scale = lcm(*(part.denominator for line in lines.values() for part in line))
    whole = {topic: (int(lines[topic][0] * scale), int(lines[topic][1] * scale)) for topic in topics}
    spans: list[Span] = []
    at = Fraction(0)
    while True:
        order = _top(whole, top, at)
        following = _next_crossing(whole, order, at)
        ends = last if following is None or (last is not None and following >= last) else following
        if spans and spans[-1].order == order:
            spans[-1] = Span(spans[-1].low, ends, order)
        else:
            spans.append(Span(at, ends, order))
        if ends is None or ends == last:
            return spans
        at = ends


def _next_crossing(lines: Mapping[str, tuple[int, int]], order: Sequence[str], at: Fraction) -> Fraction | None:
    above, below = at.numerator, at.denominator
    found: tuple[int, int] | None = None
    for topic in order or lines:
        start, rise = lines[topic]
        for other_start, other_rise in lines.values():
            apart, steeper = other_start - start, rise - other_rise
            if steeper < 0:
                apart, steeper = -apart, -steeper
            if steeper and apart * below > above * steeper and (found is None or apart * found[1] < found[0] * steeper):
                found = apart, steeper
    return Fraction(*found) if found else None


def _top(lines: Mapping[str, tuple[int, int]], top: int, at: Fraction) -> tuple[str, ...]:
    """What stands on top just beyond an amount: by what it is there, then by how fast it rises."""
    above, below = at.numerator, at.denominator
    found = [(start * below + rise * above, rise, topic) for topic, (start, rise) in lines.items()]
    found = sorted((one for one in found if one[:2] > (0, 0)), key=lambda one: (-one[0], -one[1]))
    return tuple(topic for _, _, topic in found[:top])

"""The same numbers, worked out the slow and obvious way."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from slagvaardig.choose.inventory.ballots import Ballot


def share(ballots: Sequence[Ballot], weights: Mapping[str, Fraction], topic: str) -> Fraction:
    got = Fraction(0)
    could = Fraction(0)
    for ballot in ballots:
        could += weights[ballot.partner] * ballot.full
        for named, points in ballot.points.items():
            if named == topic:
                got += weights[ballot.partner] * points
    return got / could if could else Fraction(0)


def top(
    ballots: Sequence[Ballot], weights: Mapping[str, Fraction], topics: Sequence[str], count: int
) -> tuple[str, ...]:
    found = [(share(ballots, weights, topic), topic) for topic in topics]
    return tuple(topic for value, topic in sorted(found, key=lambda pair: -pair[0]) if value > 0)[:count]

"""The greatest common factor against the slow way, on any ballots: exact, without an order among partners."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from slagvaardig.choose.inventory.ballots import Ballot
from slagvaardig.choose.inventory.common_factor import (
    alike_beside,
    scores,
    span_with,
    spans_between,
    spans_of_group,
    weighted,
)
from tests.choose import obvious

TOPICS = ["een", "twee", "drie", "vier", "vijf"]


@st.composite
def ballots(draw: st.DrawFn) -> list[Ballot]:
    found = []
    for number in range(draw(st.integers(1, 7))):
        order = draw(st.lists(st.sampled_from(TOPICS), max_size=3, unique=True))
        people = draw(st.integers(1, 400_000))
        weights = {"equal": Fraction(1), "inhabitants": Fraction(people), "kind": Fraction(1, draw(st.integers(1, 9)))}
        points = {topic: 3 - place for place, topic in enumerate(order)}
        found.append(Ballot(f"p{number}", f"P{number}", "municipality", "", weights, points, 6))
    return found


@given(ballots())
@settings(max_examples=60)
def test_shares_are_those_of_the_slow_way_and_add_up(found: list[Ballot]) -> None:
    for weighting in ("equal", "inhabitants", "kind"):
        weights = weighted(found, weighting)
        assert weights is not None
        made = scores(found, weights, TOPICS)
        assert {one.topic: one.share for one in made} == {
            topic: obvious.share(found, weights, topic) for topic in TOPICS
        }
        assert sum(one.share for one in made) <= 1
        assert [one.share for one in made] == sorted((one.share for one in made), reverse=True)


@given(ballots(), st.randoms())
@settings(max_examples=40)
def test_the_order_of_entry_never_matters(found: list[Ballot], chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    weights = weighted(found, "inhabitants")
    assert weights is not None
    assert scores(found, weights, TOPICS) == scores(shuffled, weights, TOPICS)
    assert alike_beside(found, TOPICS) == alike_beside(shuffled, TOPICS)


@given(ballots(), st.fractions(0, 1))
@settings(max_examples=60)
def test_stretches_say_exactly_what_stands_on_top(found: list[Ballot], amount: Fraction) -> None:
    one, other = weighted(found, "equal"), weighted(found, "inhabitants")
    assert one is not None
    assert other is not None
    spans = spans_between(found, one, other, TOPICS)
    assert (spans[0].low, spans[-1].high) == (Fraction(0), Fraction(1))
    assert all(a.high == b.low for a, b in zip(spans, spans[1:], strict=False))
    whole = [sum(weights[ballot.partner] * ballot.full for ballot in found) for weights in (one, other)]
    mixed = {slug: (1 - amount) * one[slug] / whole[0] + amount * other[slug] / whole[1] for slug in one}
    span = span_with(spans, amount)
    if span.high is None or span.low < amount < span.high:
        assert span.order == obvious.top(found, mixed, TOPICS, 3)


@given(ballots(), st.fractions(0, 50))
@settings(max_examples=60)
def test_stretches_of_a_group_too(found: list[Ballot], amount: Fraction) -> None:
    weights = weighted(found, "equal")
    assert weights is not None
    group = {one.partner for one in found[::2]}
    span = span_with(spans_of_group(found, weights, group, TOPICS), amount)
    heavier = {slug: weight * amount if slug in group else weight for slug, weight in weights.items()}
    if span.low < amount and (span.high is None or amount < span.high):
        assert span.order == obvious.top(found, heavier, TOPICS, 3)


def test_an_unknown_weight_weighs_nobody() -> None:
    unknown = Ballot("p", "P", "municipality", "", {"equal": Fraction(1), "inhabitants": None}, {}, 6)
    assert weighted([unknown], "inhabitants") is None


def test_what_the_same_partners_name_stands_side_by_side() -> None:
    def ballot(number: int, *named: str) -> Ballot:
        return Ballot(f"p{number}", "", "municipality", "", {"equal": Fraction(1)}, dict.fromkeys(named, 1), 6)

    found = [ballot(1, "een", "drie"), ballot(2, "een", "drie"), ballot(3, "twee", "vier"), ballot(4, "drie")]
    assert alike_beside(found, TOPICS) == ["een", "drie", "twee", "vier", "vijf"]

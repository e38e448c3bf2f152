"""What is said of sensitivity is true: weigh on both sides of every amount that is named, the slow way."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings

from slagvaardig.choose.inventory.ballots import Ballot
from slagvaardig.choose.inventory.common_factor import weighted
from slagvaardig.choose.inventory.matrix import slugs, titles_of_topics
from slagvaardig.choose.inventory.sensitivity import Turn, sensitivity
from slagvaardig.choose.weighing import amounts
from slagvaardig.choose.weighing.outcomes import outcome_of
from slagvaardig.choose.weighing.readings import candidates_of, lay_on_scales
from slagvaardig.choose.weighing.scales import Question
from slagvaardig.choose.weighing.sentences import Words, what_flips
from slagvaardig.choose.weighing.tables import table_of_rules
from tests.choose import obvious
from tests.choose.ground import Ground
from tests.choose.scales import to_weigh
from tests.choose.test_common_factor import ballots

NEAR = Fraction(1, 5000)
SAME = ("niets uit", "alleen hun volgorde wisselt")


def on_topics(found: list[Ballot]) -> list[Ballot]:
    """The same ballots about topics of the region, by two kinds of partners."""
    names = dict(zip(["een", "twee", "drie", "vier", "vijf"], slugs(), strict=False))
    return [
        replace(one, points={names[topic]: n for topic, n in one.points.items()}, kind="police" if at % 2 else one.kind)
        for at, one in enumerate(found)
    ]


@pytest.mark.usefixtures("tour_region")
@given(ballots())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_other_topics_come_exactly_where_it_is_said(found: list[Ballot]) -> None:
    counted = on_topics(found)
    weights, told = weighted(counted, "equal"), sensitivity(counted, "equal", 3)
    assert weights is not None and told is not None
    for turn in told.first[2:]:
        kind = "police" if "politie" in turn.asked else "municipality"
        group = {one.partner for one in counted if one.kind == kind}

        def top(amount: Fraction, group: set[str] = group) -> set[str]:
            heavier = {slug: weight * amount if slug in group else weight for slug, weight in weights.items()}
            return set(obvious.top(counted, heavier, slugs(), 3))

        here = top(Fraction(1))
        assume(top(Fraction(999, 1000)) == here == top(Fraction(1001, 1000)))  # what ties now is on both sides
        if any(words in turn.answer for words in SAME):
            assert {frozenset(top(Fraction(n, 7))) for n in range(1, 60)} == {frozenset(here)}
            continue
        for side, amount in amounts_in(turn):
            there = top(amount + NEAR if side == "Boven" else max(amount - NEAR, amount / 2))
            assert there != here == top(amount - NEAR if side == "Boven" else amount + NEAR)
            titles = titles_of_topics()
            assert all(titles[slug] in turn.answer for slug in there ^ here)


def amounts_in(turn: Turn) -> list[tuple[str, Fraction]]:
    """As they stand in the answer, rounded, with the exact amounts of the steps."""
    exact = {}
    for shown, up, down in re.findall(r"(\d+,\d\d)(?: \((\d+)/(\d+)\))?", " ".join(turn.steps)):
        exact[shown] = Fraction(int(up), int(down)) if up else Fraction(shown.replace(",", "."))
    return [(side, exact[shown]) for side, shown in re.findall(r"(Onder|Boven) (\d+,\d\d) keer", turn.answer)]


def test_a_weighing_by_inhabitants_shows_shares_that_add_up_and_the_formula(ground: Ground) -> None:
    found = to_weigh(ground)
    with ground.people.acting("bureau"):
        candidates = candidates_of(found)
        scales = lay_on_scales(found, "kind", candidates)
        assert scales is not None
        outcome = outcome_of(scales, Question(3, "kind"))
        equal = outcome_of(scales, Question(3, "equal"))
    words = Words({one.topic: one.title for one in candidates}, {})
    table = table_of_rules(outcome, words)
    shares = [row.cells[0].text for row in table.rows[:-1]]
    assert all(re.fullmatch(r"\d+,\d %|0 %|minder dan 0,1 %", text) for text in shares), shares
    assert sum(float(text.rstrip(" %").replace(",", ".")) for text in shares) == pytest.approx(100, abs=0.2)
    assert table.columns[0].title == "deel van de punten"
    assert "Deel = (gewicht × punten" in table.note
    assert "punten" in table_of_rules(equal, words).columns[0].title
    assert not any(re.search(r"\d{5,}|\d\.\d{3}", text) for text in what_flips(outcome, words))


def test_what_is_there_is_never_rounded_to_nothing(ground: Ground) -> None:
    found = to_weigh(ground)
    with ground.people.acting("bureau"):
        scales = lay_on_scales(found, "kind", candidates_of(found))
    assert scales is not None
    outcome = outcome_of(scales, Question(3, "kind"))
    whole = int(outcome.round.support.sum()) * 10_000
    outcome.round.support[:] = outcome.round.support * 10_000
    assert amounts.share(outcome, 1) == "minder dan 0,1 %"
    assert (amounts.share(outcome, 0), amounts.share(outcome, whole)) == ("0,0 %", "100,0 %")

"""Free is what was told minus what was promised: unknown stays unknown, below zero is said."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.choose.absorption.actions import end_work, promise_hours, state_hours
from slagvaardig.choose.absorption.ledger import Claim, Ledger, Protection, load_of, what_if
from slagvaardig.choose.absorption.models import Stated
from slagvaardig.choose.absorption.readings import free_hours
from tests.choose.ground import Ground, ranked

HERE, OTHER = "gemeente-aldermeer", "gemeente-kleiburen"
RULE = Protection(small_hours=400, small_share=Fraction(3, 5), share=Fraction(9, 10))
KEYS = st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["boa", "analist"]), st.sampled_from(["2027-Q1"]))
CLAIMS = st.lists(st.builds(Claim, st.sampled_from(["w", "x"]), KEYS, st.integers(0, 500)), max_size=4)


@given(st.dictionaries(KEYS, st.integers(0, 900)), CLAIMS, CLAIMS)
def test_what_is_free_is_told_minus_promised_and_a_what_if_keeps_nothing(
    available: dict[tuple[str, str, str], int], before: list[Claim], more: list[Claim]
) -> None:
    ledger = Ledger(available, tuple(before))
    for key in {claim.key for claim in before} | set(available):
        promised = sum(claim.hours for claim in before if claim.key == key)
        assert ledger.free(key) == (available[key] - promised if key in available else None)
    outcome = what_if(ledger, add=more, drop={"w"}, roles=("boa", "analist"), rule=RULE)
    left = [claim for claim in before if claim.work != "w"] + more
    for change in outcome.changes:
        assert change.after.promised == sum(claim.hours for claim in left if claim.key == change.key)
        assert change.before == ledger.cell(change.key)
    assert all(key not in available for key in outcome.unknown)
    assert all(one.after.free is not None and one.after.free < 0 for one in outcome.short)


def test_a_small_partner_is_asked_less() -> None:
    small, large = {("a", "boa", "q"): 399}, {("a", "boa", "q"): 400}
    for available, most in ((small, 239), (large, 360)):
        fits, above = (Ledger(available, (Claim("w", ("a", "boa", "q"), hours),)) for hours in (most, most + 1))
        assert not load_of(fits, "a", "q", ("boa",), RULE).above
        assert load_of(above, "a", "q", ("boa",), RULE).above


def test_nobody_who_did_not_tell_has_no_hours_nor_all() -> None:
    ledger = Ledger({("a", "boa", "q"): 10}, (Claim("w", ("b", "boa", "q"), 5),))
    assert ledger.free(("b", "boa", "q")) is None
    assert ledger.together([("a", "boa", "q"), ("b", "boa", "q")]).free is None
    assert load_of(ledger, "b", "q", ("boa",), RULE).share is None


def test_what_was_signed_is_in_the_ledger_until_something_newer_is_said(ground: Ground) -> None:
    found = ground.round()
    ground.signed(found, HERE, ranked("overlast", hours={"boa": 300}))
    assert _free(ground, HERE) == {"boa": 300, "projectleider": None}
    with ground.people.acting("bureau") as by:
        circle = ground.circles["coalitie"]
        hours = {(HERE, "boa", "2027-Q1"): 340, (OTHER, "boa", "2027-Q1"): 20}
        work = promise_hours(circle=circle, kind="activity", title="Samen surveilleren", hours=hours, by=by)
    assert _free(ground, HERE) == {"boa": -40, "projectleider": None}
    assert _free(ground, OTHER) == {"boa": None, "projectleider": None}
    with ground.people.acting(f"writer-{HERE}") as by:
        state_hours(partner=ground.circles[HERE], hours={("boa", "2027-Q1"): 400}, by=by)
    assert _free(ground, HERE)["boa"] == 60
    with ground.people.acting(f"writer-{HERE}") as by:
        state_hours(partner=ground.circles[HERE], hours={("boa", "2027-Q1"): None}, by=by)
        assert [one.hours for one in Stated.objects.in_order()] == [400, None]
    assert _free(ground, HERE)["boa"] is None
    with ground.people.acting("bureau") as by:
        end_work(work=work, last_quarter="2026-Q4", by=by)
    assert _free(ground, OTHER)["boa"] is None


def _free(ground: Ground, slug: str) -> dict[str, int | None]:
    with ground.people.acting("bureau"):
        found = free_hours([slug], ["boa", "projectleider"], ["2027-Q1"])
    return {role: hours for (_, role, _), hours in found.items()}

"""No notes are laid open of fewer than five people, whatever conversations there were; tried with any of them."""

from collections import defaultdict

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from slagvaardig.region.current import current_region
from slagvaardig.region.folder import Region
from slagvaardig.see.conversations.opening import LEVELS, Pending, is_safe, laid_open
from slagvaardig.see.coverage.counting import ALL, Heard, protected
from slagvaardig.see.rounds.workflow import (
    CONVERSATION_MOVES,
    CONVERSATION_STATES,
    ROUND_MOVES,
    ROUND_STATES,
    SCAN_MOVES,
    SCAN_STATES,
    after,
    moves_from,
)
from slagvaardig.stats.attacker import exposed
from slagvaardig.stats.tables import Key, Sum, crossed
from tests.attack.sizes import size
from tests.see.conversations.ground import today, towns

PLACES = ["VB0101", "VB0102", "VB0103", "VB0104", "VB0105", "VB0106", "VB0107", "VB-N", "VB-M", "VB-Z", "VB0001"]
numbers = st.dictionaries(st.sampled_from(["boa", "wijkagent", "adviseur", "jongerenwerker", ""]), st.integers(1, 8))
talks = st.lists(st.tuples(st.sampled_from(PLACES), numbers), max_size=9)


def pending_of(found: list[tuple[str, dict[str, int]]]) -> list[Pending]:
    return [Pending(n, next(iter(current_region().themes)), area, there) for n, (area, there) in enumerate(found)]


def within(region: Region, code: str, place: str) -> bool:
    return place in (code, *(one.code for one in region.areas.parents(code)))


def test_what_is_opened_comes_from_five_people_who_could_have_been_five(tour_region: None) -> None:
    region = current_region()

    @settings(max_examples=size(60, 5000), deadline=None)
    @given(talks)
    def tried(found: list[tuple[str, dict[str, int]]]) -> None:
        pending = pending_of(found)
        shown = laid_open(region, pending)
        groups: dict[str, list[Pending]] = defaultdict(list)
        for one in pending:
            if one.key in shown:
                assert within(region, one.area, shown[one.key]), "an area that it lies in"
                groups[shown[one.key]].append(one)
        for area, group in groups.items():
            assert sum(one.people for one in group) >= 5
            assert is_safe(region, area, group)
        left = [one for one in pending if one.key not in shown]
        whole = region.areas.of_kind("unit")[0].code
        assert not is_safe(region, whole, left), "what can be opened is opened"

    tried()


def test_one_person_after_another_opens_together_and_coarser(tour_region: None) -> None:
    region = current_region()
    alone = [(area, {"boa": 2}) for area in ("VB0103", "VB0104")]
    assert laid_open(region, pending_of(alone)) == {}
    more = laid_open(region, pending_of([*alone, ("VB0105", {"boa": 1})]))
    assert set(more.values()) == {"VB-M"}, "of the district, not of a municipality"
    assert laid_open(region, pending_of([("VB0103", {"adviseur": 9})]))[0] != "VB0103", "so many advisers are not there"
    assert LEVELS[0] == "municipality"


def test_no_count_below_five_can_be_worked_out(tour_region: None) -> None:
    region, roles = current_region(), [one.slug for one in current_region().telling.functions] + [""]

    @settings(max_examples=size(4, 200), deadline=None, phases=[Phase.explicit, Phase.generate])
    @given(talks)
    def tried(found: list[tuple[str, dict[str, int]]]) -> None:
        content = protected(region, [Heard(area, there) for area, there in found], today())
        shown = {(area, role): number for area, role, number in content["cells"]}  # type: ignore[attr-defined]
        areas = list(content["held"])  # type: ignore[call-overload]
        sums = crossed([Sum(ALL, tuple(areas))], [Sum(ALL, tuple(roles))])
        truth = dict.fromkeys(shown, 0)
        for area, there in found:
            for role, number in there.items():
                for cell in ((area, role), (area, ALL), (ALL, role), (ALL, ALL)):
                    truth[cell] += number
        assert all(number is None or number == truth[cell] for cell, number in shown.items())
        assert all(number is None or not 1 <= number <= 4 for number in shown.values())
        small = [cell for cell, number in truth.items() if 1 <= number <= 4]
        assert not exposed(dict[Key, float | None](shown), sums, small)
        for code in towns():
            assert not (shown[(code, ALL)] is None and content["held"][code] is not None)  # type: ignore[index]

    tried()


@settings(max_examples=60)
@given(st.lists(st.sampled_from(sorted({*ROUND_MOVES, *CONVERSATION_MOVES, *SCAN_MOVES})), max_size=12))
def test_any_moves_stay_within_the_table(moves: list[str]) -> None:
    for table, states, first in (
        (ROUND_MOVES, ROUND_STATES, "planned"),
        (CONVERSATION_MOVES, CONVERSATION_STATES, "draft"),
        (SCAN_MOVES, SCAN_STATES, "system"),
    ):
        state = first
        for name in moves:
            then = after(table, name, state)
            assert (name in moves_from(table, state)) == (bool(then) and bool(table[name].button))
            state = then or state
            assert state in states
        assert first not in {move.after for move in table.values() if first != "draft"}, "nothing begins anew"


def test_every_state_can_be_reached_and_nothing_opened_is_closed_again() -> None:
    for table, states in ((ROUND_MOVES, ROUND_STATES), (CONVERSATION_MOVES, CONVERSATION_STATES)):
        assert {move.after for move in table.values()} | {next(iter(states))} == set(states)
    assert not any("opened" in move.before for move in CONVERSATION_MOVES.values())

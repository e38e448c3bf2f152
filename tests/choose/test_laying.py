"""Hours laid on the scales for all cells at once are those of a slow twin that lays them cell by cell."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.choose.absorption.ledger import Claim, Key, Ledger, Protection, told_of
from slagvaardig.choose.weighing.laying import Asked, asked_of, scales_of
from slagvaardig.choose.weighing.scales import Scales
from slagvaardig.choose.weighing.workflow import EACH, OTHER, SMALL
from slagvaardig.stats.choosing.rounds import TOGETHER, Cell

PARTNERS, ROLES, QUARTERS = ("a", "b", "c"), ("boa", "om", "zorg"), ("2027-Q1", "2027-Q2", "2027-Q3")
RULE = Protection(40, Fraction(3, 5), Fraction(9, 10))
HOURS = st.integers(0, 60)
KEYS = st.tuples(st.sampled_from(PARTNERS), st.sampled_from(ROLES), st.sampled_from(QUARTERS))
LINES = st.builds(
    Asked,
    role=st.sampled_from(ROLES),
    who=st.sampled_from((EACH, SMALL, OTHER, *PARTNERS)),
    first=st.sampled_from(QUARTERS),
    last=st.sampled_from(QUARTERS),
    hours=HOURS,
)
LEDGERS = st.builds(
    Ledger,
    available=st.dictionaries(KEYS, HOURS),
    claims=st.lists(st.builds(Claim, st.just("w"), KEYS, HOURS), max_size=6).map(tuple),
    elsewhere=st.dictionaries(KEYS, HOURS, max_size=6),
)
NEEDS = st.dictionaries(st.sampled_from(("x", "y", "z")), st.lists(LINES, max_size=5))
OWN = st.fixed_dictionaries({partner: st.sets(st.sampled_from(ROLES)) for partner in PARTNERS})


@given(LEDGERS, NEEDS, OWN)
def test_every_cell_is_laid_as_its_slow_twin_lays_it(
    ledger: Ledger, needs: dict[str, list[Asked]], roles: dict[str, set[str]]
) -> None:
    laid = scales_of(
        points={}, weights={}, districts={}, needs=needs, ledger=ledger, rule=RULE, roles=roles, quarters=QUARTERS
    )
    free, asked, unknown = _cell_by_cell(ledger, needs, roles)
    assert list(laid.cells) == sorted(free)
    assert laid.free.tolist() == [free[cell] for cell in laid.cells]
    assert laid.hours.tolist() == [[asked[cell][key] for cell in laid.cells] for key in sorted(needs)]
    assert list(laid.unknown) == sorted(unknown)
    again = Scales.read(laid.written())
    assert again.written() == laid.written()
    assert (again.hours.shape, again.free.shape) == (laid.hours.shape, laid.free.shape)


def _cell_by_cell(
    ledger: Ledger, needs: dict[str, list[Asked]], roles: dict[str, set[str]]
) -> tuple[dict[Cell, int], dict[Cell, dict[str, int]], list[Cell]]:
    free: dict[Cell, int] = {}
    asked: dict[Cell, dict[str, int]] = {}
    unknown = []
    for partner, own in roles.items():
        there = told_of(ledger, partner, QUARTERS[0], own).available
        small = there is not None and there < RULE.small_hours
        for quarter in QUARTERS:
            told = []
            for role in own:
                key: Key = partner, role, quarter
                asks = {one: asked_of(lines, *key, small=small) for one, lines in needs.items()}
                left = ledger.free(key)
                if left is not None:
                    free[Cell(*key)], asked[Cell(*key)] = max(left, 0), asks
                    told.append(Cell(*key))
                elif any(asks.values()):
                    unknown.append(Cell(*key))
            if told:
                have = sum(ledger.available[cell] for cell in told)
                share = RULE.small_share if have < RULE.small_hours else RULE.share
                whole = Cell(partner, TOGETHER, quarter)
                free[whole] = max(int(have * share) - sum(ledger.promised(cell) for cell in told), 0)
                asked[whole] = {one: sum(asked[cell][one] for cell in told) for one in needs}
    return free, asked, unknown

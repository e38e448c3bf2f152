"""Why a set cannot be carried: nothing can be missed from a reason, and no smaller one exists."""

from collections.abc import Iterable
from dataclasses import replace

from slagvaardig.stats.choosing.conflicts import reasons, way_out, why_no_set_of
from slagvaardig.stats.choosing.optimum import support_of
from slagvaardig.stats.choosing.rounds import Cell, Round
from tests.stats.choosing.made_up import a_round
from tests.stats.choosing.obvious import carried, every_set


def test_reasons_are_minimal_and_the_first_is_smallest() -> None:
    clashes = 0
    for seed in range(150):
        round_ = a_round(seed)
        free_of_count = replace(round_, most=None)
        for wanted in (frozenset(round_.candidates), frozenset(round_.candidates[::2])):
            found = reasons(round_, wanted)
            assert (not found) == carried(round_, wanted)
            for one in (one for one in found if one.cells):
                assert not carried(free_of_count, frozenset(one.candidates))
                for gone in one.candidates:
                    left = frozenset(one.candidates) - {gone}
                    rows = [round_.cells.index(cell) for cell in one.cells]
                    assert (round_.hours[round_.place(left)].sum(axis=0) <= round_.free)[rows].all()
                row = round_.cells.index(one.cells[0])
                assert one.asked == int(round_.hours[round_.place(one.candidates), row].sum()) > one.free
            if found and found[0].cells:
                clashes += 1
                smallest = min(len(one) for one in every_set(wanted) if not carried(free_of_count, one))
                assert len(found[0].candidates) == smallest
    assert clashes > 100


def test_the_way_out_drops_the_fewest_and_of_those_the_least_supported() -> None:
    for seed in range(100):
        round_ = a_round(seed)
        wanted = frozenset(round_.candidates)
        out = way_out(round_, wanted)
        open_ = replace(round_, without=frozenset())
        rests = [one for one in every_set(wanted) if round_.keep <= one and carried(open_, one)]
        if not rests:
            assert out is None
            continue
        assert out is not None
        fewest = max(rests, key=lambda one: (len(one), support_of(round_, one)))
        assert (len(wanted - out), support_of(round_, wanted - out)) == (len(fewest), support_of(round_, fewest))


def possible(round_: Round, least: int, cells: Iterable[Cell], kept: Iterable[str]) -> bool:
    """Whether so many candidates go together when only these rows and obligations hold."""
    rows = sorted(round_.cells.index(cell) for cell in cells)
    part = replace(
        round_, cells=tuple(round_.cells[row] for row in rows), hours=round_.hours[:, rows], free=round_.free[rows]
    )
    return any(set(kept) <= one and len(one) >= least and carried(part, one) for one in every_set(part.candidates))


def test_why_there_is_no_larger_set_is_told_by_the_fewest_reasons() -> None:
    told = 0
    for seed in range(25):
        round_ = replace(a_round(seed, candidates=5, partners=2), most=None, without=frozenset())
        least = len(round_.candidates)
        found = why_no_set_of(least, round_)
        assert (found is None) == possible(round_, least, round_.cells, round_.keep)
        if found is None:
            continue
        told += 1
        assert found.smallest
        assert not possible(round_, least, found.cells, found.kept)
        for gone in found.cells:
            assert possible(round_, least, set(found.cells) - {gone}, found.kept)
        hurried = why_no_set_of(least, round_, patience=0)
        assert hurried is not None and not hurried.smallest
        assert not possible(round_, least, hurried.cells, hurried.kept)
        assert len(hurried.cells) + len(hurried.kept) >= len(found.cells) + len(found.kept)
    assert told > 5

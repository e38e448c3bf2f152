"""Equal shares: nobody pays more than his part, every purchase is paid exactly, districts have the same."""

from fractions import Fraction

from slagvaardig.stats.choosing.rounds import gather
from slagvaardig.stats.choosing.shares import Shared, equal_shares, per_district, raised
from tests.stats.choosing.made_up import a_round
from tests.stats.choosing.obvious import carried


def test_every_purchase_is_paid_exactly_by_who_supports_it() -> None:
    for seed in range(120):
        round_ = a_round(seed)
        if not carried(round_, round_.keep):
            continue
        found = equal_shares(round_)
        assert carried(round_, found.chosen)
        assert found.chosen == round_.keep | {step.candidate for step in found.steps} | found.filled
        spent = dict.fromkeys(round_.partners, Fraction(0))
        for step in found.steps:
            assert sum(step.paid.values()) == step.cost == 1
            for partner, amount in step.paid.items():
                row = round_.partners.index(partner)
                assert round_.points[row, round_.candidates.index(step.candidate)] > 0
                spent[partner] += amount
        assert all(found.shares[one] - spent[one] == found.left[one] >= 0 for one in round_.partners)
        assert [step.rate for step in found.steps] == sorted(step.rate for step in found.steps)


def test_a_partner_of_weight_two_is_two_partners() -> None:
    for seed in range(40):
        round_ = a_round(seed, partners=2)
        keys, hours = round_.candidates, round_.hours.tolist()
        points = {
            name: dict(zip(keys, row, strict=True))
            for name, row in zip(round_.partners, round_.points.tolist(), strict=True)
        }
        asked = {key: dict(zip(round_.cells, row, strict=True)) for key, row in zip(keys, hours, strict=True)}
        free = dict(zip(round_.cells, round_.free.tolist(), strict=True))
        double = dict.fromkeys(points, 2)
        twins = {f"{name}{twin}": given for name, given in points.items() for twin in "ab"}
        heavy = equal_shares(gather(points, asked, free, weights=double, most=3))
        split = equal_shares(gather(twins, asked, free, most=3))
        assert heavy.chosen == split.chosen


def test_districts_have_the_same_however_many_partners_they_have() -> None:
    points = {"a1": {"x": 1}, "a2": {"x": 1}, "a3": {"y": 1}, "b": {"z": 1}}
    districts = {"a1": "a", "a2": "a", "a3": "a", "b": "b"}
    found = per_district(gather(points, {"x": {}, "y": {}, "z": {}}, {}, most=2), districts, fill=False)
    assert found.chosen == {"z"}
    assert share(found, "b") == 1 == share(found, "a1", "a2", "a3")


def test_raising_never_goes_above_the_most_and_keeps_what_fits() -> None:
    for seed in range(60):
        round_ = a_round(seed)
        if carried(round_, round_.keep):
            found = raised(round_, by=Fraction(1, 10))
            assert carried(round_, found.chosen)
            assert found.chosen >= round_.keep


def share(found: Shared, *partners: str) -> Fraction:
    return sum((found.shares[one] for one in partners), Fraction(0))

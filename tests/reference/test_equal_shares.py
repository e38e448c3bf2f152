"""Rules of choosing against published outcomes, an independent program and worked examples of the literature.

equal_shares.json: what pabutools 1.2.3 makes of the instances (tools/equal_shares_oracle.py); only keys of projects.
"""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from slagvaardig.stats.choosing.majority import most_support
from slagvaardig.stats.choosing.rounds import gather
from slagvaardig.stats.choosing.shares import equal_shares, raised
from tests.attack.sizes import FULL
from tests.reference.elections import Election, read_election

HERE = Path(__file__).parent
BY_PABUTOOLS = json.loads((HERE / "equal_shares.json").read_text())
# Raising by one unit of money at a time takes thousands of runs there.
SLOW = {
    "poland_lodz_2022_im-jozefa-montwilla-mireckiego",
    "poland_gdansk_2020_osowa",
    "poland_warszawa_2018_srodmiescie-polnocne",
}
SLOW |= {name for name in BY_PABUTOOLS if name.startswith("poland_poznan")}
# The city gives at most three small projects to a district; a fourth (marked 2) is paid from what is left elsewhere.
THREE_AT_MOST = {"poland_gdynia_2020_babie-doly-small", "poland_gdynia_2020_redlowo-small"}


def elections(folder: Path) -> dict[str, Election]:
    found = {path.stem: read_election(path) for path in sorted((folder / "choose").glob("*.pb"))}
    assert set(found) == set(BY_PABUTOOLS)
    return found


def test_most_support_reproduces_what_was_published(shared_data: Path) -> None:
    """16 of 19 files say what was chosen. 13 are the same at once; two with the limit of three of their city. In Poznan
    the city stops at the first project that does not fit and pools what is left; we go on with what still fits."""
    same, limited = 0, 0
    for name, election in elections(shared_data).items():
        ours = most_support(election.round)
        if election.published is None:
            continue
        if name.startswith("poland_poznan"):
            assert ours - election.published == {"IV.4", "IV.8"}
            spent = sum(election.costs[key] for key in election.published)
            assert all(election.costs[key] <= election.budget - spent for key in ("IV.8", "IV.2"))
            assert election.costs["IV.7"] > election.budget - spent
        elif name in THREE_AT_MOST:
            order = sorted(election.round.candidates, key=lambda key: -_votes(election, key))
            assert set(order[:2]) < election.published
            assert len(election.published) == 3 and len(election.later) == 1
            limited += 1
        else:
            assert ours == election.published, name
            same += 1
    assert (same, limited) == (13, 2)


def test_equal_shares_is_what_an_independent_program_finds(shared_data: Path) -> None:
    for name, election in elections(shared_data).items():
        ours = equal_shares(election.unlimited, costs=election.costs, budget=election.budget, fill=False)
        assert sorted(ours.chosen) == BY_PABUTOOLS[name]["equal_shares"], name
        assert sum(ours.shares.values()) == election.budget
        for step in ours.steps:
            assert sum(step.paid.values()) == step.cost


def test_completed_by_raising_it_is_the_same_too(shared_data: Path) -> None:
    for name, election in elections(shared_data).items():
        if FULL or name not in SLOW:
            ours = raised(election.unlimited, costs=election.costs, budget=election.budget)
            assert sorted(ours.chosen) == BY_PABUTOOLS[name]["raised"], name


def test_a_made_up_election_needs_no_folder() -> None:
    """Each voter has 20. a costs 60: its three voters pay 20 each and have nothing left for b. c: two voters pay 20."""
    election = read_election(HERE / "made_up.pb")
    assert (election.voters, election.budget) == (5, 100)
    assert most_support(election.round) == election.published == frozenset("ac")
    ours = equal_shares(election.unlimited, costs=election.costs, budget=election.budget, fill=False)
    assert [(step.candidate, step.rate) for step in ours.steps] == [("a", Fraction(20)), ("c", Fraction(20))]
    assert not any(ours.left.values())


def test_the_example_of_lackner_and_skowron() -> None:
    """Multi-Winner Voting with Approval Preferences, example 2.12: eight voters, three places. Everybody has 3/8. c is
    paid by five voters, 1/5 each; then a at 13/40; then nothing can be paid any more."""
    ballots = ["cd", "cd", "cd", "ab", "ab", "ac", "ac", "bd"]
    points = {f"v{number}": dict.fromkeys(ballot, 1) for number, ballot in enumerate(ballots)}
    found = equal_shares(gather(points, {key: {} for key in "abcd"}, {}, most=3), fill=False)
    assert [(step.candidate, step.rate) for step in found.steps] == [("c", Fraction(1, 5)), ("a", Fraction(13, 40))]
    left = [found.left[f"v{number}"] for number in range(8)]
    assert left == [Fraction(7, 40)] * 3 + [Fraction(1, 20)] * 2 + [0, 0, Fraction(3, 8)]


def test_the_definition_of_peters_pierczynski_and_skowron_for_points() -> None:
    """Proportional Participatory Budgeting with Additive Utilities (2021), the rule by hand. Budget 12, three voters
    with 4 each. x (cost 6): utilities 2, 1 and 0: the first would pay 2 rho, the second rho, so rho = 2 and they pay 4
    and 2. y (cost 4): 0, 1, 3: rho = 1, they pay 1 and 3. z (cost 4): 3, 0, 0: rho = 4/3, the first pays 4.
    y is cheapest per point, then z (4/3), then x: the first has nothing and the second 3 left."""
    points = {"1": {"x": 2, "z": 3}, "2": {"x": 1, "y": 1}, "3": {"y": 3}}
    round_ = gather(points, {key: {} for key in "xyz"}, {})
    found = equal_shares(round_, costs={"x": 6, "y": 4, "z": 4}, budget=12)
    assert [(step.candidate, step.rate) for step in found.steps] == [("y", 1), ("z", Fraction(4, 3))]
    assert found.steps[0].paid == {"2": 1, "3": 3}
    assert found.left == {"1": 0, "2": 3, "3": 1}


def test_a_minority_gets_its_part_where_most_support_gives_it_nothing() -> None:
    """The reason for the rule in that paper: 60 of 100 want one thing, 40 another; of five places two are theirs."""
    points = {
        f"{n:03}": dict.fromkeys(["a1", "a2", "a3", "a4", "a5"] if n < 60 else ["b1", "b2"], 1) for n in range(100)
    }
    round_ = gather(points, {key: {} for key in ["a1", "a2", "a3", "a4", "a5", "b1", "b2"]}, {}, most=5)
    assert most_support(round_) == {"a1", "a2", "a3", "a4", "a5"}
    assert equal_shares(round_, fill=False).chosen == {"a1", "a2", "a3", "b1", "b2"}


@pytest.mark.parametrize("file", ["made_up.pb"])
def test_a_file_with_a_voter_too_few_is_refused(tmp_path: Path, file: str) -> None:
    cut = tmp_path / file
    cut.write_text((HERE / file).read_text().replace("5;c\n", ""))
    with pytest.raises(ValueError, match="voters"):
        read_election(cut)


def _votes(election: Election, key: str) -> int:
    return int(election.round.support[election.round.candidates.index(key)])

"""Reads a participatory-budgeting instance in the format of Pabulib."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

from slagvaardig.stats.choosing.rounds import Cell, Round, gather

BUDGET = Cell("city", "money", "once")


@dataclass(frozen=True)
class Election:
    """published: the projects marked as selected, None when the file does not say; later: those of a second stage."""

    round: Round
    costs: dict[str, int]
    budget: int
    voters: int
    published: frozenset[str] | None
    later: frozenset[str]

    @property
    def unlimited(self) -> Round:
        """Without the row of the budget: equal shares counts money itself."""
        votes = dict(zip(self.round.partners, self.round.points.tolist(), strict=True))
        points = {name: dict(zip(self.round.candidates, row, strict=True)) for name, row in votes.items()}
        weights = dict(zip(self.round.partners, self.round.weights, strict=True))
        return gather(points, {key: {} for key in self.costs}, {}, weights=weights)


def read_election(path: Path) -> Election:
    """Voters with the same ballot are one partner with their number as its weight."""
    parts = dict(_parts(path))
    meta = dict(line[:2] for line in csv.reader(parts["META"][1:], delimiter=";"))
    projects = list(csv.DictReader(parts["PROJECTS"], delimiter=";"))
    votes = list(csv.DictReader(parts["VOTES"], delimiter=";"))
    if len({vote["voter_id"] for vote in votes}) != int(meta["num_votes"]):
        raise ValueError(f"{path.name}: not as many voters as it says")
    ballots: Counter[tuple[tuple[str, int], ...]] = Counter()
    for vote in votes:
        keys = [key.strip() for key in vote["vote"].split(",") if key.strip()]
        points = [int(p) for p in vote["points"].split(",")] if vote.get("points") else [1] * len(keys)
        ballots[tuple(sorted(zip(keys, points, strict=True)))] += 1
    costs = {one["project_id"]: int(one["cost"]) for one in projects}
    round_ = gather(
        {str(ballot): dict(ballot) for ballot in ballots},
        {key: {BUDGET: cost} for key, cost in costs.items()},
        {BUDGET: int(meta["budget"].split(".")[0])},
        weights={str(ballot): Fraction(number) for ballot, number in ballots.items()},
    )
    marked = {one["project_id"]: one["selected"] for one in projects} if "selected" in projects[0] else None
    return Election(
        round=round_,
        costs=costs,
        budget=int(round_.free[0]),
        voters=int(np.array([int(weight) for weight in round_.weights]).sum()),
        published=None if marked is None else frozenset(key for key, mark in marked.items() if mark == "1"),
        later=frozenset(key for key, mark in (marked or {}).items() if mark == "2"),
    )


def _parts(path: Path) -> Iterator[tuple[str, list[str]]]:
    name, lines = "", list[str]()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() in ("META", "PROJECTS", "VOTES"):
            if name:
                yield name, lines
            name, lines = line.strip(), []
        elif line.strip():
            lines.append(line)
    yield name, lines

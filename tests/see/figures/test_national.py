"""Questions over every neighbourhood give what a plain loop over every cell gives."""

from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slagvaardig.see.figures import national
from slagvaardig.see.figures.checks import FiguresProblem

from .tables import WITHHELD, block, store

KINDS = ("1.1", "1.2")
AREAS = tuple(f"BU{code}" for code in ("00010101", "00010102", "00010201", "00020101"))
PERIODS = tuple(f"{2020 + month // 12}-{month % 12 + 1:02}" for month in range(18))
KEYS = [(kind, area, period) for kind in KINDS for area in AREAS for period in PERIODS]
Dense = dict[tuple[str, str, str], float | str]


@st.composite
def tables(draw: st.DrawFn) -> Dense:
    """A full table with some cells withheld and a few missing."""
    table: Dense = {
        key: float(value)
        for key, value in zip(
            KEYS, draw(st.lists(st.integers(0, 3), min_size=len(KEYS), max_size=len(KEYS))), strict=True
        )
    }
    for key in draw(st.lists(st.sampled_from(KEYS), max_size=3)):
        table[key] = WITHHELD
    for key in draw(st.lists(st.sampled_from(KEYS), max_size=3)):
        table.pop(key, None)
    return table


def levels(area: str) -> tuple[str, ...]:
    return (area, "WK" + area[2:8], "GM" + area[2:6], "NL")


@settings(max_examples=25, deadline=None)
@given(tables())
def test_the_roll_up_is_the_sum_of_every_cell_or_nothing(table: Dense) -> None:
    parts: dict[tuple[str, str], list[float | str]] = defaultdict(list)
    for kind, area, period in KEYS:
        whole_pair = any((other, area, period) in table for other in KINDS)
        value = table.get((kind, area, period), "missing" if whole_pair else "none")
        for level in levels(area):
            parts[period[:4], level].append(value)
    with TemporaryDirectory() as folder:
        stored = store(Path(folder), block((*key, value) for key, value in table.items()))
        found = {(row["year"], row["area"]): row for row in national.roll_up(stored, measure="count").to_pylist()}
    for key, values in parts.items():
        hidden = values.count(WITHHELD) + values.count("missing")
        wanted = None if hidden else sum(value for value in values if isinstance(value, float))
        assert found[key]["value"] == wanted
        assert (found[key]["withheld"], found[key]["missing"]) == (values.count(WITHHELD), values.count("missing"))


PEOPLE = dict(zip(AREAS, (1000.0, 500.0, 2000.0, 0.0), strict=True))


@settings(max_examples=25, deadline=None)
@given(tables())
def test_latest_rates_ranks_and_percentiles_are_those_of_a_plain_loop(table: Dense) -> None:
    with TemporaryDirectory() as folder:
        stored = store(Path(folder), block((*key, value) for key, value in table.items()))
        answer = national.latest_rates(stored, measure="count", population=PEOPLE).to_pylist()
    found = {(row["kind"], row["area"]): row for row in answer}
    last = sorted({period for _, _, period in table})[-12:]
    for kind in KINDS:
        rates: dict[str, float] = {}
        for area in AREAS:
            values = [table.get((kind, area, period), "missing") for period in last]
            if "missing" in values:
                assert (kind, area) not in found
                continue
            if WITHHELD not in values and PEOPLE[area]:
                rates[area] = 1000 * sum(value for value in values if isinstance(value, float)) / PEOPLE[area]
            assert found[kind, area]["rate"] == pytest.approx(rates.get(area))
        for area, rate in rates.items():
            row = found[kind, area]
            assert row["rank"] == 1 + sum(other > rate for other in rates.values())
            assert row["percentile"] == pytest.approx(sum(other <= rate for other in rates.values()) / len(rates))
        assert all(found[kind, area]["rank"] is None for area in AREAS if (kind, area) in found and area not in rates)


def test_a_table_of_mostly_holes_is_refused(tmp_path: Path) -> None:
    stored = store(
        tmp_path,
        block([("a", AREAS[0], "2020-01", 1.0), ("b", AREAS[1], "2020-02", 1.0), ("c", AREAS[2], "2020-03", 1.0)]),
    )
    with pytest.raises(FiguresProblem, match="te onvolledig"):
        national.roll_up(stored, measure="count")

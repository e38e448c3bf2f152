"""Rates and proportions reproduce the tables of a published R package (PHEindicatormethods) to their digits."""

from pathlib import Path
from typing import Any

import pytest

from slagvaardig.stats.proportions import proportion
from slagvaardig.stats.rates import byar_limits, rate
from tests.reference.tables import sheet_rows

DIGITS = 1e-13
LEVELS = {"95%": 0.95, "99.8%": 0.998}


def rows_of(folder: Path, name: str, sheet: str) -> list[dict[str, Any]]:
    return [row for row in sheet_rows(folder, name, sheet) if row.get("value", row.get("uppercl")) is not None]


def test_typed_in_rates_are_reproduced() -> None:
    small, large = rate(5, 100, per=100), rate(65, 100, per=100, level=0.998)
    assert (small.lower, small.upper) == pytest.approx((1.62348639011842, 11.668332079322669), rel=DIGITS)
    assert (large.lower, large.upper) == pytest.approx((42.8802614714802, 94.00029084431802), rel=DIGITS)


def test_typed_in_proportions_are_reproduced() -> None:
    near, far = proportion(65, 100), proportion(65, 100, level=0.998)
    assert (near.lower, near.upper) == pytest.approx((0.5525444329688797, 0.7363575175690247), rel=DIGITS)
    assert (far.lower, far.upper) == pytest.approx((0.4954946574070431, 0.7783540614089697), rel=DIGITS)


def test_every_published_rate_is_reproduced(shared_data: Path) -> None:
    rows = rows_of(shared_data, "testdata_Rate.xlsx", "testdata_Rate")
    assert len(rows) == 17
    for row in rows:
        for level, word in ((0.95, "95_0"), (0.998, "99_8")):
            found = rate(row["Numerator"], row["Denominator"], per=row["multiplier"], level=level)
            expected = (row["value"], row[f"lower{word}cl"], row[f"upper{word}cl"])
            assert (found.value, found.lower, found.upper) == pytest.approx(expected, rel=DIGITS)


def test_every_published_rate_of_groups_is_reproduced(shared_data: Path) -> None:
    rows = rows_of(shared_data, "testdata_Rate.xlsx", "testdata_Rate_g")
    assert len(rows) == 9
    for row in rows:
        found = rate(row["Numerator"], row["Denominator"], per=row["multiplier"], level=LEVELS[row["confidence"]])
        expected = (row["value"], row["lowercl"], row["uppercl"])
        assert (found.value, found.lower, found.upper) == pytest.approx(expected, rel=DIGITS)


def test_every_published_proportion_is_reproduced(shared_data: Path) -> None:
    rows = rows_of(shared_data, "testdata_Proportion.xlsx", "testdata_Prop")
    assert len(rows) == 16
    for row in rows:
        for level, word in ((0.95, "95_0"), (0.998, "99_8")):
            found = proportion(row["Numerator"], row["Denominator"], per=row["multiplier"], level=level)
            expected = (row["value"], row[f"lower{word}cl"], row[f"upper{word}cl"])
            assert (found.value, found.lower, found.upper) == pytest.approx(expected, rel=1e-12)


def test_every_published_proportion_of_groups_is_reproduced(shared_data: Path) -> None:
    rows = rows_of(shared_data, "testdata_Proportion.xlsx", "testdata_Prop_g")
    assert len(rows) == 8
    for row in rows:
        found = proportion(row["Numerator"], row["Denominator"], per=row["multiplier"])
        expected = (row["value"], row["lowercl"], row["uppercl"])
        assert (found.value, found.lower, found.upper) == pytest.approx(expected, rel=1e-12)


def test_every_published_byar_and_wilson_limit_is_reproduced(shared_data: Path) -> None:
    rows = rows_of(shared_data, "testdata_Byars_Wilson.xlsx", "testdata_B_W")
    assert {row["method"] for row in rows} == {"Byars", "Wilson"}
    for row in rows:
        level = LEVELS[row["confidence"]]
        if row["method"] == "Wilson":
            found = proportion(row["x"], row["n"], level=level)
            assert (found.lower, found.upper) == pytest.approx((row["lowercl"], row["uppercl"]), rel=1e-12)
        else:
            lower, upper = byar_limits(row["x"], level=level)
            assert float(upper) == pytest.approx(row["uppercl"], rel=1e-12)
            # The package leaves a limit empty where its formula would fall below nothing.
            assert float(lower) == pytest.approx(row["lowercl"] or 0.0, rel=1e-12)

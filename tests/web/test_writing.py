"""Numbers, dates and periods as a Dutch and as an English reader expects them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.web import writing
from slagvaardig.web.blocks import figure_cell


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


@pytest.mark.parametrize(
    ("value", "decimals", "dutch", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1234.5, 0, "1.235", "1,235"),
        (0, 0, "0", "0"),
        (0.25, 1, "0,3", "0.3"),
        (2.675, 2, "2,68", "2.68"),
        (-3.14, 1, "\N{MINUS SIGN}3,1", "\N{MINUS SIGN}3.1"),
        (-0.04, 1, "0,0", "0.0"),
        (1_000_000, 0, "1.000.000", "1,000,000"),
        (1e-9, 1, "0,0", "0.0"),
        (1e21, 0, "1.000.000.000.000.000.000.000", "1,000,000,000,000,000,000,000"),
    ],
)
def test_a_number_follows_the_language(value: float, decimals: int, dutch: str, english: str) -> None:
    assert writing.number(value, decimals) == dutch
    with translation.override("en"):
        assert writing.number(value, decimals) == english


@pytest.mark.parametrize(
    ("value", "dutch"), [("60.00", "60"), ("87.50", "87,50"), ("1200", "1.200"), ("-0.05", "\N{MINUS SIGN}0,05")]
)
def test_what_was_divided_has_decimals_only_where_it_needs_them(value: str, dutch: str) -> None:
    assert writing.amount(value) == writing.amount(Decimal(value)) == dutch


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4))
def test_a_written_number_reads_back_as_the_rounded_number(value: Decimal, decimals: int) -> None:
    with translation.override("nl"):
        text = writing.number(value, decimals)
    back = Decimal(text.replace(".", "").replace(",", ".").replace(writing.MINUS, "-"))
    assert abs(back - value) <= Decimal(1).scaleb(-decimals) / 2


def test_a_missing_value_is_never_written_as_zero() -> None:
    written = [writing.number(None), writing.percent(None), writing.change(None), writing.rate(None, "inwoners")]
    assert written == ["niet gegeven"] * 4
    assert writing.number(float("nan")) == writing.number(float("inf")) == "niet te berekenen"


def test_a_missing_value_in_a_table_is_withheld_and_a_real_zero_is_a_zero() -> None:
    assert (figure_cell(None).text, figure_cell(None).state) == ("", "withheld")
    assert figure_cell(None, "absent").state == "absent"
    assert (figure_cell(0.0).text, figure_cell(0.0).state) == ("0", "")


def test_shares_and_changes_are_percentages() -> None:
    assert writing.percent(0.123) == "12%"
    assert writing.percent(0.1234, 1) == "12,3%"
    assert writing.change(0.05) == "+5%"
    assert writing.change(-0.2) == "\N{MINUS SIGN}20%"
    assert writing.change(0.001) == "0%"


def test_a_rate_says_per_what() -> None:
    assert writing.rate(3.42, "inwoners") == "3,4 per 1.000 inwoners"
    assert writing.between(3.1, 3.9) == "tussen 3,1 en 3,9"
    assert writing.between(None, 3.9) == ""


def test_dates_are_dutch_or_british_and_never_american() -> None:
    assert writing.day(date(2026, 3, 12)) == writing.day("2026-03-12") == "12 maart 2026"
    assert writing.short_day(date(2026, 3, 2)) == "02-03-2026"
    assert writing.day(None) == "onbekend"
    with translation.override("en"):
        assert writing.day(date(2026, 3, 12)) == "12 March 2026"
        assert writing.short_day(date(2026, 3, 2)) == "02/03/2026"


@pytest.mark.parametrize(
    ("period", "dutch", "english"),
    [
        ("2021", "2021", "2021"),
        ("2021-03", "maart 2021", "March 2021"),
        ("2021-Q1", "1e kwartaal 2021", "quarter 1 of 2021"),
        ("2021-13", "2021-13", "2021-13"),
    ],
)
def test_a_period_is_told_by_its_form(period: str, dutch: str, english: str) -> None:
    assert writing.period(period) == dutch
    with translation.override("en"):
        assert writing.period(period) == english


def test_where_there_is_little_room_a_quarter_is_short() -> None:
    assert writing.short_period("2026-Q4") == "4e kw. 2026"
    assert writing.short_period("2026") == "2026"
    with translation.override("en"):
        assert writing.short_period("2026-Q4") == "Q4 2026"


def test_a_span_of_periods_is_one_when_both_ends_are_the_same() -> None:
    assert writing.period_span("2018", "2021-03") == "2018 tot en met maart 2021"
    assert writing.period_span("2018", "2018") == "2018"

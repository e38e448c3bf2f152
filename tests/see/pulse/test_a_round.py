"""A round from open to figure: what n people answered is shown from ten on, with its margin, and never finer."""

from math import sqrt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from slagvaardig.region.current import current_region
from slagvaardig.see.figures.readings import readings_of
from slagvaardig.see.figures.sentences import trend
from slagvaardig.see.figures.shelves import shelf
from slagvaardig.see.pulse.actions import open_round
from slagvaardig.see.pulse.models import PulseBox, PulseLink
from slagvaardig.see.pulse.proving import DeadLink
from slagvaardig.see.pulse.rules import changed_silently
from tests.people import People
from tests.see.pulse.asking import (
    FIRST,
    MIDDLE,
    NORTH,
    SECOND,
    SOUTH,
    all_answered,
    answered,
    closed,
    handed_out,
    opened,
    published,
)

AGREES, NOT, UNSURE = ("5", "4"), ("1", "2"), ("0", "3")


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The margin by trying: every share that lies within 1.96 standard errors of its own of what was found."""
    found, z = part / whole, 1.959963984540054
    near = [
        p / 20_000 for p in range(20_001) if abs(found - p / 20_000) <= z * sqrt(p / 20_000 * (1 - p / 20_000) / whole)
    ]
    return 100 * min(near), 100 * max(near)


def test_nine_answers_show_nothing_and_ten_do(people: People) -> None:
    for on, number, shown in ((FIRST, 9, False), (SECOND, 10, True)):
        found = opened(people, on)
        all_answered(people, found, NORTH, [AGREES] * 6 + [NOT] * (number - 6), left=3)
        result = published(people, closed(people, found)).result
        assert result
        assert (result["region"] is not None) is shown
        assert (result["answered"] is not None) is shown
        assert (result["areas"][NORTH] is not None) is shown
        page = Client().get("/zien/polsvraag").content.decode()
        assert ("60% is het hiermee eens" in page) is shown
        assert result["invited"] == number + 3


def test_the_share_has_the_margin_that_trying_every_share_gives(people: People) -> None:
    found = opened(people)
    all_answered(people, found, NORTH, [AGREES] * 9 + [NOT] * 4 + [("0", "0")] * 2)
    result = closed(people, found).result
    assert result
    share, lower, upper, opinions = result["region"]["meer-veiligheid"]
    assert (share, opinions) == (pytest.approx(100 * 9 / 13, abs=0.05), 13)
    assert (lower, upper) == pytest.approx(wilson(9, 13), abs=0.06)
    assert result["answered"] == 15


def test_after_closing_nothing_finer_is_left_and_no_link_works(people: People) -> None:
    found = opened(people)
    all_answered(people, found, NORTH, [AGREES] * 10)
    late = handed_out(people, found)[0]
    closed(people, found)
    with people.acting("bureau"):
        assert [PulseLink.objects.count(), PulseBox.objects.count()] == [0, 0]
    with pytest.raises(DeadLink):
        answered(late, *AGREES)
    with pytest.raises(ValidationError):
        closed(people, found)


def test_two_rounds_are_a_figure_with_a_trend_like_any_other(people: People) -> None:
    for on, agree in ((FIRST, 10), (SECOND, 34)):
        found = opened(people, on)
        all_answered(people, found, NORTH, [AGREES] * agree + [NOT] * (40 - agree))
        all_answered(people, found, MIDDLE, [AGREES] * 12)
        all_answered(people, found, SOUTH, [NOT] * 5)
        published(people, closed(people, found))
    region = current_region()
    indicator = region.indicators["professionals-ervaren-veiligheid"]
    area = region.areas.of_kind("unit")[0]
    (reading,) = readings_of(region, indicator, area, shelf())
    assert [point.period for point in reading.points] == ["2025-03", "2025-09"]
    assert reading.latest
    assert reading.latest.value == pytest.approx(100 * 46 / 57, abs=0.06)
    assert reading.latest.lower == pytest.approx(wilson(46, 57)[0], abs=0.06)
    assert "tussen maart 2025 en september 2025 gestegen" in trend(reading)
    (south,) = readings_of(
        region, indicator, next(one for one in region.areas.of_kind("district") if one.code == SOUTH), shelf()
    )
    assert {point.state for point in south.points} == {"withheld"}
    assert {point.value for point in south.points} == {None}
    client = Client()
    assert "80,7" in client.get("/zien/professionals-ervaren-veiligheid").content.decode()
    text = client.get(f"/zien/professionals-ervaren-veiligheid/{SOUTH}.csv").content.decode()
    assert text.count("niet gegeven") == 2


def test_a_round_opens_in_its_months_once_and_not_with_a_silently_changed_wording(people: People) -> None:
    with people.acting("bureau") as bureau:
        with pytest.raises(ValidationError, match="niet gesteld"):
            open_round(by=bureau, on=FIRST.replace(month=4))
        found = open_round(by=bureau, on=FIRST)
        with pytest.raises(ValidationError, match="is er al"):
            open_round(by=bureau, on=FIRST)
        asked = found.asked | {"questions": [["meer-veiligheid", "Een andere zin.", "x"]]}
    pulse = current_region().pulse
    assert pulse
    assert changed_silently(pulse, found.asked) == []
    assert changed_silently(pulse, asked) == ["meer-veiligheid"]
    assert changed_silently(pulse, found.asked | {"scale": ["a", "b", "c", "d", "e"]}) == [
        "meer-veiligheid",
        "lagere-drempels",
    ]

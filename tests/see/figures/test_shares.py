"""Shares and averages do not add up, and where more is better the promise is not to become less."""

from django.test import Client
from django.urls import reverse

from slagvaardig.see.figures.panels import order_for, panel
from slagvaardig.see.figures.readings import readings_of
from slagvaardig.see.figures.sentences import trend
from slagvaardig.see.figures.shelves import shelf
from slagvaardig.stats.trends import TrendVerdict
from tests.world import World


def test_a_share_or_an_average_is_never_added_up_to_a_larger_area(world: World) -> None:
    tried = 0
    for indicator in world.region.indicators.values():
        for series in indicator.series if indicator.form != "count" else ():
            order = order_for(world.region, indicator, series, shelf())
            if world.region.pulse and series.source == world.region.pulse.source:
                continue  # these figures come with the first round that is published
            assert order is not None
            made = panel(order)
            highest = {"proportion": 100.0, "mean": 10.0}[indicator.form]
            known = made.value[made.state == 0]
            assert known.size
            assert known.max() <= highest
            tried += 1
    assert tried


def test_a_district_has_the_sum_of_counts_but_no_share_of_its_own(tour: World) -> None:
    district = tour.region.areas.of_kind("district")[0]
    forms = {
        indicator.form: bool(readings_of(tour.region, indicator, district, shelf()))
        for indicator in tour.region.indicators.values()
        if indicator.series
    }
    assert forms == {"count": True, "proportion": False, "mean": False}


def test_what_should_not_become_less_is_never_called_stable_or_fallen(tour: World, client: Client) -> None:
    grade = next(
        one for one in tour.region.indicators.values() if one.direction == "higher_is_better" and one.form == "mean"
    )
    (unit,) = tour.region.areas.of_kind("unit")
    (reading,) = readings_of(tour.region, grade, unit, shelf())
    assert reading.since.trend.verdict is TrendVerdict.STABLE_OR_ROSE
    assert "gelijk gebleven of gestegen" in trend(reading)
    page = client.get(reverse("indicator", args=[grade.slug])).content.decode()
    assert "gelijk gebleven of gestegen" in page
    assert "gelijk gebleven of gedaald" not in page
    theme = client.get(reverse("theme", args=[grade.themes[0]])).content.decode()
    assert "1 bleef gelijk of steeg" in theme
    assert "stabiel of gestegen" in theme

"""The invented trends of the fictional region: made by the same seed, loaded once, with something in every state."""

import json

from slagvaardig import example_trends
from slagvaardig.example_stories import acting
from slagvaardig.prepare import lay_out_region
from slagvaardig.region.folder import Region
from slagvaardig.see.trends.models import Sight, Trend
from slagvaardig.see.trends.workflow import STATES
from slagvaardig.trust.access.identity import acting_as_job
from tools import invent_trends


def test_the_example_is_loaded_once_and_shows_every_state(db: None, region: Region) -> None:
    lay_out_region(region)
    assert example_trends.load_once(region) == 9
    assert example_trends.load_once(region) == 0
    with acting(example_trends.JUDGE):
        assert set(Trend.objects.values_list("state", flat=True)) == set(STATES)
        assert Sight.objects.count() >= 10
    with acting_as_job("clock"):
        assert {trend.circle.kind for trend in Trend.objects.select_related("circle")} == {"public"}


def test_the_same_seed_gives_the_same_file(region: Region) -> None:
    before = (region.path / example_trends.FILE).read_text("utf-8")
    invent_trends.main()
    assert (region.path / example_trends.FILE).read_text("utf-8") == before
    assert len(json.loads(before)["listed"]) == len(region.trends)

"""The invented rounds of the fictional region: loaded once, by actions, and a series with what is withheld in it."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from slagvaardig import example_pulse
from slagvaardig.choose.strategy.verdicts import verdict_of
from slagvaardig.prepare import lay_out_region
from slagvaardig.region.current import current_region
from slagvaardig.region.folder import load_region
from slagvaardig.see.figures.readings import readings_of
from slagvaardig.see.figures.shelves import shelf
from slagvaardig.see.pulse.models import PulseRound
from tests.attack.sizes import size
from tests.world import NAMES, REGIONS
from tools import invent_pulse

ROUNDS = size(2, 4)


@pytest.mark.django_db
def test_the_example_is_loaded_once_and_makes_a_series(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = example_pulse.rounds_in
    monkeypatch.setattr(example_pulse, "rounds_in", lambda file: every(file)[:ROUNDS])
    settings.REGION_FOLDER = REGIONS / next(name for name in NAMES if load_region(REGIONS / name).fictional)
    settings.FIGURES_FOLDER = tmp_path
    region = current_region()
    assert example_pulse.load_example_pulse(region=region) == 0, "nobody is there yet to ask"
    lay_out_region(region)
    assert example_pulse.load_example_pulse(region=region) == ROUNDS
    assert example_pulse.load_example_pulse(region=region) == 0
    whole, tables = region.areas.of_kind("unit")[0], shelf()
    (reading,) = readings_of(region, region.indicators["professionals-ervaren-veiligheid"], whole, tables)
    assert [point.state for point in reading.points] == [""] * ROUNDS
    states = {
        point.state
        for area in region.areas.of_kind("district")
        for one in readings_of(region, reading.indicator, area, tables)
        for point in one.points
    }
    assert states == {"", "withheld"}
    assert PulseRound.objects.published().count() == ROUNDS
    ambition = next(one for one in region.strategy.ambitions if reading.indicator.slug in one.indicators)
    assert verdict_of(region, ambition, whole, tables).chip


def test_the_file_is_what_its_seed_makes() -> None:
    made = json.dumps(list(invent_pulse.rounds()), indent=1) + "\n"
    assert made == invent_pulse.FILE.read_text("utf-8")

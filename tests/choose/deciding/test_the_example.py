"""The invented history of the fictional region, and what the real region says of itself."""

import pytest
from django.conf import settings as site
from pytest_django import Settings

from slagvaardig.choose.decisions.models import Decision, Evidence
from slagvaardig.choose.decisions.tables import Copy, Division
from slagvaardig.choose.example.decisions import load_once
from slagvaardig.choose.priorities.models import Priority, Waiver
from slagvaardig.choose.priorities.rules import room_of
from slagvaardig.choose.strategy.models import Version
from slagvaardig.choose.urgent.models import Urgent
from slagvaardig.prepare import lay_out_choices, lay_out_region
from slagvaardig.region.current import current_region
from slagvaardig.region.folder import load_region
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.circles.models import Circle
from tests.act.ground import today
from tests.world import NAMES, REGIONS
from tools.invent_decisions import FILE, invented, main


def laid_out() -> None:
    lay_out_region(current_region())
    lay_out_choices(current_region())


def test_a_history_of_choosing_is_loaded_once_through_the_actions(db: None, tour_region: None) -> None:
    laid_out()
    assert load_once(current_region()) == 0
    with acting_as_job("console"):
        assert Decision.objects.count() == 26
        assert all(evidence.is_whole for evidence in Evidence.objects.all())
        assert all(copy.is_whole for copy in Copy.objects.all())
        assert all(sheet.adds_up for sheet in Division.objects.all())
        assert Version.objects.count() == 2
        assert Priority.objects.ended().count() == 3
        assert Waiver.objects.holding(today()).count() == 1
        room = room_of(Circle.objects.get(slug="beraad"))
        assert (room.most, room.taken, len(room.carried)) == (2, 2, 3)
        assert Urgent.objects.all().stop_days_before(today()), "a team that is over its stop day shows"


def test_the_file_comes_from_its_seed(capsys: pytest.CaptureFixture[str]) -> None:
    before = FILE.read_text("utf-8")
    assert invented() == invented()
    main()
    assert FILE.read_text("utf-8") == before


def test_of_a_real_region_stands_only_what_its_strategy_says(db: None, settings: Settings) -> None:
    name = next(name for name in NAMES if not load_region(REGIONS / name).fictional)
    settings.REGION_FOLDER = REGIONS / name
    assert REGIONS / name == site.REGION_FOLDER
    laid_out()
    laid_out()
    region = current_region()
    with acting_as_job("console"):
        assert Decision.objects.count() == 0
        assert Priority.objects.count() == len(region.strategy.priorities)
        assert Version.objects.count() == len(region.strategies)
        assert Waiver.objects.count() == 0

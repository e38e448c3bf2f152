"""A region with functions, questions and head counts, and the cast."""

import pytest
from pytest_django import Settings

from slagvaardig.region.folder import load_region
from slagvaardig.trust.unseen import tickets
from slagvaardig.trust.unseen.lanes import lanes
from tests.people import People, gather
from tests.world import NAMES, REGIONS


@pytest.fixture
def tour_region(settings: Settings) -> None:
    settings.REGION_FOLDER = REGIONS / next(name for name in NAMES if load_region(REGIONS / name).fictional)


@pytest.fixture
def people(db: None, tour_region: None) -> People:
    return gather()


@pytest.fixture(autouse=True)
def _little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test need not reckon as long as a phone: test_tickets asks for all of it."""
    monkeypatch.setattr(tickets, "EASIEST", 6)
    lanes._forget()

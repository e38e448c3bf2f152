"""The fictional region with its strategy's trends, and the cast."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from slagvaardig.region.folder import Region, load_region
from slagvaardig.see.trends.actions import lay_out_trends
from slagvaardig.trust.access.identity import acting_as_job
from tests.people import People, gather
from tests.world import NAMES, REGIONS


@pytest.fixture
def region(settings: Settings) -> Region:
    settings.REGION_FOLDER = REGIONS / next(name for name in NAMES if load_region(REGIONS / name).fictional)
    return load_region(settings.REGION_FOLDER)


@pytest.fixture
def people(db: None, region: Region) -> People:
    found = gather()
    with acting_as_job("console") as by:
        lay_out_trends(region=region, by=by)
    return found


@pytest.fixture
def later() -> date:
    return timezone.localdate() + timedelta(days=90)

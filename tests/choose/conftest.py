"""Grounds for rounds and hours."""

from collections.abc import Iterator

import pytest
from django.conf import settings as site
from django.db import transaction
from pytest_django import Settings

from slagvaardig.region.folder import load_region
from slagvaardig.trust.database.ownership import as_owner
from tests.attack.owner import looking, run
from tests.choose.ground import Ground, at_work
from tests.world import NAMES, REGIONS

SOME = ("gemeente-aldermeer", "gemeente-kleiburen", "gemeente-zandrade", "om", "politie")


@pytest.fixture
def tour_region(settings: Settings) -> None:
    """Pages show the fictional region."""
    name = next(name for name in NAMES if load_region(REGIONS / name).fictional)
    settings.REGION_FOLDER = REGIONS / name


@pytest.fixture
def ground(db: None, tour_region: None) -> Ground:
    """A handful of partners, within the transaction of the test."""
    return at_work(SOME)


@pytest.fixture
def kept_ground(transactional_db: None, tour_region: None) -> Ground:
    """Committed, for a real browser."""
    return at_work(SOME)


@pytest.fixture
def floor(transactional_db: None, tour_region: None) -> Iterator[Ground]:
    """On the connection of the owner, who wears the role of the application: `owner.looking()` can look past every rule
    and take one out. Nothing of it is kept."""
    with as_owner(), transaction.atomic():
        run(f'set local role "{site.APP_ROLE}"')
        found = at_work(SOME)
        with looking():
            run("set constraints all immediate")
            run("set constraints all deferred")
        yield found
        transaction.set_rollback(True)

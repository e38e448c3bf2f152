"""What every attack starts from: a scene within a test, or a whole site that stands for all drills."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django import Settings

from slagvaardig.region.folder import load_region
from slagvaardig.trust.database.ownership import as_owner
from tests.attack.scene import Scene, laid_out
from tests.attack.standing import Standing, standing
from tests.world import NAMES, REGIONS


@pytest.fixture(scope="session")
def fictional() -> str:
    """The region that may be filled with anything."""
    return next(name for name in NAMES if load_region(REGIONS / name).fictional)


@pytest.fixture(autouse=True)
def _the_fictional_region(settings: Settings, fictional: str) -> None:
    settings.REGION_FOLDER = REGIONS / fictional


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, fictional: str) -> Iterator[Standing]:
    """A whole site of its own: one for all drills, because it takes seconds to stand."""
    with standing(tmp_path_factory.mktemp("site"), region=fictional) as found:
        yield found


@pytest.fixture
def scene(db: None) -> Scene:
    """Within the transaction of the test."""
    return laid_out()


@pytest.fixture
def kept_scene(transactional_db: None) -> Scene:
    """Committed, for attacks that come over more than one connection."""
    return laid_out()


@pytest.fixture
def floor(transactional_db: None) -> Iterator[Scene]:
    """The scene on the connection of the owner, who wears the role of the application: everything is held to the rules
    as ever, and `owner.looking()` can look past them and change them. Nothing of it is kept."""
    with as_owner(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f'set local role "{settings.APP_ROLE}"')
        yield laid_out()
        transaction.set_rollback(True)

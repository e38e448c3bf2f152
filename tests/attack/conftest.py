"""What every attack starts from: a scene within a test, or a whole site that stands for all drills."""

import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.urls import clear_url_caches
from pytest_django import Settings

from slagvaardig.region.folder import load_region
from slagvaardig.trust.database.ownership import as_owner
from tests.attack.owner import looking, run
from tests.attack.scene import Scene, laid_out
from tests.attack.standing import Standing, standing
from tests.world import NAMES, REGIONS


@pytest.fixture(scope="session")
def fictional() -> str:
    """The region that may be filled with anything."""
    return next(name for name in NAMES if load_region(REGIONS / name).fictional)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, fictional: str) -> Iterator[Standing]:
    """A whole site of its own: one for all drills, because it takes seconds to stand."""
    with standing(tmp_path_factory.mktemp("site"), region=fictional) as found:
        yield found


@pytest.fixture
def tour_region(settings: Settings, fictional: str) -> None:
    """Pages show the fictional region."""
    settings.REGION_FOLDER = REGIONS / fictional


@pytest.fixture
def scene(db: None, tour_region: None) -> Scene:
    """Within the transaction of the test."""
    return laid_out()


@pytest.fixture
def kept_scene(transactional_db: None, tour_region: None) -> Scene:
    """Committed, for attacks that come over more than one connection."""
    return laid_out()


@pytest.fixture
def floor(transactional_db: None, tour_region: None) -> Iterator[Scene]:
    """The scene on the connection of the owner, who wears the role of the application: everything is held to the rules
    as ever, and `owner.looking()` can look past them and change them. Nothing of it is kept."""
    with as_owner(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f'set local role "{settings.APP_ROLE}"')
        laid = laid_out()
        with looking():  # copies are of an earlier transaction, as they would be in life
            run("update trust_paper set made = made - interval '1 day'")
            run("set constraints all immediate")  # else no rule can be changed while references wait to be checked
            run("set constraints all deferred")
        yield laid
        transaction.set_rollback(True)


@pytest.fixture
def attack_site(settings: Settings) -> Iterator[list[str]]:
    """The site with pages that have mistakes, over a pool whose connections one may wait for; what went wrong in it."""
    settings.ROOT_URLCONF = "tests.attack.site"
    clear_url_caches()
    # On a busy machine somebody waits longer for a connection; that is no mistake of the pool.
    options = connection.settings_dict["OPTIONS"]
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict["OPTIONS"] = {"pool": {**options["pool"], "timeout": 120}}
    mistakes: list[str] = []

    def heard(record: logging.LogRecord) -> bool:
        """Kept for the test; pages that fail on purpose would fill the screen with it."""
        if record.exc_info and record.exc_info[1]:
            mistakes.append(repr(record.exc_info[1]))
        return False

    logging.getLogger("django.request").addFilter(heard)
    yield mistakes
    logging.getLogger("django.request").removeFilter(heard)
    connection.settings_dict["OPTIONS"] = options
    clear_url_caches()

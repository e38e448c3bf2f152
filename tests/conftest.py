"""Fixtures that every test may use."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker, Settings

from slagvaardig.region.folder import load_region
from slagvaardig.trust.access import identity
from slagvaardig.trust.database.installation import install
from slagvaardig.trust.database.ownership import as_owner
from tests import people
from tests.world import NAMES, REGIONS, World, build

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """The owner makes the test database, the application role uses it: tests too are held to the rules of every row."""
    verbosity = request.config.option.verbose
    with django_db_blocker.unblock(), as_owner():
        made = setup_databases(verbosity=verbosity, interactive=False)
        install()
    with django_db_blocker.unblock():
        people.photograph()
    yield
    with django_db_blocker.unblock(), as_owner():
        _send_away_the_others()
        teardown_databases(made, verbosity=verbosity)


def _send_away_the_others() -> None:
    """A thread that served pages may still hold a connection; a database in use is not dropped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session", autouse=True)
def _the_owner_empties_tables() -> Iterator[None]:
    """After a test that committed, tables are emptied: the application role has no right to."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def as_the_owner(case: TransactionTestCase) -> None:
        with as_owner():
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", as_the_owner)
        yield


@pytest.fixture(scope="session", autouse=True)
def _not_found_at_once() -> Iterator[None]:
    """Thousands of guesses need not wait for the step of the clock at which "not found" is said."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identity, "STEP", 0)
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with files as third parties published them; its absence skips the test with the reason."""
    folder = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no folder with published files at {folder}: set SHARED_DATA to try this on the real files")
    return folder


@pytest.fixture
def build_world(db: None, settings: Settings, tmp_path: Path) -> Callable[[str], World]:
    """Make this process show a region, filled as it ships."""

    def make(name: str) -> World:
        settings.REGION_FOLDER = REGIONS / name
        settings.FIGURES_FOLDER = tmp_path / "figures"
        return build(name)

    return make


@pytest.fixture(params=NAMES)
def world(request: pytest.FixtureRequest, build_world: Callable[[str], World]) -> World:
    """Every region in turn: what holds for one must hold for all."""
    return build_world(request.param)


@pytest.fixture
def real(build_world: Callable[[str], World]) -> World:
    """The first region with real figures."""
    return build_world(next(name for name in NAMES if not load_region(REGIONS / name).fictional))


@pytest.fixture
def tour(build_world: Callable[[str], World]) -> World:
    """The fictional region."""
    return build_world(next(name for name in NAMES if load_region(REGIONS / name).fictional))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # The same engine without a window does the same in four fifths of the time.
    program = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()

"""A whole site for the drills: one for all of them, because it takes seconds to stand."""

from collections.abc import Iterator

import pytest

from slagvaardig.region.folder import load_region
from tests.attack.standing import Standing, standing
from tests.world import NAMES, REGIONS


@pytest.fixture(scope="session")
def fictional() -> str:
    """The region that may be filled with anything."""
    return next(name for name in NAMES if load_region(REGIONS / name).fictional)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, fictional: str) -> Iterator[Standing]:
    with standing(tmp_path_factory.mktemp("site"), region=fictional) as found:
        yield found

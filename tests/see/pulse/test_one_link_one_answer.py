"""A link works once: pressed twice, by four at once, or by a process that is killed. Nothing is ever half done."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings as site
from django.db import connection
from pytest_django import Settings

from slagvaardig.see.pulse.models import PulseLink
from slagvaardig.see.pulse.proving import DeadLink
from tests.people import People, gather
from tests.see.pulse.asking import FIRST, NORTH, PARTNERS, answered, closed, handed_out, opened
from tests.world import NAMES, REGIONS


@pytest.fixture
def people(transactional_db: None, settings: Settings, tmp_path: object) -> People:
    from slagvaardig.region.folder import load_region

    settings.REGION_FOLDER = REGIONS / next(name for name in NAMES if load_region(REGIONS / name).fictional)
    settings.FIGURES_FOLDER = tmp_path
    return gather(PARTNERS)


def test_of_four_who_press_at_once_one_is_counted_and_after_a_kill_nobody(people: People) -> None:
    found = opened(people)
    tokens = handed_out(people, found, NORTH, 14)
    for when in ("while sealing", "before the commit"):
        _killed(when, tokens[0])
        with people.acting("bureau"):
            assert PulseLink.objects.filter(used=True).count() == 0

    def press(token: str) -> str:
        try:
            answered(token, "5", "1")
        except DeadLink as dead:
            return dead.why
        finally:
            connection.close()
        return "counted"

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(press, [token for token in tokens[:12] for _ in range(4)]))
    assert said.count("counted") == 12
    assert said.count("used") == 36
    result = closed(people, found).result
    assert result
    assert (result["answered"], result["invited"]) == (12, 14)
    assert result["region"]["meer-veiligheid"][0] == 100.0
    assert result["region"]["lagere-drempels"][0] == 0.0


def _killed(when: str, token: str) -> None:
    command = [sys.executable, "-m", "tests.see.pulse.dying", when, str(connection.settings_dict["NAME"]), token, "5"]
    done = subprocess.run(
        [*command, FIRST.isoformat(), str(site.REGION_FOLDER)],
        cwd=REGIONS.parent,
        env=os.environ,
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]

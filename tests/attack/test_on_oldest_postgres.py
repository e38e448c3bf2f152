"""The oldest PostgreSQL that we promise (15): migrations, rules of rows, no hole, and the cast sees what is its own."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from slagvaardig import postgres
from tests.attack.sizes import FULL
from tests.attack.standing import ROOT, environment_for

LIES_HERE = Path(f"/usr/lib/postgresql/{postgres.OLDEST}/bin/initdb")
TRIED = (
    "tests/trust/database/test_holes.py::test_the_floor_has_no_hole",
    "tests/trust/papers/test_who_sees_a_paper.py",
)
ALL = ("tests/trust/database", "tests/trust/papers", "tests/trust/access", "tests/trust/circles", "tests/trust/audit")


def test_the_rules_of_access_hold_on_the_oldest_postgres_that_we_promise(tmp_path: Path) -> None:
    """The very tests of access, in a process of their own whose server is of that version."""
    if not LIES_HERE.exists():
        pytest.skip(f"PostgreSQL {postgres.OLDEST} is not installed: apt-get install postgresql-{postgres.OLDEST}")
    start = partial(postgres.start, version=str(postgres.OLDEST))
    start(tmp_path / "postgres")
    try:
        assert (tmp_path / "postgres/data/PG_VERSION").read_text().strip() == str(postgres.OLDEST)
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *(ALL if FULL else TRIED)],
            cwd=ROOT,
            env=environment_for(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
        assert int(done.stdout.rpartition(" passed")[0].split()[-1]) > 5
    finally:
        postgres.stop(tmp_path / "postgres")

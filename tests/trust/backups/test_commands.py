"""The two commands as an operator types them: from one machine to another that has nothing yet."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from slagvaardig import postgres
from tests.architecture.sources import ROOT
from tests.world import NAMES, REGIONS

FICTIONAL = next(name for name in NAMES if "fictional = true" in (REGIONS / name / "region.toml").read_text("utf-8"))


class Machine:
    """A var folder of its own, with a private server of its own."""

    def __init__(self, var: Path) -> None:
        self.var = var

    def run(self, *words: str, code: int = 0) -> str:
        own = {"SLAGVAARDIG_VAR": str(self.var), "SECRET_KEY": "the same on both machines " * 3}
        environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")}
        command = [sys.executable, "-m", "slagvaardig", "--region", FICTIONAL, *words]
        done = subprocess.run(
            command, env={**environment, **own}, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def end(self) -> None:
        postgres.stop(self.var / "postgres")
        shutil.rmtree(self.var, ignore_errors=True)


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    one, other = Machine(tmp_path / "one"), Machine(tmp_path / "other")
    yield one, other
    one.end()
    other.end()


def test_a_site_moves_to_a_machine_that_has_nothing(machines: tuple[Machine, Machine], tmp_path: Path) -> None:
    one, other = machines
    kept = tmp_path / "kept"
    kept.mkdir()
    one.run("prepare")
    assert "0 rijen vernietigd" in one.run("retention")
    assert "trust_paper: 0 (tot en met de bewaardatum" in one.run("retention", "--dry-run")
    said = one.run("backup", str(kept))
    assert "niet versleuteld" in said
    (archive,) = kept.glob("*.tar")

    assert "ontbreekt" in other.run("restore", str(archive), code=1)
    listed = one.var / f"destroyed-{FICTIONAL}.jsonl"
    assert "teruggezet" in other.run("restore", str(archive), "--ledger", str(listed))
    assert "niet leeg" in other.run("restore", str(archive), "--ledger", str(listed), code=1)
    assert "alles klopt" in other.run("figures", "verify")
    assert "0 gaten" in other.run("check-trust")
    archive.write_bytes(archive.read_bytes()[:-1])
    assert "geen back-up" in other.run("restore", str(archive), "--replace", "--ledger", str(listed), code=1)
    other.run("prepare")  # what is there stays

"""We can come back: back up, destroy, go on, put back elsewhere; everything is there and what was destroyed is not."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection
from pytest_django import Settings

from slagvaardig.recovery import wrong_figures
from slagvaardig.see.figures.models import PullRun, Snapshot
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.models import Person, User
from slagvaardig.trust.backups.actions import Restored, restore
from slagvaardig.trust.backups.archive import read
from slagvaardig.trust.backups.sealing import BackupProblem
from slagvaardig.trust.circles.models import Membership
from slagvaardig.trust.database.inspection import holes
from slagvaardig.trust.database.ownership import as_owner
from slagvaardig.trust.papers.models import Paper
from slagvaardig.trust.retention import ledger, nightly
from slagvaardig.trust.retention.models import Destroyed
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.people import People, sign_in
from tests.trust.retention.looking import rows
from tests.trust.retention.planting import Planted, plant, there

from .conftest import Backup
from .elsewhere import database, fingerprints, inside

NOT_KEPT = {"trust_session", "trust_sent"}
PLANTED = (Paper, Membership, Person, PullRun)


def put_back(archive: Path, list_of_destroyed: Path | None, root: Path, **options: Any) -> Restored:
    return restore(
        archive=read(archive),
        destroyed=list_of_destroyed,
        root=root,
        verify=wrong_figures,
        by="system:restore",
        **options,
    )


@pytest.mark.parametrize("drill", range(size(1, 20)))
def test_everything_comes_back_and_what_was_destroyed_since_stays_gone(
    people: People, backup: Backup, empty: str, tmp_path: Path, settings: Settings, drill: int
) -> None:
    planted = [(model, plant(people, model)) for model in PLANTED]
    archive, before = backup(), fingerprints()
    nightly.run()
    plant(people, Paper)  # life goes on
    settings.FIGURES_FOLDER = tmp_path / "elsewhere"

    with database(empty) as name, inside(name):
        put_back(archive, None, tmp_path / "elsewhere")
        _require_equal(before, fingerprints())
        came_back = [model for model, one in planted if not _is_gone(model, one.overdue)]
        assert len(came_back) == len(planted), "without the list an old backup brings back what was destroyed"

    with database(empty) as name, inside(name):
        done = put_back(archive, Path(site.LEDGER), tmp_path / "elsewhere")
        back = [model for model, one in planted if not _is_gone(model, one.overdue)]
        stayed = [model for model, one in planted if there(model, one.twin) and not _is_gone(model, one.twin)]
        proven("gone-is-gone", attempts=len(planted), failed=len(back), entitled=len(planted), served=len(stayed))
        assert (back, len(stayed)) == ([], len(planted))
        assert not rows("trust_attachment", "paper_id = %s", _paper(planted).overdue)
        assert done.destroyed_again == len(planted) + 1  # the file of the paper too
        _require_sound(people)
        whole = Snapshot.objects.count()
    proven("we-can-come-back", attempts=0, entitled=len(before), served=len(before), note=f"{whole} tables of figures")


def _paper(planted: list[tuple[Any, Planted]]) -> Planted:
    return next(one for model, one in planted if model is Paper)


def _is_gone(model: Any, key: Any) -> bool:
    if model is Person:
        return bool(rows("trust_person", "user_id = %s and forgotten_on is not null", key))
    return not there(model, key)


def _require_equal(before: dict[str, str], after: dict[str, str]) -> None:
    """Every table equal to the row, the log too, but for sessions and the books that Django keeps of migrations."""
    skip = NOT_KEPT | {"django_migrations", "django_content_type", "auth_permission"}
    assert {name: one for name, one in after.items() if name not in skip} == {
        name: one for name, one in before.items() if name not in skip
    }
    assert all(after[name].startswith("0 ") for name in NOT_KEPT)


def _require_sound(people: People) -> None:
    """The rules hold, the figures are whole, the list and the log go on, and people see what is theirs."""
    assert holes() == []
    assert list(wrong_figures()) == []
    with as_owner():
        assert ledger.last()[0] == Destroyed.objects.count()
    with acting_as_job("console"):
        users = {name: User.objects.get(pk=people[name].pk) for name in ("adviser", "outsider")}
    people.keys.update({name: sign_in(user) for name, user in users.items()})
    with people.acting("adviser"):
        assert Paper.objects.filter(circle__slug="gemeente-een").count() >= 6
    with people.acting("outsider"):
        assert not Paper.objects.exists()
    plant(people, PullRun)  # numbers go on after the highest, so a new row fits


def test_a_line_that_no_seal_covers_yet_can_be_sealed_on_another_server(
    people: People, backup: Backup, empty: str, tmp_path: Path
) -> None:
    """The number of its transaction may lie in the future of the other server; no seal would ever cover it."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("update trust_event set xid = 9000000000000")
    archive = backup()
    with database(empty) as name, inside(name):
        put_back(archive, None, tmp_path / "elsewhere")
        assert rows("trust_event")
        # Writing transactions of other tests on the same server hold this moment up for as long as they last.
        assert soon(lambda: not rows("trust_event", "xid >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint"))


def soon(true: Callable[[], bool], seconds: float = 60.0) -> bool:
    until = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < until:
        time.sleep(0.2)
    return found


def test_a_full_database_is_not_overwritten_unless_asked(people: People, backup: Backup, tmp_path: Path) -> None:
    archive, before = backup(), fingerprints()
    plant(people, Paper)
    with pytest.raises(BackupProblem, match="niet leeg"):
        put_back(archive, None, Path(site.FIGURES_FOLDER))
    put_back(archive, None, Path(site.FIGURES_FOLDER), replace=True)
    _require_equal(before, fingerprints())


def test_a_restore_that_fails_at_the_very_end_changes_nothing(people: People, backup: Backup, tmp_path: Path) -> None:
    archive = backup()
    plant(people, Paper)
    before, root = fingerprints(), Path(site.FIGURES_FOLDER)
    spoiled = next(root.glob("snapshots/*/*/cells.parquet"))
    spoiled.write_bytes(b"other")
    with pytest.raises(BackupProblem, match="niets teruggezet"):
        restore(
            archive=read(archive), destroyed=None, root=root, verify=lambda: ["Verzonnen."], by="test", replace=True
        )
    assert fingerprints() == before
    assert spoiled.read_bytes() == b"other"
    assert sorted(path.name for path in root.parent.iterdir() if path.name.startswith(".")) == []
    put_back(archive, None, root, replace=True)
    assert spoiled.read_bytes() != b"other"

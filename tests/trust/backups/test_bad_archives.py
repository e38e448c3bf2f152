"""Whatever happened to an archive, it is refused with a sentence before anything is done with it."""

import io
import json
import random
import resource
import shutil
import stat
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection
from pytest_django import Settings

from slagvaardig.recovery import folders_of_figures
from slagvaardig.trust.backups.actions import make_backup, restore
from slagvaardig.trust.backups.archive import MANIFEST, Archive, read
from slagvaardig.trust.backups.sealing import LENGTH, BackupProblem, seal
from slagvaardig.trust.database.ownership import as_owner
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.people import People

from .conftest import Backup
from .elsewhere import fingerprints

CHANCE = random.Random(20261126)
Members = dict[str, bytes]


def _refused(path: Path, **options: Any) -> bool:
    try:
        read(path, **options)
    except BackupProblem as problem:
        assert str(problem).endswith(".")
        return True
    return False


def test_an_archive_with_one_byte_changed_or_cut_off_anywhere_is_refused(
    people: People, backup: Backup, tmp_path: Path
) -> None:
    archive = backup()
    whole, copy = archive.read_bytes(), tmp_path / "copy.tar"
    places = [0, 100, 156, 511, len(whole) - 1, len(whole) - LENGTH, len(whole) - LENGTH - 1, len(whole) - 70]
    places += [CHANCE.randrange(len(whole)) for _ in range(size(30, 1000))]
    lengths = [0, 1, LENGTH, len(whole) - 1, *(CHANCE.randrange(len(whole)) for _ in range(size(10, 300)))]
    let_through = []
    for place in places:
        copy.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << CHANCE.randrange(8))]) + whole[place + 1 :])
        # Before the last line the checksum alone must do, as when the key is lost; the last line holds the seal itself.
        sealed = place >= len(whole) - LENGTH
        let_through += [] if _refused(copy, other_key=not sealed) else [f"byte {place}"]
    for length in lengths:
        copy.write_bytes(whole[:length])
        let_through += [] if _refused(copy) else [f"cut off at {length}"]
    copy.write_bytes(whole)
    served = int(not _refused(copy))
    attempts = len(places) + len(lengths)
    proven("we-can-come-back", attempts=attempts, failed=len(let_through), entitled=1, served=served)
    assert (let_through, served) == ([], 1)


def _rebuilt(archive: Path, target: Path, change: Callable[[Members, dict[str, Any]], None], *more: Any) -> Path:
    """The archive made anew and soundly sealed, as somebody with the key could, after `change`."""
    with tarfile.open(archive) as tar:
        members = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]
    manifest = json.loads(members.pop(MANIFEST))
    change(members, manifest)
    with target.open("w+b") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            for name, content in [*members.items(), *more, (MANIFEST, json.dumps(manifest).encode())]:
                member = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))
        seal(file)
    return target


def _link(kind: bytes) -> tarfile.TarInfo:
    link = tarfile.TarInfo("figures/snapshots/a/b/link")
    link.type, link.linkname = kind, "/etc/passwd"
    return link


def _nothing(members: Members, manifest: dict[str, Any]) -> None:
    """The twin: made anew without a change, it is accepted."""


def _manifest(name: str, value: Any) -> Callable[[Members, dict[str, Any]], None]:
    return lambda members, manifest: manifest.update({name: value})


EVIL: dict[str, tuple[Any, ...]] = {
    "a way out": (_nothing, ("../escaped", b"x")),
    "a way out halfway": (_nothing, ("figures/snapshots/../../../escaped", b"x")),
    "an absolute place": (_nothing, ("/tmp/escaped", b"x")),
    "a backslash": (_nothing, ("figures\\..\\escaped", b"x")),
    "a double slash": (_nothing, ("figures//escaped", b"x")),
    "a symbolic link": (_nothing, (_link(tarfile.SYMTYPE), b"")),
    "a hard link": (_nothing, (_link(tarfile.LNKTYPE), b"")),
    "a device": (_nothing, (_link(tarfile.CHRTYPE), b"")),
    "a folder": (_nothing, (_link(tarfile.DIRTYPE), b"")),
    "a file that nobody lists": (_nothing, ("tables/extra.copy", b"x")),
    "the same file twice": (_nothing, ("tables/trust_paper.copy", b"x")),
    "a file less": (lambda members, manifest: members.pop("tables/trust_paper.copy"),),
    "other rows": (lambda members, manifest: members.update({"tables/trust_paper.copy": b"x"}),),
    "another form": (_manifest("format", 2),),
    "no form": (_manifest("format", None),),
    "tables that are no list": (_manifest("tables", 3),),
    "files that are no list": (_manifest("files", []),),
}


@pytest.fixture
def archive(backup: Backup) -> Path:
    return backup()


def test_an_archive_with_something_that_does_not_belong_is_refused_also_when_soundly_sealed(
    people: People, archive: Path, tmp_path: Path
) -> None:
    let_through = []
    for name, (change, *more) in EVIL.items():
        if not _refused(_rebuilt(archive, tmp_path / "evil.tar", change, *more)):
            let_through.append(name)
    served = int(not _refused(_rebuilt(archive, tmp_path / "twin.tar", _nothing)))
    proven("we-can-come-back", attempts=len(EVIL), failed=len(let_through), entitled=1, served=served)
    assert (let_through, served) == ([], 1)
    assert not Path("/tmp/escaped").exists()


# Sound as an archive, but not of this program or this database: refused inside the transaction.
MISFITS: dict[str, Callable[[Members, dict[str, Any]], None]] = {
    "andere versie": _manifest("migrations", [["trust", "0001_the_log"]]),
    "andere kolommen": lambda members, manifest: manifest["tables"]["trust_paper"].update(columns=["id"]),
    "andere dan die": lambda members, manifest: manifest["tables"].pop("trust_paper"),
    "in plaats van": lambda members, manifest: manifest["tables"]["trust_paper"].update(rows=10**6),
    "niet het logboek": lambda members, manifest: manifest["log"].update(head="f" * 64),
    "bij geen tabel hoort": _manifest("folders", ["raw/elders"]),
}


def test_an_archive_that_does_not_fit_is_refused_and_nothing_changes(
    people: People, archive: Path, tmp_path: Path
) -> None:
    before = fingerprints()
    for words, change in MISFITS.items():
        misfit = _rebuilt(archive, tmp_path / "misfit.tar", change)
        with pytest.raises(BackupProblem, match=words):
            _put_back(read(misfit))
    assert fingerprints() == before


def _put_back(archive: Archive) -> None:
    root = Path(site.FIGURES_FOLDER)
    restore(archive=archive, destroyed=None, root=root, verify=list, by="system:restore", replace=True)


def test_an_archive_of_another_key_is_refused_unless_asked(people: People, archive: Path, settings: Settings) -> None:
    settings.SECRET_KEY = "another " * 8
    assert _refused(archive)
    assert not _refused(archive, other_key=True)


def test_an_archive_is_for_its_owner_only_and_never_overwritten(people: People, backup: Backup) -> None:
    archive = backup()
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    with pytest.raises(BackupProblem, match="bestaat al"):
        backup()


@contextmanager
def _files_of_at_most(number: int) -> Iterator[None]:
    """The operating system itself refuses to write more, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("room", [0, 600, 20_000, 60_000])
def test_a_disk_that_fills_up_leaves_no_half_archive(people: People, backup: Backup, tmp_path: Path, room: int) -> None:
    with _files_of_at_most(room), pytest.raises(BackupProblem, match="schijf is vol"):
        backup("full.tar")
    assert [path.name for path in tmp_path.iterdir() if "full" in path.name] == []
    assert backup("full.tar").is_file()


def test_a_disk_that_fills_up_while_putting_back_changes_nothing(people: People, archive: Path) -> None:
    before, root = fingerprints(), Path(site.FIGURES_FOLDER)
    shutil.rmtree(root)
    with _files_of_at_most(500), pytest.raises(BackupProblem, match="schijf is vol"):
        _put_back(read(archive))
    assert fingerprints() == before
    _put_back(read(archive))
    assert any(root.rglob("cells.parquet"))


def test_an_owner_who_does_not_see_every_row_makes_no_backup(
    people: People, settings: Settings, tmp_path: Path
) -> None:
    """With the right to pass the rules of rows the same owner makes one."""
    role, made = f"owner_{connection.settings_dict['NAME']}", tmp_path / "owner.tar"
    owner = settings.OWNER["USER"]
    try:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(f'drop role if exists "{role}"; create role "{role}" login; grant "{owner}" to "{role}"')
        settings.OWNER = {**settings.OWNER, "USER": role}
        with pytest.raises(BackupProblem, match="bypassrls"):
            make_backup(target=made, root=tmp_path, folders=list, region="drill", by="test")
        assert not made.exists()
        settings.OWNER = {**settings.OWNER, "USER": owner}
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(f'alter role "{role}" bypassrls')
        settings.OWNER = {**settings.OWNER, "USER": role}
        manifest = make_backup(
            target=made, root=Path(site.FIGURES_FOLDER), folders=folders_of_figures, region="drill", by="test"
        )
        assert manifest["tables"]["trust_paper"]["rows"] >= 12
    finally:
        settings.OWNER = {**settings.OWNER, "USER": owner}
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(f'drop role if exists "{role}"')

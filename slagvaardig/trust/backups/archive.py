"""A backup as one file: a tar with the rows of each table, the files of the figures and a manifest; sealed at its end.

It appears whole or not at all, and is checked to the last byte before anything is done with it.
"""

import errno
import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from slagvaardig.trust.backups.sealing import CHUNK, BackupProblem, require_whole, seal

FORMAT = 1
MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 64 * 1024 * 1024
_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
_PARTS = {"tables": dict, "files": dict, "folders": list, "migrations": list, "log": dict, "ledger": dict}


@contextmanager
def full_disk_told(path: Path) -> Iterator[None]:
    """A full or broken disk becomes a BackupProblem."""
    try:
        yield
    except OSError as error:
        said = "De schijf is vol" if error.errno in _FULL else f"Schrijven lukt niet ({error.strerror or error})"
        raise BackupProblem(
            f"{said}: {path}. Er is niets half achtergebleven; maak ruimte en probeer het opnieuw."
        ) from error


@dataclass
class Draft:
    """An archive that is being written."""

    tar: tarfile.TarFile
    folder: Path
    files: dict[str, dict[str, object]] = field(default_factory=dict)

    def add(self, name: str, fill: Callable[[BinaryIO], int]) -> int:
        """A file that `fill` writes; what `fill` answers."""
        with tempfile.TemporaryFile(dir=self.folder) as scratch:
            answer = fill(scratch)
            self._add(name, scratch)
        return answer

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            self._add(name, file)

    def _add(self, name: str, file: BinaryIO) -> None:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        self.files[name] = {"size": size, "sha256": _checksum(file)}
        file.seek(0)
        self.tar.addfile(_member(name, size), file)


@contextmanager
def writing(target: Path) -> Iterator[tuple[Draft, dict[str, Any]]]:
    """An archive and its manifest to fill. It appears under its name, whole and sealed, when the block ends well; and
    is gone when it does not. The manifest gets `sha256` at the end."""
    if target.exists():
        raise BackupProblem(f"{target} bestaat al. Kies een andere naam: een back-up wordt nooit overschreven.")
    part = target.with_name(f".{target.name}.part")
    try:
        with full_disk_told(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
                manifest: dict[str, Any] = {"format": FORMAT}
                with tarfile.open(fileobj=file, mode="w") as tar:
                    draft = Draft(tar, target.parent)
                    yield draft, manifest
                    text = json.dumps({**manifest, "files": draft.files}).encode()
                    tar.addfile(_member(MANIFEST, len(text)), BytesIO(text))
                manifest["sha256"] = seal(file)
                file.flush()
                os.fsync(file.fileno())
            part.rename(target)
    finally:
        part.unlink(missing_ok=True)


@dataclass(frozen=True)
class Archive:
    """A checked archive."""

    path: Path
    checksum: str
    manifest: dict[str, Any]

    @contextmanager
    def members(self) -> Iterator[Callable[[str], BinaryIO]]:
        """A way to read each file by its name."""
        with tarfile.open(self.path, mode="r:") as tar:
            yield lambda name: _opened(tar, name)


def read(path: Path, *, other_key: bool = False) -> Archive:
    """Everything of an archive checked before anything is done with it. BackupProblem says what is wrong."""
    if not path.is_file():
        raise BackupProblem(f"{path} bestaat niet of is geen bestand.")
    checksum = require_whole(path, other_key=other_key)
    try:
        with tarfile.open(path, mode="r:") as tar:
            names = _names(tar)
            manifest = _manifest(tar, names)
            for name, told in manifest["files"].items():
                if _checksum(_opened(tar, name)) != told["sha256"]:
                    raise BackupProblem(f"{name} in {path} klopt niet met de inhoudsopgave.")
    except (tarfile.TarError, KeyError, TypeError, AttributeError, ValueError) as problem:
        raise BackupProblem(f"{path} is geen back-up van deze vorm: {problem}.") from problem
    return Archive(path, checksum, manifest)


def _names(tar: tarfile.TarFile) -> set[str]:
    """Plain files only, each once, each with a name that stays inside."""
    seen: set[str] = set()
    for member in tar:
        place = PurePosixPath(member.name)
        inside = not place.is_absolute() and ".." not in place.parts and str(place) == member.name
        if not member.isreg() or not inside or "\\" in member.name or member.name in seen:
            raise BackupProblem(f"De back-up bevat iets dat er niet in hoort: {member.name!r}. Er is niets teruggezet.")
        seen.add(member.name)
    return seen


def _manifest(tar: tarfile.TarFile, names: set[str]) -> dict[str, Any]:
    if MANIFEST not in names or tar.getmember(MANIFEST).size > _LARGEST_MANIFEST:
        raise BackupProblem("De back-up heeft geen inhoudsopgave.")
    manifest: dict[str, Any] = json.loads(_opened(tar, MANIFEST).read())
    if manifest.get("format") != FORMAT:
        raise BackupProblem(
            f"Deze back-up heeft vorm {manifest.get('format')!r}; deze versie leest vorm {FORMAT}. Gebruik de versie"
            " waarmee hij gemaakt is."
        )
    for name, kind in _PARTS.items():
        if not isinstance(manifest.get(name), kind):
            raise BackupProblem(f"In de inhoudsopgave van de back-up ontbreekt {name!r}.")
    if set(manifest["files"]) | {MANIFEST} != names:
        raise BackupProblem("De inhoudsopgave van de back-up noemt andere bestanden dan erin zitten.")
    return manifest


def _opened(tar: tarfile.TarFile, name: str) -> BinaryIO:
    found = tar.extractfile(name)
    if found is None:
        raise BackupProblem(f"{name} ontbreekt in de back-up.")
    return found  # type: ignore[return-value]


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


def _checksum(file: BinaryIO) -> str:
    whole = hashlib.sha256()
    while part := file.read(CHUNK):
        whole.update(part)
    return whole.hexdigest()

"""Folders of a backup back in their place: those that are there and equal stay, others lie aside until it is sure."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from slagvaardig.trust.backups.archive import Archive, full_disk_told
from slagvaardig.trust.backups.sealing import BackupProblem

PREFIX = "figures/"
Place = Callable[[], int]


@contextmanager
def placing(archive: Archive, root: Path) -> Iterator[Place]:
    """A function that puts the folders in place and says how many. When the block fails all is as it was before."""
    draft = root.parent / f".restoring-{root.name}"
    aside = root.parent / f".before-{root.name}"
    moves: list[tuple[Path, Path]] = []

    def place() -> int:
        with full_disk_told(root):
            root.mkdir(parents=True, exist_ok=True)
            unpacked = _unpack(archive, draft)
            for folder in unpacked:
                _swap(draft / folder, root / folder, aside / folder, moves)
        return len(unpacked)

    for leftover in (draft, aside):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        yield place
    except BaseException:
        for now, before in reversed(moves):
            before.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(before, ignore_errors=True)
            now.rename(before)
        raise
    finally:
        for leftover in (draft, aside):
            shutil.rmtree(leftover, ignore_errors=True)


def _unpack(archive: Archive, draft: Path) -> list[str]:
    folders: list[str] = archive.manifest["folders"]
    with archive.members() as opened:
        for name in archive.manifest["files"]:
            if not name.startswith(PREFIX):
                continue
            relative = name.removeprefix(PREFIX)
            if not any(relative.startswith(f"{folder}/") for folder in folders):
                raise BackupProblem(f"De back-up bevat een bestand dat bij geen tabel hoort: {name!r}.")
            target = draft / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as out:
                shutil.copyfileobj(opened(name), out)
                out.flush()
                os.fsync(out.fileno())
    return [folder for folder in folders if (draft / folder).is_dir()]


def _swap(new: Path, target: Path, aside: Path, moves: list[tuple[Path, Path]]) -> None:
    if target.is_dir():
        if _content(target) == _content(new):
            return
        aside.parent.mkdir(parents=True, exist_ok=True)
        target.rename(aside)
        moves.append((aside, target))
    target.parent.mkdir(parents=True, exist_ok=True)
    new.rename(target)
    moves.append((target, new))


def _content(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

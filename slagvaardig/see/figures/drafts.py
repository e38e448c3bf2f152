"""Folders that appear as a whole or not at all, also when the disk fills up or the process is killed half-way."""

import errno
import os
import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from slagvaardig.see.figures.checks import FiguresProblem

SPARE_BYTES = 64 * 1024 * 1024
READING = 3600.0
_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
_FULL_WORDS = ("No space left", "File too large", "quota exceeded", "max_temp_directory_size")


@contextmanager
def workplace(parent: Path, name: str = "work") -> Iterator[Path]:
    """A folder in `parent` for scratch files; gone afterwards. A full disk becomes a FiguresProblem."""
    parent.mkdir(parents=True, exist_ok=True)
    folder = parent / f".draft-{name}-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir()
        yield folder
    except (OSError, duckdb.Error) as error:
        if not _disk_is_full(error):
            raise
        raise FiguresProblem(
            "De schijf is vol geraakt tijdens het bewaren. Maak ruimte en probeer het opnieuw;"
            " de vorige cijfers blijven staan."
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def all_or_nothing(folder: Path) -> Iterator[Path]:
    """A draft that becomes `folder` in one step when the block ends well, and is gone when it does not."""
    with workplace(folder.parent, folder.name) as draft:
        yield draft
        for path in [*draft.rglob("*"), draft]:
            _sync(path)
        draft.rename(folder)
        _sync(folder.parent)


@contextmanager
def gone_on_failure(*folders: Path) -> Iterator[None]:
    """When the block fails, remove those of the folders that were not there before it."""
    new = [folder for folder in folders if not folder.exists()]
    try:
        yield
    except BaseException:
        for folder in new:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def sweep(folder: Path, *, keep: Collection[str]) -> None:
    """Remove what killed processes left in a folder, and what nobody needs. Only for who holds the lock of its source.

    keep: names that a row refers to. A folder that lost its row goes after an hour: a page may still be reading it.
    """
    for path in folder.iterdir():
        if path.name.startswith(".draft-") or (path.name not in keep and time.time() - path.stat().st_mtime > READING):
            shutil.rmtree(path, ignore_errors=True)


def require_space(folder: Path, needed: int) -> None:
    """FiguresProblem when the disk of `folder` has less than `needed` bytes and some spare."""
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE_BYTES:
        raise FiguresProblem(
            f"Te weinig schijfruimte op {folder}: nodig {(needed + SPARE_BYTES) // 2**20} MB, vrij {free // 2**20} MB."
            " Maak ruimte en probeer het opnieuw; de vorige cijfers blijven staan."
        )


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _disk_is_full(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in _FULL
    return any(word in str(error) for word in _FULL_WORDS)

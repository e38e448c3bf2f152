"""Raw downloads: kept under their date and content, never overwritten, so that every figure can be made again."""

import hashlib
import shutil
from datetime import date
from pathlib import Path

from slagvaardig.see.figures.checks import FiguresProblem
from slagvaardig.see.figures.drafts import all_or_nothing, require_space

SHORT = 12


def files_in(folder: Path) -> list[Path]:
    """Every file below a folder, in order of name; hidden files are a connector's own and do not count."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def checksum(folder: Path) -> str:
    """One SHA-256 over the names and contents of all files. FiguresProblem when there is no file at all."""
    whole = hashlib.sha256()
    paths = files_in(folder) if folder.is_dir() else []
    if not paths:
        raise FiguresProblem(f"In {folder} staat geen enkel bestand. Haal de tabel opnieuw op.")
    for path in paths:
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        whole.update(f"{path.relative_to(folder).as_posix()}\n{content}\n".encode())
    return whole.hexdigest()


def keep(folder: Path, shelf: Path, *, known_on: date, of: str) -> Path:
    """Copy the files to `shelf`/<date>-<first twelve of the checksum>, unless the same content is there already."""
    kept = sorted(shelf.glob(f"*-{of[:SHORT]}"))
    if kept:
        return kept[0]
    target = shelf / f"{known_on.isoformat()}-{of[:SHORT]}"
    with all_or_nothing(target) as draft:
        paths = files_in(folder)
        require_space(shelf, sum(path.stat().st_size for path in paths))
        for path in paths:
            copy = draft / path.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
    return target

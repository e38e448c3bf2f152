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


def place(shelf: Path, *, known_on: date, of: str) -> Path:
    """Where files with this checksum are kept, or will be: `shelf`/<date>-<first twelve of the checksum>."""
    kept = sorted(shelf.glob(f"*-{of[:SHORT]}"))
    return kept[0] if kept else shelf / f"{known_on.isoformat()}-{of[:SHORT]}"


def keep(folder: Path, target: Path) -> None:
    """Copy the files to `target`, unless they are there already."""
    if target.exists():
        return
    with all_or_nothing(target) as draft:
        paths = files_in(folder)
        require_space(draft, sum(path.stat().st_size for path in paths))
        for path in paths:
            copy = draft / path.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)

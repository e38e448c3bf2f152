"""Where raw files come from: fetched by a connector, or picked from a folder that somebody else filled."""

import shutil
from collections.abc import Callable
from pathlib import Path

from slagvaardig.region.definitions import Source
from slagvaardig.see.figures.checks import FiguresProblem
from slagvaardig.see.figures.ingestion import connector

Report = Callable[[str, float], None]


def matching(source: Source, downloads: Path) -> list[Path]:
    """The files below a folder that fit the patterns of a source, each once, in order of name."""
    found = {path for pattern in source.files for path in downloads.rglob(pattern) if path.is_file()}
    return sorted(found)


def is_available(source: Source, downloads: Path | None) -> bool:
    """Whether a source can be fetched, or, given a folder, whether that holds files of it."""
    return bool(matching(source, downloads)) if downloads is not None else bool(connector(source).FETCHES)


def pick(source: Source, downloads: Path, staging: Path) -> Path:
    """Copy the fitting files to an empty folder in `staging`. FiguresProblem when none fits."""
    files = matching(source, downloads)
    if not files:
        raise FiguresProblem(
            f"In {downloads} staat geen bestand voor bron {source.slug}."
            f" Verwacht een naam als {', '.join(source.files)}."
        )
    picked = staging / "picked"
    shutil.rmtree(picked, ignore_errors=True)
    picked.mkdir(parents=True)
    for file in files:
        shutil.copyfile(file, picked / file.name)
    return picked


def fetch_or_pick(source: Source, staging: Path, downloads: Path | None, report: Report) -> Path:
    """The folder with the raw files of a source. What a fetch leaves in `staging` lets the next one resume."""
    if downloads is not None:
        return pick(source, downloads, staging)
    reads = connector(source)
    if not reads.FETCHES:
        raise FiguresProblem(
            f"Bron {source.slug} is niet op te halen. Vraag het bestand aan {source.publisher} en laad het met"
            " slagvaardig pull --from MAP."
        )
    fetched = staging / "fetched"
    fetched.mkdir(exist_ok=True)
    reads.fetch(source, fetched, report=report)
    return fetched

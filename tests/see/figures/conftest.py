"""A store of its own for every test."""

from pathlib import Path

import pytest

from slagvaardig.see.figures import downloads, ingestion, starter

from .sources import CONNECTOR


@pytest.fixture
def figures(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty FIGURES_FOLDER; the made-up source is read by the made-up connector."""
    folder = tmp_path / "figures"
    folder.mkdir()
    settings.FIGURES_FOLDER = folder  # type: ignore[attr-defined]
    for place in (ingestion, downloads, starter):
        monkeypatch.setattr(place, "connector", lambda source: CONNECTOR)
    return folder

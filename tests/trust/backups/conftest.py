"""A world that is worth a backup: the cast, papers with files, shared copies, figures."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as site
from pytest_django import DjangoDbBlocker, Settings

from slagvaardig.recovery import folders_of_figures
from slagvaardig.trust.backups.actions import make_backup
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.papers.actions import attach, read_paper, share, write_paper
from slagvaardig.trust.papers.models import Paper
from tests.people import People, gather
from tests.world import World

from .elsewhere import template

Backup = Callable[..., Path]


@pytest.fixture(scope="session")
def empty(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of a database with tables and rules and nothing in them, to copy."""
    with django_db_blocker.unblock(), template() as name:
        yield name


@pytest.fixture
def people(transactional_db: None, tour: World, settings: Settings, tmp_path: Path) -> People:
    settings.LEDGER = tmp_path / "destroyed.jsonl"
    people = gather()
    for number in range(6):
        _work(people, number)
    return people


@pytest.fixture
def backup(people: People, tmp_path: Path) -> Backup:
    def make(name: str = "drill.tar") -> Path:
        target = tmp_path / name
        root = Path(site.FIGURES_FOLDER)
        make_backup(target=target, root=root, folders=folders_of_figures, region="drill", by="system:backup")
        return target

    return make


def _work(people: People, number: int) -> Paper:
    """A paper with a file in a closed circle, read by a colleague, shared with a body."""
    with people.acting("adviser") as adviser:
        circle = Circle.objects.get(slug="gemeente-een")
        text = f"Regel één\nRegel twee\t\\N €{number}"
        paper = write_paper(circle=circle, title=f"Stuk {number}", text=text, by=adviser)
        attach(paper=paper, name="bijlage.bin", kind="x/y", checksum="0" * 64, content=bytes(range(256)), by=adviser)
    with people.acting("mayor") as mayor:
        read_paper(paper=Paper.objects.get(pk=paper.pk), by=mayor)
    with people.acting("adviser") as adviser:
        own = Paper.objects.get(pk=paper.pk)
        share(paper=own, circles=[Circle.objects.get(slug="coalitie")], reason="Samen verder", by=adviser)
    return paper

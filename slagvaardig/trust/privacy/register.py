"""The register of processing, the flows of data and the terms of keeping: all read from the declarations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps

from slagvaardig.trust.privacy import Privacy
from slagvaardig.trust.privacy.grounds import Rule, rule
from slagvaardig.trust.privacy.others import OF_LIBRARIES
from slagvaardig.trust.privacy.processing import PROCESSINGS, Flow, Processing


@dataclass(frozen=True)
class Kept:
    """What one table keeps."""

    table: str
    privacy: Privacy


@dataclass(frozen=True)
class Entry:
    """One processing as the register shows it. ground: None when no data about persons are involved."""

    slug: str
    processing: Processing
    ground: Rule | None
    kept: tuple[Kept, ...]

    @property
    def about_persons(self) -> bool:
        return any(one.privacy.person for one in self.kept)


def tables() -> list[Kept]:
    """Every table with what it keeps, by name: our own models, and those of libraries that we use."""
    return sorted(_tables(), key=lambda kept: kept.table)


def entries(day: date) -> list[Entry]:
    """The register as it is on a day: each processing with its ground in force then and what belongs to it."""
    every = tables()
    return [
        Entry(
            slug,
            processing,
            rule(processing.ground, day) if processing.ground else None,
            tuple(kept for kept in every if kept.privacy.processing == slug),
        )
        for slug, processing in PROCESSINGS.items()
    ]


def by_words(kept: Iterable[Kept]) -> list[list[Kept]]:
    """Tables that say the same of what they keep stand together, as one line of a page."""
    groups: dict[str, list[Kept]] = {}
    for one in kept:
        groups.setdefault(str(one.privacy.keeps), []).append(one)
    return list(groups.values())


def flows() -> list[tuple[Processing, Flow]]:
    """Everything that goes from one place to another."""
    return [(processing, flow) for processing in PROCESSINGS.values() for flow in processing.flows]


def _tables() -> Iterator[Kept]:
    for model in apps.get_models():
        if isinstance(privacy := getattr(model, "privacy", None), Privacy):
            yield Kept(model._meta.db_table, privacy)
    for table, privacy in OF_LIBRARIES.items():
        yield Kept(table, privacy)

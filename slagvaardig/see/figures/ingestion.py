"""From kept raw files to a stored table: the work behind the actions, without the database."""

import importlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

from slagvaardig.region.definitions import Source
from slagvaardig.region.folder import Region
from slagvaardig.see.figures import engine
from slagvaardig.see.figures.checks import Expectation, FiguresProblem
from slagvaardig.see.figures.drafts import require_space, workplace
from slagvaardig.see.figures.raw import files_in
from slagvaardig.see.figures.store import StoredSnapshot, Validity, write

CONNECTORS = "slagvaardig.see.connectors"


@dataclass(frozen=True)
class Geography:
    """What a table needs to know of areas: codes by normalised name, and from when until when each area existed."""

    names: Mapping[str, str]
    validity: Validity


def geography_of(region: Region) -> Geography:
    """The areas of a region and the municipalities it is compared with."""
    return Geography(names=region.areas.names(), validity=region.areas.validity)


def connector(source: Source) -> ModuleType:
    """The module that fetches and reads tables of this kind; FiguresProblem when there is none of that name."""
    name = f"{CONNECTORS}.{source.connector}"
    if not source.connector.isidentifier() or importlib.util.find_spec(name) is None:
        raise FiguresProblem(
            f"Bron {source.slug} noemt connector {source.connector!r}, maar die bestaat niet. Kijk in sources/."
        )
    return importlib.import_module(name)


def store_raw(source: Source, raw: Path, target: Path, *, geography: Geography, known_on: date) -> StoredSnapshot:
    """Read raw files with the connector of their source and store the table as `target`."""
    with workplace(target.parent) as bench, engine.workbench(bench) as connection:
        require_space(bench, sum(path.stat().st_size for path in files_in(raw)))
        reading = connector(source).read(source, raw, connection=connection, names=geography.names)
        expected = Expectation(
            known_on=known_on, areas=geography.validity.keys(), signed=bool(source.options.get("signed"))
        )
        return write(
            reading,
            target,
            connection=connection,
            expected=expected,
            validity=geography.validity,
            about={"source": source.slug, "table": source.table, "publisher": source.publisher},
        )


def status_of(stored: StoredSnapshot) -> str:
    """One word for the whole table: final, provisional, unknown, or mixed when its periods differ."""
    found = set(stored.meta["periods"].values())
    return found.pop() if len(found) == 1 else "mixed" if found else "unknown"

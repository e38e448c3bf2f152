"""Police open data, by the same protocol."""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import statline_csv
from slagvaardig.see.connectors.reading import Reading

FETCHES = True


def read(source: Source, folder: Path, *, connection: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> Reading:
    return statline_csv.read(source, folder, connection=connection, names=names)

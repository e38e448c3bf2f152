"""DuckDB connections: a scratch one per ingest, bounded in memory, and one per process for reading."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

THREADS = 2
MEMORY = "1000MB"

_thread = threading.local()
_lock = threading.Lock()
_shared: dict[int, duckdb.DuckDBPyConnection] = {}


@contextmanager
def workbench(folder: Path, *, threads: int = THREADS, memory: str = MEMORY) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection on a database file in `folder`, so that a table may outgrow `memory`; for storing one table."""
    config: dict[str, Any] = {
        "threads": threads,
        "memory_limit": memory,
        "temp_directory": str(folder / "spill"),
        "preserve_insertion_order": "false",
    }
    connection = duckdb.connect(str(folder / "workbench.duckdb"), config=config)
    try:
        connection.execute("set enable_progress_bar = false")
        yield connection
    finally:
        connection.close()


def reader() -> Any:
    """A cursor for this thread on the connection of this process, with Parquet footers kept in memory.

    Stored files never change, so a kept footer is never stale.
    """
    if getattr(_thread, "process", None) != os.getpid():
        _thread.cursor = _process_connection().cursor()
        _thread.process = os.getpid()
    return _thread.cursor


def _process_connection() -> duckdb.DuckDBPyConnection:
    with _lock:
        if os.getpid() not in _shared:
            # A forked child must neither use nor close the connection of its parent: the threads behind it are gone.
            connection = duckdb.connect(config={"threads": THREADS, "memory_limit": MEMORY})
            connection.execute("set enable_progress_bar = false")
            connection.execute("load parquet")
            connection.execute("set parquet_metadata_cache = true")
            _shared[os.getpid()] = connection
        return _shared[os.getpid()]

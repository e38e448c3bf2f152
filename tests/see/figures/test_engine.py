"""Connections: one per process, a cursor per thread, bounded memory for an ingest."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from slagvaardig.see.figures import engine


def test_every_thread_has_its_own_cursor() -> None:
    together = Barrier(3)

    def ask(number: int) -> tuple[int, int]:
        together.wait()
        return id(engine.reader()), engine.reader().execute("select $n", {"n": number}).fetchall()[0][0]

    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(ask, range(3)))
    assert len({cursor for cursor, _ in answers}) == 3
    assert [answer for _, answer in answers] == [0, 1, 2]


def test_a_forked_process_asks_over_its_own_connection() -> None:
    assert engine.reader().execute("select 1").fetchall() == [(1,)]
    child = os.fork()
    if not child:
        os._exit(engine.reader().execute("select 42").fetchall()[0][0])
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 42


def test_an_ingest_may_use_more_than_its_memory(tmp_path: Path) -> None:
    question = "create table wide as select range as n, 'text ' || hash(range) as words from range(1_000_000)"
    with engine.workbench(tmp_path, threads=1, memory="64MB") as connection:
        connection.execute(question)
        assert connection.execute("select count(distinct words) from wide").fetchall() == [(1_000_000,)]

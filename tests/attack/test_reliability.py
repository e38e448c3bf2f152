"""Accepted is kept, and pressed twice is done once, also when the machine is killed in the middle of it."""

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from slagvaardig import serve
from tests.attack.pressing import Pressed, writers, writing
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.attack.standing import Standing, kill

KILLS, CONTROL_KILLS = size(2, 20), size(1, 20)
UNDER_LOAD = size(1, 3)  # seconds of writing before each kill


def killed_under_load(
    site: Standing, victims: Callable[[int], list[int]], kills: int = KILLS, **how: bool
) -> tuple[Pressed, list[float]]:
    """Kill again and again while members write; after each kill the site must come back without anybody's help."""
    stop, pauses = threading.Event(), []
    with writers(site) as everybody, ThreadPoolExecutor(1) as pool:
        job = pool.submit(writing, everybody, stop, **how)
        try:
            for turn in range(kills):
                time.sleep(UNDER_LOAD)
                dying = victims(turn)
                assert dying, "there was nothing to kill: this proves nothing"
                kill(dying)
                site.wait_for(lambda dying=dying: not set(dying) & set(victims(0)), "it is not dead")  # type: ignore[misc]
                pauses.append(site.back())
            time.sleep(UNDER_LOAD)
        finally:
            stop.set()
        return job.result(), pauses


def kept(site: Standing) -> Counter[str]:
    """How often each paper is really there."""
    return Counter(str(title) for (title,) in site.ask("select title from trust_paper"))


def judge(site: Standing, what: str, pressed: Pressed, pauses: list[float]) -> None:
    there = kept(site)
    lost = [title for title in pressed.accepted if title not in there]
    double = [title for title, times in there.items() if times > 1]
    (unlogged,) = site.ask(
        "select count(*) from trust_paper p where not p.frozen and not exists"
        " (select 1 from trust_event e where e.verb = 'write' and e.about = 'paper:' || p.id)"
    )[0]
    proven(
        "accepted-is-kept",
        attempts=len(pressed.accepted),
        failed=len(lost),
        entitled=KILLS,
        served=len(pauses),
        note=f"{what} killed {KILLS} times, {pressed.again} presses repeated, back in at most {max(pauses):.1f} s",
    )
    proven("press-twice", attempts=pressed.again, failed=len(double), note=f"pressed again after {what} was killed")
    assert (lost, double, unlogged, pressed.gave_up) == ([], [], 0, 0)
    assert len(pressed.accepted) > KILLS, "too little was written to prove anything"


def test_nothing_that_was_accepted_is_lost_when_the_database_is_killed(site: Standing) -> None:
    judge(site, "PostgreSQL", *killed_under_load(site, lambda _: site.database_processes()))


@pytest.mark.parametrize("kind", serve.KINDS)
def test_nothing_that_was_accepted_is_lost_when_a_process_of_the_site_is_killed(site: Standing, kind: str) -> None:
    """In turn the whole of it and, where it has children, those alone."""

    def victims(turn: int) -> list[int]:
        until = time.monotonic() + 60
        while not site.processes(kind) and time.monotonic() < until:
            time.sleep(0.1)  # what falls over again and again is started ever later
        head, *children = site.processes(kind) or [0]
        return (children if turn % 2 and children else [head, *children]) if head else []

    judge(site, kind, *killed_under_load(site, victims))


def test_the_drill_finds_what_is_lost_when_the_database_accepts_before_it_keeps(site: Standing) -> None:
    """The twin: with the promise taken out of PostgreSQL the same drill shows the loss that it looks for."""
    for order in ("set synchronous_commit = off", "set wal_writer_delay = '10s'"):
        site.ask(f"alter system {order}")
    site.ask("select pg_reload_conf()")
    try:
        pressed, _ = killed_under_load(site, lambda _: site.database_processes(), CONTROL_KILLS, patient=False)
    finally:
        for name in ("synchronous_commit", "wal_writer_delay"):
            site.ask(f"alter system reset {name}")
        site.ask("select pg_reload_conf()")
    there = kept(site)
    lost = sum(title not in there for title in pressed.accepted)
    sys.stdout.write(
        f"without the promise: {lost} of {len(pressed.accepted)} accepted papers lost, {CONTROL_KILLS} kills\n"
    )
    assert pressed.accepted

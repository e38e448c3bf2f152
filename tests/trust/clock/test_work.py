"""The clock: what is due is done once, a job that fails is told and tried again and holds up no other."""

import logging
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import time as hour
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from slagvaardig.schedule import CLOCK
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit.models import Seal
from slagvaardig.trust.audit.verification import verify
from slagvaardig.trust.clock.models import Turn
from slagvaardig.trust.clock.work import Job, Worker
from tests.attack.sizes import size
from tests.trust.audit.sealed import seal_all, write_lines

PATIENCE = 60.0
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


def turns() -> dict[str, Turn]:
    with acting_as_job("console"):
        return {turn.name: turn for turn in Turn.objects.all()}


def within_patience(true: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not (found := true()) and time.monotonic() < until:
        time.sleep(0.05)
    return found


NIGHTS = {
    "never done": (None, (3, 1, 12, 0), (3, 1, 3, 30)),
    "done this night": ((3, 1, 3, 31), (3, 1, 12, 0), (3, 2, 3, 30)),
    "two nights missed": ((2, 27, 3, 31), (3, 1, 2, 0), (2, 28, 3, 30)),
    "in summer time": ((7, 1, 1, 0), (7, 1, 3, 0), (7, 1, 2, 30)),
}


@pytest.mark.parametrize("name", NIGHTS)
def test_a_nightly_job_is_due_at_its_hour_and_a_missed_night_is_made_up_for(name: str) -> None:
    done, now, due = ([datetime(2026, *moment, tzinfo=UTC)] if moment else [None] for moment in NIGHTS[name])
    assert now[0]
    assert Job("nightly", DAY, lambda: None, at=hour(4, 30)).due(done[0], now[0]) == due[0]


def test_every_job_has_its_own_name_and_something_to_do() -> None:
    assert len({job.name for job in CLOCK}) == len(CLOCK) >= 3
    assert all(callable(job.what) for job in CLOCK)


@pytest.mark.django_db(transaction=True)
def test_what_is_due_is_done_once_and_remembered_by_whoever_comes_next() -> None:
    done: list[int] = []
    job = Job("hourly", HOUR, lambda: done.append(1))
    for _ in range(3):
        assert Worker([job]).turn(job), "each a worker of its own, as after a restart"
    assert done == [1]
    assert turns()["hourly"].done


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_is_told_remembered_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    outcomes: list[Exception | None] = [ValueError("what a person wrote"), None]

    def what() -> None:
        if problem := outcomes.pop(0):
            raise problem

    job = Job("hourly", HOUR, what)
    worker = Worker([job])
    with caplog.at_level(logging.ERROR):
        assert worker.turn(job) is None
    assert "hourly did not end well" in caplog.text
    assert "what a person wrote" not in caplog.text
    assert (turns()["hourly"].done, turns()["hourly"].fault) == (None, "ValueError")
    assert worker.turn(job)
    assert turns()["hourly"].fault == ""
    assert outcomes == []


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_and_one_that_hangs_hold_up_no_other() -> None:
    go_on, counted = threading.Event(), []

    def fails() -> None:
        raise OSError

    worker = Worker(
        [
            Job("fails", SECOND, fails),
            Job("hangs", SECOND, lambda: go_on.wait(PATIENCE)),
            Job("counts", timedelta(milliseconds=5), lambda: counted.append(1)),
        ]
    )
    running = threading.Thread(target=worker.run)
    running.start()
    try:
        assert within_patience(lambda: len(counted) >= 10)
        assert within_patience(lambda: "fails" in turns() and turns()["fails"].fault == "OSError")
    finally:
        go_on.set()
        worker.stop()
        running.join()


@pytest.mark.django_db(transaction=True)
def test_more_jobs_than_connections_all_get_their_turn() -> None:
    most = connection.settings_dict["OPTIONS"]["pool"]["max_size"]
    done: set[int] = set()
    jobs = [Job(f"job-{number}", DAY, partial(done.add, number)) for number in range(2 * most)]
    worker = Worker(jobs)
    running = threading.Thread(target=worker.run)
    running.start()
    try:
        assert within_patience(lambda: len(done) == len(jobs)), f"only {len(done)} of {len(jobs)} had their turn"
    finally:
        worker.stop()
        running.join()


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_does_it() -> None:
    begun, go_on, done = threading.Event(), threading.Event(), []

    def what() -> None:
        begun.set()
        go_on.wait(PATIENCE)
        done.append(1)

    job = Job("hourly", HOUR, what)

    def first() -> None:
        Worker([job]).turn(job)
        connection.close()

    running = threading.Thread(target=first)
    running.start()
    assert begun.wait(PATIENCE)
    before = timezone.now()
    later = Worker([job]).turn(job)
    assert later
    assert before < later <= timezone.now() + timedelta(minutes=1), "it looks again soon"
    go_on.set()
    running.join()
    assert done == [1]


@pytest.mark.django_db(transaction=True)
def test_a_sealer_that_is_killed_leaves_no_line_out_and_covers_none_twice() -> None:
    kills, chance = size(2, 20), random.Random(20260301)
    database = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-m", "tests.trust.clock.working", database, "3"]
    for number in range(kills):
        seals = Seal.objects.count()
        worker = subprocess.Popen(command, env={**os.environ})
        write_lines(60, first=60 * number)
        assert within_patience(lambda before=seals: Seal.objects.count() > before)  # type: ignore[misc]
        time.sleep(chance.uniform(0, 0.05))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    seal_all()
    with acting_as_job("console"):
        outcome = verify()
    assert (outcome.lines, outcome.unsealed, outcome.deviations) == (60 * kills, 0, [])


@pytest.mark.django_db(transaction=True)
def test_a_clock_stops_when_it_is_asked_to() -> None:
    database = str(connection.settings_dict["NAME"])
    worker = subprocess.Popen([sys.executable, "-m", "tests.trust.clock.working", database], env={**os.environ})
    write_lines(1)
    assert within_patience(lambda: Seal.objects.count() == 1)
    worker.terminate()
    assert worker.wait(PATIENCE) == 0

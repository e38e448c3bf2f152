"""Runs jobs when they are due, each in a thread of its own: one that fails or takes long never holds up another."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import Error, connection
from django.utils import timezone

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.clock.models import Turn

AGAIN = timedelta(minutes=1)  # after a mistake; a job that runs more often keeps its own pace
LONGEST_SLEEP = 60.0
_NOTED = timedelta(minutes=1)  # a job of every second is written down once a minute
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """name: as it is remembered. every: how long between two. at: for a nightly job, the hour at which. what: does it
    under the identity of a named job, and may be done twice without harm."""

    name: str
    every: timedelta
    what: Callable[[], object]
    at: time | None = None

    def due(self, done: datetime | None, now: datetime) -> datetime:
        """When it should run next, given when it last ended well."""
        if self.at:
            today = timezone.localtime(now).replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
            last = today if today <= now else today - timedelta(days=1)
            return last if done is None or done < last else last + timedelta(days=1)
        return now if done is None else done + self.every


class Worker:
    """Keeps a table of jobs running until it is told to stop."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self.jobs = jobs
        self.stopping = threading.Event()
        self._noted: dict[str, datetime] = {}

    def run(self) -> None:
        """Until stop(). What is still at work then has a few seconds; what is half done leaves nothing behind."""
        threads = [threading.Thread(target=self._keep, args=[job], name=job.name, daemon=True) for job in self.jobs]
        for thread in threads:
            thread.start()
        while not self.stopping.wait(LONGEST_SLEEP):
            pass
        for thread in threads:
            thread.join(timeout=5)

    def stop(self, *_: object) -> None:
        self.stopping.set()

    def turn(self, job: Job) -> datetime | None:
        """Run a job if it is due and nobody else is at it; when it comes next, or None after a mistake."""
        try:
            return _alone(job, self._do)
        except Exception as mistake:
            # Whatever it is: it is told, and tried again. The text of a database error can hold what a person wrote.
            log.error("%s did not end well and is tried again: %s", job.name, type(mistake).__name__)
            connection.close()
            self._remember_fault(job, type(mistake).__name__)
            return None

    def _keep(self, job: Job) -> None:
        next_turn, faults = timezone.now(), 0
        while not self.stopping.wait(min(max((next_turn - timezone.now()).total_seconds(), 0.0), LONGEST_SLEEP)):
            if timezone.now() >= next_turn:
                planned = self.turn(job)
                # Back to the pool: there are more jobs than connections, and one that sleeps needs none.
                connection.close()
                faults = 0 if planned else faults + 1
                next_turn = planned or timezone.now() + min(AGAIN, job.every * 2 ** min(faults, 6))

    def _do(self, job: Job) -> datetime:
        with acting_as_job("clock"):
            turn = Turn.objects.filter(pk=job.name).first()
        now = timezone.now()
        remembered = self._noted.get(job.name)
        ended = [moment for moment in (turn and turn.done, remembered) if moment]
        due = job.due(max(ended, default=None), now)
        if due > now:
            return due
        job.what()
        done = timezone.now()
        if turn is None or turn.fault or turn.done is None or done - turn.done >= min(job.every, _NOTED):
            _write(job.name, done=done, fault="")
        self._noted[job.name] = done
        return job.due(done, done)

    def _remember_fault(self, job: Job, fault: str) -> None:
        try:
            _write(job.name, fault=fault)
        except Error:
            connection.close()  # then the database is what is wrong, and says so itself


def _write(name: str, **values: object) -> None:
    with acting_as_job("clock"):
        Turn.objects.update_or_create(pk=name, defaults=values)


def _alone(job: Job, act: Callable[[Job], datetime]) -> datetime:
    """Do it unless another worker is at it just now: then look again later."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, 2))", [f"slagvaardig:{job.name}"])
        if not cursor.fetchone()[0]:
            return timezone.now() + min(job.every, AGAIN)
    try:
        return act(job)
    finally:
        if connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(hashtextextended(%s, 2))", [f"slagvaardig:{job.name}"])

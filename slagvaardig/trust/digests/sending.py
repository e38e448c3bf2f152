"""Sends everybody's mail that is due. Whatever happens to the mail server or to this process, nobody gets two letters
on one day, and what did not surely leave comes on the next day."""

import logging
import smtplib
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection
from django.utils import timezone, translation

from slagvaardig.trust.access.identity import acting_as_job, counting_for
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.digests.actions import begin_round, claim, finish, give_back
from slagvaardig.trust.digests.letters import letter
from slagvaardig.trust.digests.models import Digest
from slagvaardig.trust.digests.rules import content_of, is_due, is_weekday
from slagvaardig.web.blocks import Waiting

JOB = "digests"
FROM_HOUR = 7  # who reads it early has it before work
MOST_IN_A_ROW = 3  # letters in a row that a server lets fall, before it is left alone for a while
Readings = Callable[[Person], list[Waiting]]
_log = logging.getLogger(__name__)


class MailServerAway(Exception):
    """The server takes nothing: the clock shows it and tries again."""


@dataclass
class Round:
    """What came of one round. unsure: letters that perhaps left."""

    sent: int = 0
    refused: int = 0
    unsure: int = 0
    nothing: list[Digest] = field(default_factory=list)


def send_digests(waits: Readings, *, today: date | None = None, works: Callable[[date], bool] = is_weekday) -> Round:
    """Everything that is due, one by one. Raises MailServerAway when the server takes nothing."""
    done, day = Round(), today or timezone.localdate()
    if not settings.SENDS_MAIL:
        return done
    with acting_as_job(JOB) as by:
        addresses = _addresses()
        due = [digest for digest in begin_round(people=addresses.keys(), by=by) if is_due(digest, day, works)]
    post = _Post(done, day)
    try:
        for digest in due:
            if made := _written(digest, addresses[digest.person_id], waits):
                post.send(digest, made)
            else:
                done.nothing.append(digest)
    finally:
        post.close()
        with acting_as_job(JOB) as by:
            finish(digests=done.nothing, day=day, by=by)
    return done


def run(waits: Readings, works: Callable[[date], bool]) -> None:
    """For the clock, which asks every few minutes."""
    if timezone.localtime().hour >= FROM_HOUR:
        send_digests(waits, works=works)


def _addresses() -> dict[uuid.UUID, str]:
    with connection.cursor() as cursor:
        cursor.execute("select person, email from sec.digest_list()")
        return dict(cursor.fetchall())


def _written(digest: Digest, to: str, waits: Readings) -> EmailMultiAlternatives | None:
    with translation.override(digest.language):
        with counting_for(digest.person_id) as counts:
            waiting: Iterable[Waiting] = waits(Person(user_id=digest.person_id)) if counts else []
            content = content_of(digest, list(waiting)) if counts else None
        return letter(to=to, digest=digest, content=content) if content else None


class _Post:
    """One connection to the mail server, and what it does with each letter."""

    def __init__(self, done: Round, day: date) -> None:
        self.done, self.day, self.fallen = done, day, 0
        self.server = EmailBackend()

    def send(self, digest: Digest, made: EmailMultiAlternatives) -> None:
        self._open()
        with acting_as_job(JOB) as by:
            if not claim(digest=digest, day=self.day, by=by):
                return
        try:
            self.server.send_messages([made])
        except smtplib.SMTPSenderRefused as problem:
            self._return(digest)
            raise MailServerAway from problem
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as problem:
            self._refused(digest, problem)
        except (OSError, smtplib.SMTPException) as problem:
            self._lost(problem)
        else:
            self.done.sent += 1
            self.fallen = 0
            self._finish(digest)

    def close(self) -> None:
        try:
            self.server.close()
        except (OSError, smtplib.SMTPException):
            self.server.connection = None

    def _open(self) -> None:
        try:
            self.server.open()
        except (OSError, smtplib.SMTPException) as problem:
            self.server.connection = None
            raise MailServerAway from problem

    def _refused(self, digest: Digest, problem: smtplib.SMTPException) -> None:
        """Not this letter, or not now. For ever: then its next day will do; for a while: then again today."""
        self.done.refused += 1
        self.close()
        if _is_final(problem):
            self._finish(digest)
        else:
            self._return(digest)
        _log.error("The mail server refused a letter: %s", type(problem).__name__)

    def _lost(self, problem: Exception) -> None:
        """Perhaps it left. It stays claimed, so that it is not sent again today, and not done, so that it comes."""
        self.done.unsure += 1
        self.fallen += 1
        self.close()
        _log.error("A letter was perhaps not sent: %s", type(problem).__name__)
        if self.fallen >= MOST_IN_A_ROW:
            raise MailServerAway from problem

    def _finish(self, digest: Digest) -> None:
        with acting_as_job(JOB) as by:
            finish(digests=[digest], day=self.day, by=by)

    def _return(self, digest: Digest) -> None:
        with acting_as_job(JOB) as by:
            give_back(digest=digest, by=by)


def _is_final(problem: smtplib.SMTPException) -> bool:
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in problem.recipients.values())
    return isinstance(problem, smtplib.SMTPResponseException) and problem.smtp_code >= 500

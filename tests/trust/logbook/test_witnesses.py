"""Every hour the newest head goes to the witnesses, by a real mail server; that letter brings tampering to light."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from pytest_django import Settings

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit.models import Seal
from slagvaardig.trust.audit.verification import verify
from slagvaardig.trust.audit.witnesses import read_heads
from slagvaardig.trust.database.ownership import as_owner
from slagvaardig.trust.logbook.jobs import LogDiffers, check_the_chain, hand_out_heads
from tests.log import log
from tests.ports import free_port
from tests.trust.audit.sealed import seal_all, write_lines

WITNESSES = ["getuige-een@voorbeeld.invalid", "getuige-twee@voorbeeld.invalid"]
pytestmark = pytest.mark.django_db(transaction=True)


class Post:
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.got: list[tuple[list[str], Message]] = []
        self.refuses = False

    async def handle_DATA(self, server: object, session: object, envelope) -> str:  # type: ignore[no-untyped-def]
        if self.refuses:
            return "451 later"
        self.got.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        return "250 OK"


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    kept = Post()
    port = free_port()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.WITNESSES = WITNESSES
    settings.DEFAULT_FROM_EMAIL = "site@voorbeeld.invalid"
    yield kept
    server.stop()


def test_the_newest_head_goes_to_every_witness_and_they_do_not_see_each_other(post: Post) -> None:
    for _ in range(2):
        write_lines(2)
        seal_all()
    assert hand_out_heads() == 2
    ((receivers, letter),) = post.got
    assert receivers == WITNESSES
    assert not any(witness in letter.as_string() for witness in WITNESSES)
    heads = read_heads(letter.get_content())  # type: ignore[attr-defined]
    assert {seq: head for seq, (head, _at) in heads.items()} == {2: Seal.objects.get(seq=2).head}
    (line,) = log("witness")
    assert (line.about, line.actor, line.detail) == ("seal:2", "job:sealer", {"witnesses": 2})
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("delete from trust_event where seal = 2")
        cursor.execute("delete from trust_seal where seq = 2")
    with acting_as_job("console"):
        assert verify().deviations == []
        assert verify(heads).deviations == [("witness", 2)], "the letter alone brings it to light"


def test_without_seals_or_witnesses_nothing_is_sent(post: Post, settings: Settings) -> None:
    assert hand_out_heads() == 0
    write_lines(1)
    seal_all()
    settings.WITNESSES = []
    assert hand_out_heads() == 0
    assert (post.got, log("witness")) == ([], [])


def test_a_mail_that_is_not_taken_is_not_said_to_be_sent(post: Post) -> None:
    write_lines(1)
    seal_all()
    post.refuses = True
    with pytest.raises(OSError, match="later"):
        hand_out_heads()
    assert log("witness") == []
    post.refuses = False
    assert hand_out_heads() == 2


def test_the_nightly_check_is_in_the_log_and_raises_the_alarm() -> None:
    write_lines(3)
    seal_all()
    check_the_chain()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("update trust_event set actor = 'user:else' where seal = 1")
    with pytest.raises(LogDiffers, match="2 deviations"):
        check_the_chain()
    assert [event.detail["deviations"] for event in log("verify")] == [2, 0]

"""A real mail server on the loopback address, and the letters that it was given."""

import email
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from django.test import override_settings

from slagvaardig.environment import mail_server
from tests.ports import free_port


@dataclass
class Postbox:
    """What came in."""

    letters: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.letters.append(email.message_from_bytes(envelope.content, EmailMessage, policy=default))
        return "250 OK"


@contextmanager
def mail_arrives() -> Iterator[Postbox]:
    """The site sends its mail to a server of this test for as long as the block lasts."""
    box = Postbox()
    port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            SENDS_MAIL=True,
            DEFAULT_FROM_EMAIL="site@voorbeeld.invalid",
            **mail_server(f"smtp://127.0.0.1:{port}"),
        ):
            yield box
    finally:
        server.stop()

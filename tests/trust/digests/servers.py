"""Mail servers that behave badly, each in its own way, on the loopback address."""

import asyncio
import email
from collections import Counter
from collections.abc import Callable, Iterator
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
class Server:
    """letters: (to, letter) of what was accepted. recipient, content: what it answers; None lets the line fall.
    waits: how many seconds it takes to answer a letter."""

    recipient: Callable[[str], str | None] = lambda to: "250 OK"
    content: Callable[[str], str | None] = lambda to: "250 OK"
    waits: Callable[[str], float] = lambda to: 0.0
    letters: list[tuple[str, EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    @property
    def got(self) -> Counter[str]:
        return Counter(to for to, _letter in self.letters)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        answer = self.recipient(address)
        if answer and answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return _said(server, answer)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        to = envelope.rcpt_tos[0]
        answer = self.content(to)
        await asyncio.sleep(self.waits(to))
        if answer is None or answer.startswith("250"):  # one that falls silent after the letter has it all the same
            self.letters.append((to, email.message_from_bytes(envelope.content, EmailMessage, policy=default)))
            self.raw.append(envelope.content)
        return _said(server, answer)


def _said(server: Any, answer: str | None) -> str:
    if answer is None:
        server.transport.abort()
        return "250 nobody hears this"
    return answer


@contextmanager
def serving(server: Server, *, timeout: float = 5) -> Iterator[str]:
    """The site sends to this server for as long as the block lasts; its address."""
    port = free_port()
    running = Controller(server, hostname="127.0.0.1", port=port)
    running.start()
    try:
        with sending_to(f"smtp://127.0.0.1:{port}", timeout=timeout):
            yield f"smtp://127.0.0.1:{port}"
    finally:
        running.stop()


@contextmanager
def sending_to(url: str, *, timeout: float = 5) -> Iterator[None]:
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        SENDS_MAIL=True,
        DEFAULT_FROM_EMAIL="Slagvaardig <site@voorbeeld.invalid>",
        ADDRESS="https://site.voorbeeld.invalid",
        **{**mail_server(url), "EMAIL_TIMEOUT": timeout},
    ):
        yield

"""A clock that is killed at its n-th letter: `python -m tests.trust.digests.dying before|after N URL DATABASE`."""

import os
import signal
import sys
from collections.abc import Sequence

import django
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection


def main(moment: str, number: int, url: str, database: str) -> None:
    django.setup()
    connection.settings_dict["NAME"] = database

    from slagvaardig.trust.digests import sending
    from tests.trust.digests.servers import sending_to
    from tests.trust.digests.test_sending import something

    send, letters = EmailBackend.send_messages, []

    def and_die(server: EmailBackend, made: Sequence[EmailMessage]) -> int:
        letters.append(made)
        if len(letters) == number and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        sent = send(server, made)
        if len(letters) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return sent

    setattr(EmailBackend, "send_messages", and_die)  # noqa: B010 - another function in its place
    with sending_to(url):
        sending.send_digests(something)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])

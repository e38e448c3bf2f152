"""The one letter that this site sends about logging in."""

import logging
import threading

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from slagvaardig.trust.access.invitations import MINUTES

_log = logging.getLogger(__name__)


def send_password_link(*, to: str, link: str) -> None:
    """After the answer has gone out: how long sending takes must not tell whether an address is known."""
    text = _(
        "U vroeg een nieuw wachtwoord aan. Kies het hier, binnen %(minutes)s minuten:\n\n%(link)s\n\n"
        "Daarna vragen wij ook uw tweede stap. Vroeg u dit niet aan? Dan hoeft u niets te doen."
    ) % {"minutes": MINUTES, "link": link}
    letter = EmailMessage(_("Een nieuw wachtwoord"), text, settings.DEFAULT_FROM_EMAIL, [to])
    transaction.on_commit(lambda: threading.Thread(target=_send, args=[letter]).start())


def _send(letter: EmailMessage) -> None:
    try:
        letter.send()
    except OSError as problem:  # of sockets and of smtplib
        _log.error("A letter could not be sent: %s", type(problem).__name__)

"""What is mailed: numbers and links, in the language of who gets it. No names, titles or texts, no pictures, nothing
that tells whether it was opened."""

import secrets
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from slagvaardig.trust.digests.models import Digest
from slagvaardig.trust.digests.rules import Content
from slagvaardig.trust.digests.tokens import stop_token


def letter(*, to: str, digest: Digest, content: Content) -> EmailMultiAlternatives:
    """Write it while the language of who gets it is active."""
    context = _told(digest, content)
    stop = context["stop"] = settings.ADDRESS + reverse("digest_stop", args=[stop_token(digest.stop)])
    # The subject is the same for everybody and on every day.
    made = EmailMultiAlternatives(
        subject=_("Uw bericht van Slagvaardig"),
        body=render_to_string("trust/digest.txt", context),
        to=[to],
        headers={
            "Message-ID": f"<{secrets.token_hex(16)}@{_domain()}>",  # that of Django would name this machine
            "Auto-Submitted": "auto-generated",
            "Precedence": "bulk",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    made.attach_alternative(render_to_string("trust/digest.html", context), "text/html")
    return made


def sample(*, digest: Digest, content: Content) -> str:
    """The text of such a letter. Its link to stop the mail does not work: the key of that stands in letters only."""
    stop = settings.ADDRESS + reverse("digest_stop", args=["..."])
    return render_to_string("trust/digest.txt", {**_told(digest, content), "stop": stop})


def _told(digest: Digest, content: Content) -> dict[str, Any]:
    return {
        "lines": [(one.number, one.text, settings.ADDRESS + one.href) for one in content.of_office],
        "own": content.own,
        "always": digest.own == "steady",
        "site": settings.ADDRESS + "/",
        "choose": settings.ADDRESS + reverse("my_digest"),
        "language": digest.language,
    }


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]

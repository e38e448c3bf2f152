"""Heads of the chain for people elsewhere: a chain alone proves nothing against whoever runs the database.

A head is a line of JSON, signed with Ed25519, so that a witness can show others that it came from this site.
"""

import hmac
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from slagvaardig.trust.audit.chain import moment
from slagvaardig.trust.audit.models import Seal
from slagvaardig.trust.audit.verification import Heads


def head_line(seal: Seal) -> str:
    """What a witness keeps of one seal."""
    at = moment(seal.at)
    signature = _key().sign(signed_text(seal.seq, seal.head, at).encode()).hex()
    return json.dumps({"seq": seal.seq, "head": seal.head, "at": at, "signature": signature})


def signed_text(seq: int, head: str, at: str) -> str:
    """The very text under the signature."""
    return f"{seq} {head} {at}"


def public_key() -> str:
    """With which anybody checks the signatures, as PEM."""
    return _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def read_heads(text: str) -> Heads:
    """The heads in a file of JSON lines, or in mails: a line that does not begin with a brace is not one.

    Raises ValueError, with the number of the line, for a line that begins like a head and is none.
    """
    found: dict[int, tuple[str, str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("{"):
            continue
        try:
            kept = json.loads(line)
            seq, head = int(kept["seq"]), (str(kept["head"]), str(kept.get("at", "")))
        except (ValueError, KeyError, TypeError) as problem:
            raise ValueError(_("Regel %(number)s is geen controlegetal.") % {"number": number}) from problem
        if found.setdefault(seq, head) != head:
            raise ValueError(_("Regel %(number)s spreekt een eerder controlegetal tegen.") % {"number": number})
    return found


def letter(seal: Seal) -> EmailMessage:
    """The newest head, for every witness that is named in the settings; they do not see each other's address."""
    text = _(
        "Dit is het nieuwste controlegetal van het logboek. Bewaar dit bericht.\n"
        "Wie later iets in het logboek verandert, krijgt een ander getal. Zo kunt u dat aantonen.\n"
    )
    return EmailMessage(
        subject=_("Controlegetal %(seq)s van het logboek") % {"seq": seal.seq},
        body=f"{text}\n{head_line(seal)}\n",
        bcc=settings.WITNESSES,
    )


def _key() -> Ed25519PrivateKey:
    seed = settings.SEAL_KEY or hmac.digest(settings.SECRET_KEY.encode(), b"slagvaardig: witness heads", "sha256")
    return Ed25519PrivateKey.from_private_bytes(seed)

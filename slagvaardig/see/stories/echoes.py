"""The key of an echo: the same each time for one person and one story, made one way, so that it tells nobody who."""

import hmac
import uuid

from django.conf import settings

from slagvaardig.see.stories.editions import Edition
from slagvaardig.trust.access.models import Person


def mark_of(person: Person, edition: Edition) -> uuid.UUID:
    """Under a key that is not in the database."""
    key = hmac.digest(settings.SECRET_KEY.encode(), b"slagvaardig: who recognised what", "sha256")
    digest = hmac.digest(key, f"{person.pk} {edition.story_id}".encode(), "sha256")
    return uuid.UUID(bytes=digest[:16], version=4)

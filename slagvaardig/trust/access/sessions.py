"""Sessions in the database under the hash of their key: reading the table is not enough to take one over."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from slagvaardig.trust.access.models import QUIET, Session

LONGEST = timedelta(hours=8)
_STARTED, _DEVICE = "started", "device"


def hashed(key: str) -> str:
    """What is kept of the key of a session."""
    return hashlib.sha256(f"slagvaardig session {key}".encode()).hexdigest()


class SessionStore(DatabaseStore):
    """Named in settings.SESSION_ENGINE. A session ends eight hours after its start, or after thirty quiet minutes."""

    @classmethod
    def get_model_class(cls) -> type[Session]:  # type: ignore[override]
        return Session

    def _get_session_from_db(self) -> Session | None:
        now = timezone.now()
        kept = Session.objects.filter(session_key=hashed(self.session_key or ""), expire_date__gt=now)
        found = kept.filter(seen__gt=now - QUIET).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=hashed(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:  # type: ignore[override]
        now = timezone.now()
        started = datetime.fromisoformat(data.setdefault(_STARTED, now.isoformat()))
        return Session(
            session_key=hashed(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=started + LONGEST,
            user_id=data.get("_auth_user_id"),
            device=str(data.get(_DEVICE, ""))[:80],
            started=started,
            seen=now,
        )

    def delete(self, session_key: str | None = None) -> None:
        key = session_key if session_key is not None else self.session_key
        if key is not None:
            Session.objects.filter(session_key=hashed(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.filter(expire_date__lt=timezone.now()).delete()

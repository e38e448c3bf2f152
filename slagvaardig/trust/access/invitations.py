"""Tokens for one first login; nothing of them is kept."""

from django.core import signing

from slagvaardig.trust.access.models import Person, User

DAYS = 7
_SALT = "slagvaardig: invitation"


def invitation(person: Person) -> str:
    """A token for one first login: it ends after a week, and as soon as somebody logged in with it."""
    return signing.dumps([str(person.pk), _state(person.user)], salt=_SALT)


def invited(token: str) -> User | None:
    """Who a token is for, if it still works."""
    try:
        key, state = signing.loads(token, salt=_SALT, max_age=DAYS * 86400)
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.active(key)
    return user if user and _state(user) == state else None


def _state(user: User) -> str:
    """Changes at the first login and at a new password, so that a used link is a dead link."""
    return signing.Signer(salt=_SALT).signature(f"{user.password} {user.last_login}")

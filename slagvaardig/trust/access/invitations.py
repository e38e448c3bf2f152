"""Tokens for one first login and for one new password; nothing of them is kept."""

from django.core import signing

from slagvaardig.trust.access.models import Person, User

DAYS = 7
MINUTES = 30
_SALT = "slagvaardig: invitation"
_PASSWORD_SALT = "slagvaardig: new password"  # noqa: S105 - names a purpose


def invitation(person: Person) -> str:
    """A token for one first login: it ends after a week, and as soon as somebody logged in with it."""
    return _token(person.user, _SALT)


def invited(token: str) -> User | None:
    """Who a token is for, if it still works."""
    return _holder(token, _SALT, DAYS * 86400)


def password_token(user: User) -> str:
    """A token for one new password: it ends after half an hour, and as soon as somebody logged in or changed it."""
    return _token(user, _PASSWORD_SALT)


def password_holder(token: str) -> User | None:
    return _holder(token, _PASSWORD_SALT, MINUTES * 60)


def _token(user: User, salt: str) -> str:
    return signing.dumps([str(user.pk), _state(user, salt)], salt=salt)


def _holder(token: str, salt: str, seconds: int) -> User | None:
    try:
        key, state = signing.loads(token, salt=salt, max_age=seconds)
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.active(key)
    return user if user and _state(user, salt) == state else None


def _state(user: User, salt: str) -> str:
    """Changes at the next login and at a new password, so that a used link is a dead link."""
    return signing.Signer(salt=salt).signature(f"{user.password} {user.last_login}")

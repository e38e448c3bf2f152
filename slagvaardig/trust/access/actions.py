"""Inviting people, and letting them go. Nobody does any of it to himself."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from slagvaardig.trust.access.models import Actor, Person, Session, User, name_of
from slagvaardig.trust.audit.actions import record


@transaction.atomic
def invite(*, email: str, name: str, by: Actor) -> Person:
    """Somebody who may log in from now on, with the link of `invitations.invitation`. The database refuses others."""
    address = email.strip().lower()
    if User.objects.with_address(address):
        raise ValidationError(_("Met dit e-mailadres is al iemand uitgenodigd."))
    user = User(email=address)
    user.set_unusable_password()
    user.full_clean(exclude=["password", "last_login"])
    user.save(force_insert=True)
    person = Person(user=user, name=name.strip())
    person.save(force_insert=True)
    record(verb="invite", about=f"person:{person.pk}", by=name_of(by))
    return person


@transaction.atomic
def set_active(*, person: Person, active: bool, by: Actor) -> None:
    """Shut somebody out from the next request on, or let him in again."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.set_active(%s, %s)", [person.pk, active])
        if not cursor.fetchone()[0]:
            raise PermissionDenied
    record(verb="enable" if active else "disable", about=f"person:{person.pk}", by=name_of(by))


@transaction.atomic
def set_password(*, user: User, password: str, by: Actor) -> None:
    """A new password; wherever this user is logged in, that ends."""
    user.set_password(password)
    User.objects.filter(pk=user.pk).update(password=user.password)
    Session.objects.filter(user_id=user.pk).delete()
    record(verb="password-changed", about=f"person:{user.pk}", by=name_of(by))


@transaction.atomic
def reset_login(*, person: Person, by: Actor) -> None:
    """Somebody lost his second step: how he logged in and where ends, and a new invitation begins. Never to oneself."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.reset_login(%s)", [person.pk])
        if not cursor.fetchone()[0]:
            raise PermissionDenied
    record(verb="reset-login", about=f"person:{person.pk}", by=name_of(by))


@transaction.atomic
def sign_out(*, by: Person, sessions: list[str] | None = None) -> int:
    """End the named sessions of a person, or all; how many ended."""
    own = Session.objects.filter(user_id=by.pk)
    ended, _per_model = (own if sessions is None else own.filter(session_key__in=sessions)).delete()
    record(verb="sign-out", about=f"person:{by.pk}", by=by.actor, detail={"sessions": ended})
    return ended

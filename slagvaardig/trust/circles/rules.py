"""What the one who acts may do. The database answers, so that a button, a check and the rule of a row never differ."""

import uuid

from django.core.exceptions import PermissionDenied
from django.db import connection

from slagvaardig.trust.access.identity import remembered
from slagvaardig.trust.circles.models import Circle


class Refused(PermissionDenied):
    """Somebody asks for what is not his to do. Pages answer as if the thing does not exist."""


def circles_with(right: str) -> set[uuid.UUID]:
    """The circles in which the one who acts has a right (a key of access.roles.RIGHTS)."""
    return set(_circles_by_kind(right))


def kinds_with(right: str) -> set[str]:
    """The kinds of those circles: whether somebody has a role in a subject at all, before asking what is in it."""
    return set(_circles_by_kind(right).values())


def _circles_by_kind(right: str) -> dict[uuid.UUID, str]:
    inside = "select id, kind from trust_circle where id = any((select sec.circles(%s))::uuid[])"

    def ask() -> dict[uuid.UUID, str]:
        with connection.cursor() as cursor:
            cursor.execute(inside, [right])
            return dict(cursor.fetchall())

    return remembered(f"circles with {right}", ask)


def may(right: str, circle: Circle) -> bool:
    return circle.pk in circles_with(right)


def rights_in(circle: Circle) -> set[str]:
    """Everything that the one who acts may do in a circle: one question for all buttons of a page."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.rights(%s)", [circle.pk])
        return set(cursor.fetchone()[0])


def has(right: str) -> bool:
    """Whether the one who acts has a right that is not about a circle."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.has(%s) or sec.job() = 'console'", [right])
        return bool(cursor.fetchone()[0])


def knows_the_people() -> bool:
    """Whether the one who acts sees the names of others: whoever works for a partner, appoints, or reads the log."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.in_coalition() or sec.has('appoint') or sec.has('read_log')")
        return bool(cursor.fetchone()[0])


def require(right: str, circle: Circle) -> None:
    """Refused unless the one who acts has the right in that circle."""
    if not may(right, circle):
        raise Refused


def require_of_the_site(right: str) -> None:
    """Refused unless the one who acts has a right of the whole site."""
    if not has(right):
        raise Refused

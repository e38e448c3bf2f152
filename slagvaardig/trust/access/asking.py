"""The person who asks for a page, looked up once for each request."""

from django.http import HttpRequest

from slagvaardig.trust.access.models import Person


def person_of(request: HttpRequest) -> Person | None:
    """None for a visitor without a login."""
    return me(request) if request.user.is_authenticated else None


def me(request: HttpRequest) -> Person:
    """Whoever is logged in. On pages for people with a login; elsewhere see person_of."""
    person: Person = request.user.person  # type: ignore[union-attr]  # the same that the head of the page names
    return person

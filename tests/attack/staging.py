"""Brings the cast into a running site and prints how they get in: `python -m tests.attack.staging`."""

import json
import sys

import django
from django.conf import settings


def bring() -> dict[str, object]:
    from tests import people

    invite = people.invite

    def invite_elsewhere(*, email: str, name: str, by: str) -> object:
        """The personas of a demonstration have some of these addresses already."""
        return invite(email=email.replace("@", "@proef."), name=name, by=by)

    people.invite = invite_elsewhere  # type: ignore[assignment]
    cast = people.gather()
    return {
        "cookie": settings.SESSION_COOKIE_NAME,
        "database": settings.DATABASE_NAME,
        "keys": cast.keys,
        "persons": {name: str(person.pk) for name, person in cast.persons.items()},
    }


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(bring()) + "\n")

"""Makes the database of a site without its figures, with the cast in it; prints how they get in.

`python -m tests.attack.staging`: a process of its own, because this one already knows another database.
"""

import json
import sys

import django
from django.conf import settings
from django.core.management import call_command

from slagvaardig import postgres


def bring() -> dict[str, object]:
    """Everything of `slagvaardig prepare` but the figures."""
    from slagvaardig.trust.database.installation import install
    from slagvaardig.trust.database.ownership import as_owner
    from tests.people import gather

    assert settings.PRIVATE_POSTGRES
    postgres.create_database(postgres.socket_folder(settings.PRIVATE_POSTGRES), settings.DATABASE_NAME)
    with as_owner():
        call_command("migrate", verbosity=0, interactive=False)
        install()
    cast = gather()
    return {
        "cookie": settings.SESSION_COOKIE_NAME,
        "database": settings.DATABASE_NAME,
        "keys": cast.keys,
        "persons": {name: str(person.pk) for name, person in cast.persons.items()},
    }


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(bring()) + "\n")

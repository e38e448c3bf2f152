"""`slagvaardig admin`: the first administrator of a site, and a way back for one who lost everything."""

import argparse
import sys

from django.core.exceptions import ValidationError

from slagvaardig.trust.access.actions import reset_login
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.invitations import DAYS, invitation
from slagvaardig.trust.access.models import Person, User
from slagvaardig.trust.circles.actions import first_administrator


def first(arguments: argparse.Namespace) -> int:
    """Invite the first administrator; the second is appointed by the first."""
    with acting_as_job("console") as by:
        try:
            person = first_administrator(email=arguments.email, name=arguments.name, by=by)
        except ValidationError as objection:
            raise SystemExit(" ".join(objection.messages)) from objection
        _show(person, arguments.site)
    return 0


def reset(arguments: argparse.Namespace) -> int:
    """Let somebody start over who lost his second step while nobody else can invite him."""
    with acting_as_job("console") as by:
        user = User.objects.with_address(arguments.email)
        if user is None or not user.is_active:
            raise SystemExit(f"Niemand met het adres {arguments.email} kan hier inloggen.")
        person = Person.objects.get(pk=user.pk)
        reset_login(person=person, by=by)
        _show(person, arguments.site)
    return 0


def _show(person: Person, site: str) -> None:
    link = (
        f"{site.rstrip('/')}/toegang/uitnodiging/{invitation(Person.objects.select_related('user').get(pk=person.pk))}"
    )
    sys.stdout.write(f"Geef deze link aan {person.name}. Zij werkt {DAYS} dagen, voor een keer inloggen:\n{link}\n")

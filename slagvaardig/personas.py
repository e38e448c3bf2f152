"""The invented people of a fictional region, for whom a demonstration needs one click. Never in a real region."""

from datetime import timedelta

from django.utils import timezone

from slagvaardig.region.definitions import Persona
from slagvaardig.trust.access.actions import invite
from slagvaardig.trust.access.models import Person, User
from slagvaardig.trust.circles.actions import admit, hand_over
from slagvaardig.trust.circles.models import Circle, Membership, Office, Tenure

TERM = timedelta(days=365)


def address_of(persona: Persona) -> str:
    """An e-mail address that cannot exist."""
    return address_at(persona.slug)


def address_at(slug: str) -> str:
    return f"{slug}@voorbeeld.invalid"


def introduce(*, persona: Persona, by: str) -> Person:
    """Invite a persona and give what its file says; what it has already stays."""
    user = User.objects.with_address(address_of(persona))
    person = Person.objects.get(pk=user.pk) if user else invite(email=address_of(persona), name=persona.name, by=by)
    today = timezone.localdate()
    until = today + TERM
    if not Membership.objects.of(person).not_ended(today).exists():
        for word in persona.roles:
            slug, _, role = word.partition(":")
            admit(person=person, circle=Circle.objects.get(slug=slug), role=role, until=until, by=by)
        for role in persona.site:
            admit(person=person, circle=None, role=role, until=until, by=by)
    if not Tenure.objects.of(person).not_ended(today).exists():
        for slug in persona.offices:
            hand_over(office=Office.objects.get(slug=slug), to=person, on=today, until=until, by=by)
    return person

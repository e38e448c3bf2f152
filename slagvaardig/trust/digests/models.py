"""How somebody wants to hear by mail that something waits for him, and on which days that was dealt with."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.privacy import Along, Privacy
from slagvaardig.trust.rows import Written

RHYTHMS: Final[dict[str, str | Promise]] = {
    "weekly": _("elke week, op maandag"),
    "daily": _("elke werkdag"),
    "none": _("nooit"),
}
OWN: Final[dict[str, str | Promise]] = {
    "silent": _("niets: dat lees ik hier wel"),
    "steady": _("stuur mijn mail altijd, ook als er niets wacht; dan zegt hij niets over mij"),
    "open": _("zet erbij hoeveel nieuws er is over wat ik zelf vertelde of meldde"),
}
_JOB = "sec.job() = 'digests'"


class DigestQuerySet(models.QuerySet["Digest"]):
    """Digests by what a page or the clock asks."""

    def of(self, person: Person) -> "Digest | None":
        return self.filter(person=person).first()

    def of_people(self, keys: Collection[uuid.UUID]) -> Self:
        return self.filter(person__in=keys)

    def unclaimed(self, day: date) -> Self:
        """Still wanted, and not sent, or perhaps sent, on this day."""
        return self.exclude(rhythm="none").exclude(claimed_on=day)


class Digest(models.Model):
    """One person's mail. stop: the key in the link with which he stops it, which says nothing of who he is.

    claimed_on: the last day on which a letter perhaps left, written down before it does: nobody gets two on one day.
    done_on: the last day on which it surely left, or on which there was nothing to tell.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="+")
    rhythm = models.CharField(max_length=10, choices=list(RHYTHMS.items()), default="weekly")
    own = models.CharField(max_length=10, choices=list(OWN.items()), default="silent")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    stop = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    claimed_on = models.DateField(null=True, editable=False)
    done_on = models.DateField(null=True, editable=False)

    objects = DigestQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("hoe vaak en in welke taal iemand mail wil, en de dag van de laatste"),
        why=_("laten weten dat er iets wacht, niet vaker dan iemand wil"),
        processing="mail",
        ends=Along("trust_person", "person_id", _("de gegevens van de persoon zelf")),
        person=True,
    )
    access = Written(
        select=f"person_id = sec.me() or {_JOB}",
        insert=f"person_id = sec.me() or {_JOB}",
        update=f"person_id = sec.me() or {_JOB}",
        changes=("rhythm", "own", "language", "claimed_on", "done_on"),
    )

    def __str__(self) -> str:
        return self.rhythm

"""Stories as they were told, and the conversation about each with its teller. What others read is in editions.py."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.see.stories.conditions import (
    ALONG,
    AT_THE_DESK,
    DESK,
    EDITS,
    ENDS,
    KNOWN,
    NIGHT,
    SEES,
    TELLER_ENDS,
    TOLD_JUST_NOW,
    WHY,
    goes_along,
    of_story,
    own,
)
from slagvaardig.see.stories.workflow import FIRST, STATES
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import After, Privacy
from slagvaardig.trust.rows import Written

WHO: dict[str, str | Promise] = {
    "anonymous": _("anoniem"),
    "organisation": _("bekend bij mijn organisatie"),
    "named": _("met naam bij het loket"),
    "heard": _("opgetekend in een gesprek, met toestemming"),
}
READERS: dict[str, str | Promise] = {
    "desk": _("alleen het loket"),
    "coalition": _("iedereen die voor een partner van de coalitie werkt"),
    "everyone": _("iedereen: het mag openbaar"),
}


class StoryQuerySet(models.QuerySet["Story"]):
    """Stories by what a page asks. The database leaves out what the visitor may not see."""

    def waiting(self) -> Self:
        """Those that wait for the desk, the longest first. Of one day in no order that says when they came."""
        return self.filter(waits_since__isnull=False).order_by("waits_since", "pk")

    def at(self, circle: Circle) -> Self:
        return self.filter(circle=circle)

    def newest_first(self) -> Self:
        return self.order_by("-day", "pk")

    def in_state(self, state: str) -> Self:
        return self.filter(state=state)

    def told_by(self, person: Person) -> Self:
        return self.filter(teller__person=person)

    def unnoted(self, before: date) -> Self:
        """Told by somebody unseen before a day, and not in the log yet."""
        return self.filter(noted=False, day__lt=before).order_by("pk")

    def between(self, first: date, last: date) -> Self:
        return self.filter(day__gte=first, day__lte=last)


class Story(models.Model):
    """What somebody told, with his own interpretation (`answers`), as coarse as keeps him from being recognised.

    Only days are kept, never moments. circle: that of the desk. readers, quotable: what the teller allows.
    safe: whether enough people fit `role`, `area` and `theme` for others to read it at all.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT)
    who = models.CharField(max_length=12, choices=list(WHO.items()))
    day = models.DateField()
    state = models.CharField(max_length=10, choices=list(STATES.items()), default=FIRST)
    title = models.CharField(_("titel"), max_length=100)
    text = models.TextField(_("verhaal"))
    theme = models.SlugField(max_length=80)
    area = models.CharField(max_length=20)
    role = models.CharField(max_length=40, blank=True)
    safe = models.BooleanField()
    answers = models.JSONField(default=dict)
    readers = models.CharField(max_length=10, choices=list(READERS.items()))
    quotable = models.BooleanField(default=False)
    waits_since = models.DateField(null=True)
    first_answer = models.DateField(null=True)
    keep_until = models.DateField()
    noted = models.BooleanField(default=True)

    in_digest = True
    objects = StoryQuerySet.as_manager()
    privacy = Privacy(
        keeps=_(
            "verhalen van professionals over hun werk, zonder namen en met alleen de dag; geen gegevens van burgers"
        ),
        why=WHY,
        processing="stories",
        ends=After("keep_until", _("de bewaardatum van het verhaal")),
    )
    access = Written(
        # Whoever may know the teller (his own organisation, if he wanted that) may read what he told.
        select=f"{SEES} or id = sec.receipt() or {NIGHT} or {KNOWN}",
        insert=f"state = '{FIRST}' and {AT_THE_DESK}"
        " and ((who = 'anonymous' and id = sec.receipt()) or (who <> 'anonymous' and (select sec.in_coalition())))",
        update=f"{EDITS} or {own('see_story.id')} or {NIGHT}",
        delete=own("see_story.id"),
        # The words themselves change only when their teller takes them back.
        changes=(
            "state",
            "readers",
            "quotable",
            "waits_since",
            "first_answer",
            "noted",
            "title",
            "text",
            "answers",
            "keep_until",
        ),
    )

    class Meta:
        indexes = [
            models.Index(fields=("-day", "id"), name="see_story_newest"),
            models.Index(fields=("waits_since", "id"), name="see_story_waiting"),
        ]

    def __str__(self) -> str:
        return self.title


class TellerQuerySet(models.QuerySet["Teller"]):
    """Tellers by what a page asks."""

    def new_answers(self, person: Person) -> dict[uuid.UUID, int]:
        """Of every story that somebody told: how many messages of the desk he has not seen."""
        told = models.Count("story__messages", filter=models.Q(story__messages__from_desk=True))
        return dict(self.filter(person=person).values_list("story_id", told - models.F("heard")))


class Teller(models.Model):
    """Who told a story, when he wanted that to be known: in `circle`, the desk or his own organisation.

    heard: how many messages of the desk he has seen.
    """

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT)
    keep_until = models.DateField()
    heard = models.PositiveIntegerField(default=0)

    in_digest = True
    objects = TellerQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("wie een verhaal vertelde, als die dat zelf koos"),
        why=WHY,
        processing="stories",
        ends=ALONG,
        person=True,
    )
    access = Written(
        # Never by way of the story: its own rule asks this table.
        select=f"person_id = sec.me() or {EDITS} or {NIGHT} or {TELLER_ENDS}",
        insert=f"person_id = sec.me() and ({SEES} or {AT_THE_DESK}) and sec.may_be_teller_of_see_story(story_id)",
        update="person_id = sec.me()",
        delete=f"person_id = sec.me() or {TELLER_ENDS}",
        changes=("heard",),
        functions=TOLD_JUST_NOW,
    )

    def __str__(self) -> str:
        return str(self.story_id)


class Receipt(models.Model):
    """With what an anonymous teller finds his story back: the first digits of his code, and a hash of the others."""

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True)
    handle = models.CharField(max_length=8, db_index=True)
    secret = models.CharField(max_length=80)

    privacy = Privacy(
        keeps=_("een onomkeerbare afdruk van de code van een anonieme verteller"),
        why=_("een anonieme verteller kunnen antwoorden"),
        processing="stories",
        ends=ALONG,
    )
    access = Written(
        select="handle = sec.claim() or story_id = sec.receipt() or " + ENDS,
        insert="story_id = sec.receipt()",
        delete=f"story_id = sec.receipt() or {ENDS}",
    )

    def __str__(self) -> str:
        return self.handle


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages by what a page asks."""

    def in_order(self) -> Self:
        return self.order_by("number")

    def of_the_desk(self) -> Self:
        return self.filter(from_desk=True)

    def unnoted(self, before: date) -> Self:
        return self.filter(noted=False, day__lt=before).order_by("pk")


class Message(models.Model):
    """One turn in the conversation between the desk and the teller of a story."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    day = models.DateField()
    from_desk = models.BooleanField()
    text = models.TextField(_("bericht"))
    noted = models.BooleanField(default=True)

    in_digest = True
    objects = MessageQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("het gesprek tussen het loket en de verteller van een verhaal"),
        why=WHY,
        processing="stories",
        ends=ALONG,
    )
    access = Written(
        select=of_story(),
        insert=f"(from_desk and {DESK}) or (not from_desk and {own('see_message.story_id')})",
        update=NIGHT,
        delete=goes_along("see_message"),
        changes=("noted",),
    )

    def __str__(self) -> str:
        return f"{self.story_id} {self.number}"


class Picture(models.Model):
    """An image that a teller sent along, drawn anew so that only its dots remain. For the desk alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="pictures")
    kind = models.CharField(max_length=20)
    content = models.BinaryField()

    privacy = Privacy(
        keeps=_("afbeeldingen bij een verhaal, opnieuw getekend"),
        why=WHY,
        processing="stories",
        ends=ALONG,
    )
    access = Written(select=of_story(), insert=own("see_picture.story_id"), delete=goes_along("see_picture"))

    def __str__(self) -> str:
        return self.kind

"""Stories as they were told, the conversation about each with its teller, and the frozen editions that others read."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Self

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.see.stories.workflow import FIRST, STATES
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import After, Along, Privacy
from slagvaardig.trust.rows import Written

WHO: dict[str, str | Promise] = {
    "anonymous": _("anoniem"),
    "organisation": _("bekend bij mijn organisatie"),
    "named": _("met naam bij het loket"),
}
READERS: dict[str, str | Promise] = {
    "desk": _("alleen het loket"),
    "coalition": _("iedereen die voor een partner van de coalitie werkt"),
    "everyone": _("iedereen: het mag openbaar"),
}
_WHY = _("horen wat er speelt, daarop antwoorden en ervan leren")
_SEES = "circle_id = any((select sec.circles('see'))::uuid[])"
_EDITS = "circle_id = any((select sec.circles('edit'))::uuid[])"
_NIGHT = "sec.job() = 'stories'"


def _own(story: str) -> str:
    """Whether the one who acts told it: with the code of an anonymous story, or as its teller."""
    mine = f"select 1 from see_teller t where t.story_id = {story} and t.person_id = sec.me()"  # noqa: S608
    return f"({story} = sec.receipt() or exists ({mine}))"


def _story(condition: str = "true") -> str:
    return f"exists (select 1 from see_story s where s.id = story_id and {condition})"  # noqa: S608


_DESK = _story(f"s.{_EDITS}")
_ENDS = f"(sec.job() = 'retention' and {_story()})"


def _goes_along(table: str) -> str:
    """When a row goes: its teller takes the story back, or the story is past its end. The name of the table keeps
    `story_id` from being read as that of another."""
    return f"{_own(f'{table}.story_id')} or {_ENDS}"


_KNOWN = "exists (select 1 from see_teller t where t.story_id = see_story.id)"
_AT_THE_DESK = "exists (select 1 from trust_circle c where c.id = circle_id and c.kind = 'desk')"
_ALLOWED = (
    "exists (select 1 from trust_circle c where c.id = see_edition.circle_id and"
    " ((c.kind = 'coalition' and s.readers in ('coalition', 'everyone'))"
    " or (c.kind = 'public' and s.readers = 'everyone')))"
)
_TELLER_ENDS = "(sec.job() = 'retention' and keep_until < sec.today())"
_ALONG = Along("see_story", "story_id", _("het verhaal waar het bij hoort"))


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

    objects = StoryQuerySet.as_manager()
    privacy = Privacy(
        keeps=_(
            "verhalen van professionals over hun werk, zonder namen en met alleen de dag; geen gegevens van burgers"
        ),
        why=_WHY,
        processing="stories",
        ends=After("keep_until", _("de bewaardatum van het verhaal")),
    )
    access = Written(
        # Whoever may know the teller (his own organisation, if he wanted that) may read what he told.
        select=f"{_SEES} or id = sec.receipt() or {_NIGHT} or {_KNOWN}",
        insert=f"state = '{FIRST}' and {_AT_THE_DESK}"
        " and ((who = 'anonymous' and id = sec.receipt()) or (who <> 'anonymous' and (select sec.in_coalition())))",
        update=f"{_EDITS} or {_own('see_story.id')} or {_NIGHT}",
        delete=_own("see_story.id"),
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


class Teller(models.Model):
    """Who told a story, when he wanted that to be known: in `circle`, the desk or his own organisation.

    heard: how many messages of the desk he has seen.
    """

    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT)
    keep_until = models.DateField()
    heard = models.PositiveIntegerField(default=0)

    privacy = Privacy(
        keeps=_("wie een verhaal vertelde, als die dat zelf koos"),
        why=_WHY,
        processing="stories",
        ends=_ALONG,
        person=True,
    )
    access = Written(
        # Never by way of the story: its own rule asks this table.
        select=f"person_id = sec.me() or {_EDITS} or {_NIGHT} or {_TELLER_ENDS}",
        insert=f"person_id = sec.me() and ({_SEES} or {_AT_THE_DESK})",
        update="person_id = sec.me()",
        delete=f"person_id = sec.me() or {_TELLER_ENDS}",
        changes=("heard",),
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
        ends=_ALONG,
    )
    access = Written(
        select="handle = sec.claim() or story_id = sec.receipt() or " + _ENDS,
        insert="story_id = sec.receipt()",
        delete=f"story_id = sec.receipt() or {_ENDS}",
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

    objects = MessageQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("het gesprek tussen het loket en de verteller van een verhaal"),
        why=_WHY,
        processing="stories",
        ends=_ALONG,
    )
    access = Written(
        select=_story(),
        insert=f"(from_desk and {_DESK}) or (not from_desk and {_own('see_message.story_id')})",
        update=_NIGHT,
        delete=_goes_along("see_message"),
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
        why=_WHY,
        processing="stories",
        ends=_ALONG,
    )
    access = Written(select=_story(), insert=_own("see_picture.story_id"), delete=_goes_along("see_picture"))

    def __str__(self) -> str:
        return self.kind


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions by what a page asks. The database leaves out what the visitor may not see."""

    def in_circles(self, circles: Collection[uuid.UUID]) -> Self:
        return self.filter(circle__in=list(circles))

    def about(self, *, theme: str = "", areas: Collection[str] = ()) -> Self:
        found = self.filter(theme=theme) if theme else self
        return found.filter(area__in=list(areas)) if areas else found

    def with_words(self, stems: Collection[str]) -> Self:
        """Those in which every stem stands, also within a longer word."""
        found = self
        for number, stem in enumerate(stems):
            place = models.Func(
                models.F("words"), models.Value(stem), function="strpos", output_field=models.IntegerField()
            )
            found = found.alias(**{f"place_{number}": place}).filter(**{f"place_{number}__gt": 0})
        return found

    def newest_first(self) -> Self:
        return self.order_by("-month", "pk")

    def of_story(self, key: uuid.UUID) -> Self:
        return self.filter(story=key)

    def without_words(self) -> Self:
        return self.defer("words")


class Edition(models.Model):
    """What others read of a story: the one copy that the desk made within what its teller allows. Nobody changes it,
    except for `outcome`: what came of it. month: the first day of the month of the story. words: stems, to search in.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT)
    story = models.OneToOneField(Story, on_delete=models.CASCADE, related_name="edition")
    month = models.DateField()
    title = models.CharField(_("titel"), max_length=100)
    text = models.TextField(_("verhaal"))
    theme = models.SlugField(max_length=80)
    area = models.CharField(max_length=20)
    role = models.CharField(max_length=40, blank=True)
    answers = models.JSONField(default=dict)
    quotable = models.BooleanField(default=False)
    outcome = models.TextField(_("wat er is gebeurd"), blank=True)
    words = models.TextField(blank=True)

    objects = EditionQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("verhalen zoals de coalitie of iedereen ze mag lezen"),
        why=_WHY,
        processing="stories",
        ends=_ALONG,
    )
    access = Written(
        select=f"{_SEES} or story_id = sec.receipt() or {_NIGHT} or {_ENDS}",
        insert=_story(f"s.{_EDITS} and s.safe and {_ALLOWED}"),
        update=_DESK,
        delete=f"{_DESK} or {_goes_along('see_edition')}",
        changes=("outcome",),
    )

    class Meta:
        indexes = [
            models.Index(fields=("circle", "-month", "id"), name="see_edition_newest"),
            models.Index(fields=("theme", "-month"), name="see_edition_theme"),
            models.Index(fields=("area", "-month"), name="see_edition_area"),
        ]

    def __str__(self) -> str:
        return self.title


_SHOWN = "exists (select 1 from see_edition e where e.story_id = see_echo.story_id)"


class EchoQuerySet(models.QuerySet["Echo"]):
    """Echoes by what a page asks."""

    def counted(self, stories: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
        """How many recognised each of these stories."""
        rows = self.filter(story__in=list(stories)).values_list("story").annotate(times=models.Count("pk"))
        return dict(rows)


class Echo(models.Model):
    """Somebody recognises a story ("ik ook"). Its key is made from who it is, one way, and says nothing of him."""

    id = models.UUIDField(primary_key=True, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE)
    day = models.DateField()

    objects = EchoQuerySet.as_manager()

    privacy = Privacy(
        keeps=_("dat iemand een verhaal herkent, en op welke dag; niet wie"),
        why=_("zien hoeveel mensen iets meemaken"),
        processing="stories",
        ends=_ALONG,
    )
    access = Written(
        select=f"{_SHOWN} or {_DESK} or {_goes_along('see_echo')}",
        insert=_SHOWN,
        delete=f"{_DESK} or {_goes_along('see_echo')}",
    )

    def __str__(self) -> str:
        return str(self.story_id)

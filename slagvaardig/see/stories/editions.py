"""What others read of a story, and that they recognise it."""

import uuid
from collections.abc import Collection
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.see.stories.conditions import ALLOWED, ALONG, DESK, EDITS, ENDS, NIGHT, SEES, WHY, goes_along, of_story
from slagvaardig.see.stories.models import Story
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import Privacy
from slagvaardig.trust.rows import Written


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

    def read_whole(self) -> Self:
        """Newest first, by reading all rows as they lie and sorting what is left: quicker than walking the newest when
        few rows are left, for whoever looks in the words of all."""
        moment = models.ExpressionWrapper(
            models.F("month") + models.Value(timedelta(0)), output_field=models.DateTimeField()
        )
        return self.order_by(moment.desc(), "pk")

    def since(self, month: date) -> Self:
        return self.filter(month__gte=month)

    def month_at(self, place: int) -> date | None:
        """The month of the story at a place among the newest; None when there are fewer."""
        return self.newest_first().values_list("month", flat=True)[place : place + 1].first()

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
        why=WHY,
        processing="stories",
        ends=ALONG,
    )
    access = Written(
        select=f"{SEES} or story_id = sec.receipt() or {NIGHT} or {ENDS}",
        insert=of_story(f"s.{EDITS} and s.safe and {ALLOWED}"),
        update=DESK,
        delete=f"{DESK} or {goes_along('see_edition')}",
        changes=("outcome",),
    )

    class Meta:
        indexes = [
            # Not by circle: a list or a search walks the newest of everything that somebody may read, and stops early.
            models.Index(fields=("-month", "id"), name="see_edition_newest"),
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
        ends=ALONG,
    )
    access = Written(
        select=f"{_SHOWN} or {DESK} or {goes_along('see_echo')}",
        insert=_SHOWN,
        delete=f"{DESK} or {goes_along('see_echo')}",
    )

    def __str__(self) -> str:
        return str(self.story_id)

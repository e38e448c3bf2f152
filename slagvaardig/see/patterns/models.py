"""The counts of stories as they were published: protected once, for whole months, and never changed after."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.privacy import After, Privacy
from slagvaardig.trust.rows import Written


class PatternsQuerySet(models.QuerySet["Patterns"]):
    """Publications by what a page asks."""

    def newest(self) -> "Patterns | None":
        return self.order_by("-last", "-pk").first()


class Patterns(models.Model):
    """One publication, over whole months. content: what `readings.Pattern` reads; only numbers that are protected."""

    made = models.DateField()
    first = models.DateField()
    last = models.DateField()
    content = models.JSONField()

    objects = PatternsQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("aantallen verhalen per thema, gebied, kwartaal en antwoord; kleine aantallen weggelaten"),
        why=_("zien wat professionals samen vertellen"),
        processing="stories",
        ends=After("made", _("het tellen"), years=3),
    )
    access = Written(select="true", insert="sec.job() = 'stories'")

    def __str__(self) -> str:
        return f"{self.first} {self.last}"

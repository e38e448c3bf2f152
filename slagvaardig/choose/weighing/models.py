"""What is weighed: candidates with their tests, the hours they would ask, and weighings as they were frozen."""

import hashlib
import json
import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.inventory.models import ALONG, WHY, Round
from slagvaardig.choose.weighing.rows import CANDIDATE, NEED, WEIGHING
from slagvaardig.choose.weighing.workflow import LEVELS, NATURES, TESTS
from slagvaardig.trust.privacy import Along, Privacy


class CandidateQuerySet(models.QuerySet["Candidate"]):
    """Candidates by what a page asks."""

    def in_round(self, found: Round) -> Self:
        return self.filter(round=found).order_by("title", "topic").prefetch_related("needs")


class Candidate(models.Model):
    """A topic of a round that could become a priority. One per topic: what partners gave to a topic counts once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="candidates")
    topic = models.SlugField(max_length=80)
    title = models.CharField(_("titel"), max_length=120)
    level = models.CharField(max_length=10, choices=list(LEVELS.items()))
    nature = models.CharField(max_length=12, choices=list(NATURES.items()))
    insight = models.TextField(_("ontbrekend inzicht"))
    perspective = models.TextField(_("nieuw handelingsperspectief"))
    public_private = models.TextField(_("waarom niet alleen de overheid"))
    why_region = models.TextField(_("waarom op dit niveau"))

    objects = CandidateQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("welke onderwerpen een prioriteit kunnen worden en waarom"), why=WHY, processing="choosing", ends=ALONG
    )
    access = CANDIDATE

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("round", "topic"), name="choose_candidate_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def answers(self) -> list[tuple[str | Promise, str]]:
        """Question and answer, of both tests."""
        return [(question, getattr(self, name)) for name, question in TESTS.items()]


class Need(models.Model):
    """Hours of a role in each quarter from the first to the last, asked of each of some partners. who: one of WHO, or
    the slug of one partner."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="needs")
    role = models.SlugField(max_length=60)
    who = models.SlugField(max_length=80)
    first_quarter = models.CharField(max_length=7)
    last_quarter = models.CharField(max_length=7)
    hours = models.PositiveIntegerField()

    privacy = Privacy(
        keeps=_("hoeveel uren een onderwerp van partners zou vragen, per soort werk"),
        why=WHY,
        processing="choosing",
        ends=Along("choose_candidate", "candidate_id", _("het onderwerp waarvoor ze nodig zijn")),
    )
    access = NEED

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("role", "who", "first_quarter")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("candidate", "role", "who", "first_quarter"), name="choose_need_once"),
            models.CheckConstraint(
                condition=models.Q(first_quarter__lte=models.F("last_quarter")), name="choose_need_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.hours}"


class WeighingQuerySet(models.QuerySet["Weighing"]):
    """Weighings by what a page asks."""

    def in_round(self, found: Round) -> Self:
        """To name them; what is inside is large and comes when it is asked for."""
        return self.filter(round=found).order_by("-frozen_on", "title", "pk").defer("content")


class Weighing(models.Model):
    """One weighing, frozen: everything that is needed to do it again, as JSON, and its SHA-256. Nobody changes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="weighings")
    title = models.CharField(_("titel"), max_length=120)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    frozen_on = models.DateField()

    objects = WeighingQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("wat bij een keuze tegen elkaar is afgewogen, om na te kunnen rekenen"),
        why=WHY,
        processing="choosing",
        ends=ALONG,
    )
    access = WEIGHING

    def __str__(self) -> str:
        return self.title

    @property
    def evidence(self) -> dict[str, Any]:
        """What was frozen."""
        found: dict[str, Any] = json.loads(self.content)
        return found

    @property
    def is_whole(self) -> bool:
        """Whether it still is what was frozen."""
        return hashlib.sha256(self.content.encode()).hexdigest() == self.digest

"""How many people were heard where: counted by the clock, protected before it is written down."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.see.rounds.models import WHY, Round
from slagvaardig.see.rounds.rows import COVERAGE
from slagvaardig.trust.privacy import Along, Privacy


class CoverageQuerySet(models.QuerySet["Coverage"]):
    """Counts by what a page asks."""

    def of_rounds(self, rounds: Iterable[Round]) -> Self:
        return self.filter(round__in=list(rounds))

    def of_round(self, round: Round) -> "Coverage | None":
        return self.filter(round=round).first()


class Coverage(models.Model):
    """The newest counts of a round. content: what `readings.covered` reads; only numbers that are protected."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, primary_key=True, related_name="+")
    counted = models.DateField()
    content = models.JSONField()

    objects = CoverageQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("aantallen gesprekken en deelnemers per gebied en functie; kleine aantallen weggelaten"),
        why=WHY,
        processing="conversations",
        ends=Along("see_round", "round_id", _("de ronde waar het bij hoort")),
    )
    access = COVERAGE

    def __str__(self) -> str:
        return f"{self.round_id} {self.counted}"

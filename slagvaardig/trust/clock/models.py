"""When each job of the clock last ran, so that a restart neither forgets one nor does it twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.privacy import Never, Privacy
from slagvaardig.trust.rows import Written

_CLOCK = "sec.job() = 'clock'"


class Turn(models.Model):
    """One job of `slagvaardig/schedule.py`. `done`: when it last ended well. `fault`: the kind of mistake since."""

    name = models.CharField(max_length=40, primary_key=True)
    done = models.DateTimeField(null=True)
    fault = models.CharField(max_length=80, blank=True)

    privacy = Privacy(
        keeps=_("wanneer elke vaste taak voor het laatst liep"),
        why=_("zien dat de klok loopt"),
        processing="log",
        ends=Never(_("er staat niets over iemand in")),
    )
    access = Written(
        select=f"{_CLOCK} or (select sec.has('read_log')) or sec.job() = 'console'",
        insert=_CLOCK,
        update=_CLOCK,
        changes=("done", "fault"),
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

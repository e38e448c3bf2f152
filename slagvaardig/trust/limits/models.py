"""What is counted: how often under a key that says nothing of whom it is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.privacy import After, Privacy
from slagvaardig.trust.rows import Open

_COUNTS = Privacy(
    keeps=_("hoe vaak iets gebeurde, onder een versleuteld kenmerk; geen netwerkadres en geen naam"),
    why=_("een overvloed aan verzoeken afremmen"),
    processing="login",
    ends=After("day", _("de dag waarop geteld werd"), days=1),
    in_backup=False,
)
_BEFORE_ANYBODY = Open("Er wordt geteld voordat bekend is wie er is. In een rij staan een kenmerk en een aantal.")


class DayKey(models.Model):
    """The key of one day. With it gone, nobody can tell any more which address a count was about."""

    day = models.DateField(unique=True)
    key = models.BinaryField()

    privacy = _COUNTS
    access = _BEFORE_ANYBODY

    def __str__(self) -> str:
        return str(self.day)


class Tally(models.Model):
    """How often something was done since `started`."""

    key = models.CharField(max_length=64, primary_key=True)
    day = models.DateField(db_index=True)
    started = models.FloatField()
    times = models.PositiveIntegerField()

    privacy = _COUNTS
    access = _BEFORE_ANYBODY

    def __str__(self) -> str:
        return self.key

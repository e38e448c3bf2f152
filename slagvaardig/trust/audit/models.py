"""What was done, by whom, when. No foreign keys: a row must outlive what it is about."""

from django.db import models

from slagvaardig.trust.privacy import Privacy


class Event(models.Model):
    """One act. `about` names its object as text ("source:NAME"); `detail` holds facts, no writings."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.CharField(max_length=120)
    verb = models.CharField(max_length=60)
    about = models.CharField(max_length=200, db_index=True)
    detail = models.JSONField(default=dict)

    privacy = Privacy(
        keeps="wie wat wanneer deed in dit systeem, zonder wat iemand schreef",
        why="verantwoorden wat er met cijfers en instellingen gebeurt",
        until="zeven jaar na de handeling",
        person=True,
    )

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.actor} {self.verb} {self.about}"

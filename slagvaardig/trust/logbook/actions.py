"""Looking in the log is itself an act: whoever does so is in it."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from slagvaardig.trust.access.models import Actor, name_of
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.audit.exporting import export_lines, ldv_lines
from slagvaardig.trust.audit.models import Event
from slagvaardig.trust.audit.verification import Heads, Outcome, verify

MOST = 200_000  # lines that a page hands over; the command hands over any number


@transaction.atomic
def read_log(*, by: Actor, who: str = "", about: str = "log", filters: list[str] | None = None) -> None:
    """Write down that somebody looked in the log, and at whom when he looked for one person."""
    detail: dict[str, object] = {"who": who, "filters": filters or []}
    record(verb="read-log" if about == "log" else "who-looked", about=about, by=name_of(by), detail=detail)


@transaction.atomic
def export_log(*, by: Actor, ldv: bool = False, most: int | None = None) -> Iterator[str]:
    """The whole log as lines of JSON, to be read within the same transaction; refused when it is more than `most`."""
    lines = Event.objects.count()
    if most is not None and lines > most:
        raise ValidationError(_("Het logboek is te groot voor deze knop. Vraag de beheerder om een kopie."))
    record(verb="export", about="log", by=name_of(by), detail={"lines": lines, "ldv": ldv})
    return ldv_lines() if ldv else export_lines()


@transaction.atomic
def verify_log(*, by: Actor, heads: Heads | None = None, after: int = 0) -> Outcome:
    """Compute the log again from a seal on, and write down that this was done and what came out."""
    outcome = verify(heads, after=after)
    record(verb="verify", about="log", by=name_of(by), detail=outcome.facts())
    return outcome

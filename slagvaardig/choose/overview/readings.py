"""What waits for somebody in this room: counts and days, never what anything is about."""

from typing import Any, Final

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.rounds import WrittenRound
from slagvaardig.choose.offices import held_by
from slagvaardig.choose.priorities.models import Priority, Waiver
from slagvaardig.choose.urgent.models import Urgent
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Office, Seat
from slagvaardig.trust.circles.rules import circles_with
from slagvaardig.web.blocks import Waiting

WAITING: Final[dict[str, str | Promise]] = {
    "round": ngettext_lazy(
        "schriftelijke ronde die uw antwoord vraagt", "schriftelijke rondes die uw antwoord vragen", "number"
    ),
    "sign": ngettext_lazy(
        "uitzondering die een tweede handtekening vraagt", "uitzonderingen die een tweede handtekening vragen", "number"
    ),
    "triage": ngettext_lazy("spoedonderwerp zonder oordeel", "spoedonderwerpen zonder oordeel", "number"),
    "team": ngettext_lazy("tijdelijk team over zijn stopdag", "tijdelijke teams over hun stopdag", "number"),
    "review": ngettext_lazy(
        "besluit waarop het overleg zou terugkijken", "besluiten waarop het overleg zou terugkijken", "number"
    ),
    "look": ngettext_lazy(
        "gestopte prioriteit om opnieuw te bekijken", "gestopte prioriteiten om opnieuw te bekijken", "number"
    ),
    "lapsed": ngettext_lazy("uitzondering die is verlopen", "uitzonderingen die zijn verlopen", "number"),
}

LATE: Final = {"team", "review", "look", "lapsed"}


def what_waits_for(person: Person) -> list[Waiting]:
    """For who holds an office at a table, and for who looks after one."""
    found = _for_offices(person)
    if edited := circles_with("edit"):
        found += _for_editors(edited)
    return [one for one in found if one.number]


def _for_offices(person: Person) -> list[Waiting]:
    today, held = timezone.localdate(), held_by(person)
    if not held:
        return []
    tables = set(Seat.objects.filter(office__in=held).with_role("contributor").values_list("circle", flat=True))
    partners = set(Office.objects.with_slugs(held).values_list("partner", flat=True))
    rounds = WrittenRound.objects.running(today).in_circles(tables).unanswered_by(partners)
    waivers = Waiver.objects.unsigned().in_circles(tables).exclude(first__in=held)
    return [
        _waiting("round", rounds, "opened_on", "written_rounds"),
        _waiting("sign", waivers, "asked_on", "priorities"),
    ]


def _for_editors(edited: set[Any]) -> list[Waiting]:
    today = timezone.localdate()
    return [
        _waiting("triage", Urgent.objects.in_circles(edited).unjudged(), "tabled_at__date", "urgent_issues"),
        _overdue_teams(edited),
        _waiting("review", Decision.objects.in_circles(edited).to_review(today), "review_on", "decisions"),
        _waiting("look", Priority.objects.in_circles(edited).to_look_at(today), "look_again_on", "stops"),
        _waiting("lapsed", Waiver.objects.in_circles(edited).lapsed(today), "until", "priorities"),
    ]


def _overdue_teams(edited: set[Any]) -> Waiting:
    found = Urgent.objects.in_circles(edited).stop_days_before(timezone.localdate())
    return Waiting(
        "team",
        len(found),
        _words("team", len(found)),
        reverse("urgent_issues"),
        min(found, default=None),
        of_office=True,
        late=True,
    )


def _waiting(kind: str, rows: QuerySet[Any], since: str, page: str) -> Waiting:
    told = rows.order_by().aggregate(first=Min(since), number=Count("pk", distinct=True))
    return Waiting(
        kind,
        told["number"],
        _words(kind, told["number"]),
        reverse(page),
        told["first"],
        of_office=True,
        late=kind in LATE,
    )


def _words(kind: str, number: int) -> str:
    return str(WAITING[kind] % {"number": number})

"""What is going on in choosing at this moment, in sentences with the page where it happens. Each sees its own part:
the database leaves out rounds and questions that are not for whoever looks."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.rounds import WrittenRound
from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.inventory.readings import coverage_of
from slagvaardig.choose.weighing.models import Candidate, Weighing
from slagvaardig.trust.circles.rules import circles_with
from slagvaardig.web import writing


@dataclass(frozen=True)
class Happening:
    """One sentence, and the page that it is about."""

    text: str
    page: str
    link: str


def newest_round() -> Round | None:
    """The round that matters now: one that runs, else the one that closed last."""
    return Round.objects.open().newest_first().first() or Round.objects.finished().newest_first().first()


def going_on(found: Round | None) -> list[Happening]:
    """For whoever looks."""
    return [*(_of_round(found) if found else ()), *_of_decisions()]


def _of_round(found: Round) -> Iterator[Happening]:
    coverage = coverage_of(found)
    facts = {
        "title": found.title,
        "day": writing.day(found.closes),
        "signed": writing.number(coverage.counted),
        "all": writing.number(coverage.whole),
    }
    if found.is_open:
        text = _("„%(title)s” loopt tot en met %(day)s. Er tekenden %(signed)s van de %(all)s partners.")
    else:
        text = _("„%(title)s” liep tot en met %(day)s. Er tekenden %(signed)s van de %(all)s partners.")
    yield Happening(text % facts, reverse("inventory", args=[found.pk]), _("Naar de inventarisatie"))
    candidates, kept = Candidate.objects.in_round(found).count(), Weighing.objects.in_round(found).count()
    if candidates:
        text = ngettext("Er is %(n)s kandidaat.", "Er zijn %(n)s kandidaten.", candidates) % {"n": candidates}
        more = ngettext("Er is %(n)s weging vastgelegd.", "Er zijn %(n)s wegingen vastgelegd.", kept) % {"n": kept}
        yield Happening(f"{text} {more}", reverse("weighing", args=[found.pk]), _("Naar de weging"))


def _of_decisions() -> Iterator[Happening]:
    circles = circles_with("see")
    put = Decision.objects.in_circles(circles).put().count()
    if put:
        text = ngettext(
            "%(n)s vraag ligt bij een overleg en wacht op een besluit.",
            "%(n)s vragen liggen bij een overleg en wachten op een besluit.",
            put,
        )
        yield Happening(text % {"n": put}, reverse("decisions"), _("Naar de besluiten"))
    running = WrittenRound.objects.in_circles(circles).open().count()
    if running:
        text = ngettext("%(n)s schriftelijke ronde loopt.", "%(n)s schriftelijke rondes lopen.", running)
        yield Happening(text % {"n": running}, reverse("written_rounds"), _("Naar de rondes"))

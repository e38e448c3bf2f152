"""Rounds as pages show them: results with their margin, who did not answer, and what waits for somebody."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slagvaardig.region.current import current_region
from slagvaardig.region.folder import Region
from slagvaardig.see.pulse.mandates import circles_to_hand_out_for, is_bureau
from slagvaardig.see.pulse.models import PulseBatch, PulseLink, PulseRound
from slagvaardig.see.pulse.rules import period_of
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.rules import kinds_with
from slagvaardig.web import writing
from slagvaardig.web.blocks import Cell, Column, Row, Table, Waiting, figure_cell

STEP = 5
_KINDS = {
    "municipality": lambda: _("gemeenten"),
    "prosecution": lambda: _("Openbaar Ministerie"),
    "police": lambda: _("politie"),
    "bureau": lambda: _("bureau"),
}


@dataclass(frozen=True)
class Asked:
    """One question with its newest result. lead: in a sentence. reworded: since when it is asked in these words, when
    it was asked in others before."""

    slug: str
    text: str
    indicator: str
    lead: str
    by_round: Table
    by_area: Table
    reworded: str


def published_rounds() -> list[PulseRound]:
    return list(PulseRound.objects.published())


def asked_of(region: Region, rounds: list[PulseRound]) -> list[Asked]:
    """The questions of the newest round that was published."""
    newest = rounds[0]
    return [_asked(region, rounds, slug, text, indicator) for slug, text, indicator in newest.asked["questions"]]


def response(found: PulseRound) -> str:
    """Who did not answer, in one sentence, and what that means."""
    result = found.result or {}
    parts = {"invited": writing.number(result["invited"]), "period": writing.period(found.period)}
    if result["answered"] is None:
        return _("In %(period)s kregen %(invited)s mensen een link. Te weinig antwoordden om iets te tonen.") % parts
    left = result["invited"] - result["answered"]
    parts |= {"answered": writing.number(result["answered"]), "left": writing.number(left)}
    parts["share"] = writing.percent(result["answered"] / result["invited"])
    text = _(
        "In %(period)s antwoordden %(answered)s van de %(invited)s mensen met een link (%(share)s)."
        " Wat de andere %(left)s ervaren, weten wij niet: antwoorden zij anders, dan is het cijfer anders."
    )
    return text % parts


def population(found: PulseRound) -> str:
    """What the margin holds and what not, for a group that is not endless."""
    if (found.result or {}).get("answered") is None:
        return ""
    return _(
        "De marge (95%) rekent alsof wie antwoordde door het lot is gekozen uit een zeer grote groep."
        " De groep is kleiner, dus voor toeval alleen is zij eerder te ruim."
        " Dat niet iedereen antwoordt, zit er niet in."
    )


def invitations(found: PulseRound) -> Table:
    """Per kind of partner how many were invited and how many answered, as far as may be shown."""
    result = found.result
    if result:
        counted = {kind: (numbers[0], numbers[1]) for kind, numbers in result["kinds"].items()}
    else:
        made: Counter[str] = Counter()
        for batch in PulseBatch.objects.of(found):
            made[batch.kind] += batch.number
        counted = {kind: (number, None) for kind, number in sorted(made.items())}
    columns = (Column(_("uitgenodigd")), *([Column(_("geantwoord"))] if result else []))
    rows = tuple(
        Row(kind_in_words(kind), (figure_cell(invited), *([figure_cell(answered)] if result else [])))
        for kind, (invited, answered) in counted.items()
    )
    note = _("Hoeveel mensen van één partner antwoordden, weten wij niet en tonen wij dus niet.")
    return Table(
        f"respons-{found.period}", _("Uitgenodigd per soort partner"), _("soort partner"), columns, rows, note=note
    )


def answered_about(found: PulseRound) -> int:
    """How many links were used so far, in steps of five: nobody sees his colleague answer."""
    return PulseLink.objects.of(found).used_up().count() // STEP * STEP


def kind_in_words(kind: str) -> str:
    return _KINDS[kind]() if kind in _KINDS else _("andere partners")


def sheets(found: PulseRound) -> list[tuple[str, str, str, int]]:
    """What was handed out, as far as the one who acts may see: (partner, work, where, how many)."""
    region = current_region()
    return [
        (batch.circle.name, _role(region, batch.role), _where(region, batch.area), batch.number)
        for batch in PulseBatch.objects.of(found).by_partner().select_related("circle")
    ]


def what_waits_for(_person: Person) -> list[Waiting]:
    """For the bureau: a round to open, to close or to publish. For a partner: links to hand out."""
    region, today = current_region(), timezone.localdate()
    if region.pulse is None or not kinds_with("edit") & {"coalition", "partner"} or not circles_to_hand_out_for():
        return []
    running = list(PulseRound.objects.not_published().only("state", "opened", "closes", "closed"))
    waiting = [_own_links(one) for one in running if one.state == "open" and one.closes >= today and not is_bureau()]
    if is_bureau():
        waiting = [_of_the_bureau(one) for one in running]
        period = period_of(region.pulse, today)
        if period and not PulseRound.objects.in_period(period).exists():
            waiting.append(
                Waiting(
                    "pulse",
                    1,
                    _("ronde van de polsvraag kan open"),
                    reverse("pulse_rounds"),
                    today.replace(day=1),
                    of_office=True,
                )
            )
    return [one for one in waiting if one]


def _of_the_bureau(found: PulseRound) -> Waiting | None:
    if found.state == "closed":
        return Waiting(
            "pulse", 1, _("ronde van de polsvraag wacht op publiceren"), _href(found), found.closed, of_office=True
        )
    if found.closes < timezone.localdate():
        text = _("ronde van de polsvraag kan dicht")
        return Waiting("pulse", 1, text, _href(found), found.closes, of_office=True, late=True)
    if not PulseBatch.objects.of(found).exists():
        return Waiting(
            "pulse", 1, _("ronde van de polsvraag wacht op uitnodigingen"), _href(found), found.opened, of_office=True
        )
    return None


def _own_links(found: PulseRound) -> Waiting | None:
    if PulseBatch.objects.of(found).exists():
        return None
    text = ngettext("polsvraag om uit te delen", "polsvragen om uit te delen", 1)
    return Waiting("pulse", 1, text, _href(found), found.opened, of_office=True)


def _href(found: PulseRound) -> str:
    return reverse("pulse_round", args=[found.pk])


def _asked(region: Region, rounds: list[PulseRound], slug: str, text: str, indicator: str) -> Asked:
    same = [one for one in rounds if _text_of(one, slug) == text]
    older = [one for one in rounds if _text_of(one, slug) not in (text, "")]
    return Asked(
        slug=slug,
        text=text,
        indicator=indicator,
        lead=_lead(rounds[0], slug),
        by_round=_by_round(rounds, slug, text),
        by_area=_by_area(region, rounds[0], slug),
        reworded=writing.period(same[-1].period) if older else "",
    )


def _lead(found: PulseRound, slug: str) -> str:
    figures = (found.result or {}).get("region")
    if not figures:
        return _("Te weinig mensen antwoordden om iets te tonen.")
    share, lower, upper, opinions = figures[slug]
    parts = {
        "share": writing.number(share),
        "between": writing.between(lower, upper, 0),
        "opinions": writing.number(opinions),
        "period": writing.period(found.period),
    }
    return _("%(share)s%% is het hiermee eens (%(between)s), van de %(opinions)s met een mening, %(period)s.") % parts


def _by_round(rounds: list[PulseRound], slug: str, text: str) -> Table:
    rows = []
    for one in rounds:
        head = writing.period(one.period)
        if (then := _text_of(one, slug)) not in (text, ""):
            head = _("%(period)s, breuk: toen gevraagd als '%(text)s'") % {"period": head, "text": then}
        rows.append(Row(head, _cells((one.result or {}).get("region"), slug)))
    return Table(f"rondes-{slug}", _("Per ronde, hele regio"), _("ronde"), _columns(), tuple(rows), note=_meaning())


def _by_area(region: Region, found: PulseRound, slug: str) -> Table:
    places = (found.result or {}).get("areas", {})
    rows = tuple(
        Row(region.areas.name_of(code), _cells(place["figures"] if place else None, slug))
        for code, place in sorted(places.items(), key=lambda item: region.areas.name_of(item[0]))
    )
    note = _(
        "Onder de %(fewest)s antwoorden tonen wij niets, en soms een tweede district niet, zodat het eerste"
        " niet uit te rekenen is."
    )
    caption = _("Per district, %(period)s") % {"period": writing.period(found.period)}
    fewest = {"fewest": found.asked["fewest"]}
    return Table(f"districten-{slug}", caption, _("district"), _columns(), rows, note=note % fewest)


def _meaning() -> str:
    return _("Eens: eens of helemaal eens. Wie het niet weet, telt niet mee.")


def _columns() -> tuple[Column, ...]:
    return (Column(_("eens, %")), Column(_("marge")), Column(_("antwoorden")))


def _cells(figures: Mapping[str, Any] | None, slug: str) -> tuple[Cell, ...]:
    if not figures or slug not in figures:
        return (figure_cell(None), figure_cell(None), figure_cell(None))
    share, lower, upper, opinions = figures[slug]
    return (figure_cell(share, decimals=0), Cell(writing.between(lower, upper, 0)), figure_cell(opinions))


def _text_of(found: PulseRound, slug: str) -> str:
    return next((text for one, text, _indicator in found.asked["questions"] if one == slug), "")


def _role(region: Region, slug: str) -> str:
    return region.pulse.role_title(slug) if region.pulse else slug


def _where(region: Region, code: str) -> str:
    return region.areas.name_of(code) if code else _("hele regio")

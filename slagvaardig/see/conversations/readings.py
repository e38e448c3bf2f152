"""Conversations as pages show them, and what of them waits for somebody."""

import uuid
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.models import Conversation, Harvest
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.rounds.workflow import CONVERSATION_STATES
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.rules import circles_with
from slagvaardig.web.blocks import Waiting

_SOON = timedelta(days=7)


def mine_in(round: Round, person: Person) -> list[tuple[Conversation, str, str]]:
    """(conversation, area, state) of what somebody held in a round, newest first."""
    named, found = current_region().areas.name_of, Conversation.objects.of_round(round).held_by(person)
    return [(one, named(one.area), str(CONVERSATION_STATES[one.state])) for one in found.newest_first()]


def present_in_words(found: Conversation) -> list[tuple[str, int]]:
    """(function, how many), for whoever held it."""
    telling = current_region().telling
    titles = {one.slug: one.title for one in telling.functions}
    return [(titles.get(role, _("iemand anders")), number) for role, number in sorted(found.present.items())]


def what_waits_for(person: Person) -> list[Waiting]:
    """What waits for the one who acts: conversations that are not finished, rounds that should begin or end, barriers
    that he began to make of a note."""
    mine = list(Conversation.objects.to_do_for(person).only("day", "state", "handed"))
    drafts, handed = [one for one in mine if one.state == "draft"], [one for one in mine if one.handed]
    found = []
    if drafts:
        text = ngettext("gesprek is nog niet af", "gesprekken zijn nog niet af", len(drafts))
        found.append(Waiting("conversations", len(drafts), text, _page_of(drafts), drafts[0].day, of_office=True))
    if handed:
        text = ngettext("gesprek is aan u overgedragen", "gesprekken zijn aan u overgedragen", len(handed))
        found.append(Waiting("conversations-handed", len(handed), text, _page_of(handed), of_office=True))
    begun = Harvest.objects.waiting_for(person).count()
    if begun:
        text = ngettext(
            "drempel uit een gesprek is nog niet gemeld", "drempels uit gesprekken zijn nog niet gemeld", begun
        )
        found.append(Waiting("harvest", begun, text, reverse("rounds")))
    return found + _rounds_to_lead()


def harvest_of(request: HttpRequest, person: Person) -> Harvest | None:
    """What somebody laid ready for the form of a later room, named by its key in the address; only his own, once."""
    try:
        key = uuid.UUID(request.GET.get("oogst", ""))
    except ValueError:
        return None
    return Harvest.objects.waiting_for(person).select_related("round").filter(pk=key).first()


def _rounds_to_lead() -> list[Waiting]:
    """Of the circles that the one who acts looks after."""
    today, edits = timezone.localdate(), circles_with("edit")
    if not edits:
        return []
    rounds = Round.objects.in_circles(edits).only("first", "last")
    begin = list(rounds.to_begin_on(today + _SOON))
    end = list(rounds.over_on(today))
    found = []
    if begin:
        text = ngettext("ronde kan beginnen", "rondes kunnen beginnen", len(begin))
        found.append(Waiting("rounds-begin", len(begin), text, _href(begin), of_office=True))
    if end:
        text = ngettext("ronde is voorbij: schrijf op wat ervan kwam", "rondes zijn voorbij", len(end))
        since = min(one.last for one in end)
        found.append(Waiting("rounds-end", len(end), text, _href(end), since, of_office=True, late=True))
    return found


def _page_of(found: list[Conversation]) -> str:
    return reverse("conversation", args=[found[0].pk]) if len(found) == 1 else reverse("rounds")


def _href(rounds: list[Round]) -> str:
    return reverse("round", args=[rounds[0].pk]) if len(rounds) == 1 else reverse("rounds")

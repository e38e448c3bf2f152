"""What the clock does at night: lay notes open to their circles, and count who was heard."""

import datetime
from collections import Counter

from django.db import transaction

from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.models import Conversation, Harvest, Note, Quote
from slagvaardig.see.conversations.opening import Pending, laid_open
from slagvaardig.see.coverage.counting import Heard, protected, trends_named
from slagvaardig.see.coverage.models import Coverage
from slagvaardig.see.rounds.models import Round
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record

HEARD = ("finished", "opened")


@transaction.atomic
def lay_open(*, round: Round, by: str) -> int:
    """Let the circle read what was said by at least five people together; how many conversations."""
    waiting = Conversation.objects.of_round(round).in_state("finished")
    pending = [Pending(str(one.pk), round.theme, one.area, one.present) for one in waiting]
    shown = laid_open(current_region(), pending)
    for key, area in shown.items():
        for model in (Note, Quote):
            model.objects.filter(conversation=str(key)).update(area=area, opened=True)
        Conversation.objects.filter(pk=str(key)).update(state="opened")
    if shown:
        record(verb="lay-open", about=f"round:{round.pk}", by=by, circle=round.circle_id)
    return len(shown)


@transaction.atomic
def count_round(*, round: Round, by: str, today: datetime.date) -> Coverage:
    """Write down who was heard in a round, instead of what was counted before."""
    heard = Conversation.objects.of_round(round).in_state(*HEARD)
    counted = [Heard(one.area, one.present) for one in heard]
    made = [one for one in Harvest.objects.of_round(round).done_ones() if one.note.opened]
    named = [(one.trend, one.title, one.conversation_id) for one in made if one.kind == "trend"]
    content = {
        **protected(current_region(), counted, today),
        "trends": trends_named(named),
        "came_of": dict(Counter(one.kind for one in made)),
    }
    Coverage.objects.filter(round=round).delete()
    coverage = Coverage(round=round, counted=today, content=content)
    coverage.save(force_insert=True)
    record(verb="count-conversations", about=f"round:{round.pk}", by=by, circle=round.circle_id)
    return coverage


@transaction.atomic
def read_notes(*, round: Round, by: Person) -> None:
    """Write down who reads what was said: no line, no page."""
    record(verb="list", about=f"round:{round.pk}", by=by.actor, circle=round.circle_id, activity="conversations")

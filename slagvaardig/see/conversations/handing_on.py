"""When somebody can no longer lead his conversations: another goes on with them.

Whoever looks after the circle hands on all that this person led in a round, to somebody who takes part and does not
look after it. He sees no conversation, before or after, nor how many there were: what was promised to who spoke stays.
The database does it, because he may not see the rows.
"""

import uuid
from collections.abc import Collection

from django.db import connection, transaction

from slagvaardig.see.conversations.actions import ABOUT
from slagvaardig.see.conversations.models import Conversation
from slagvaardig.see.rounds.models import Round
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.rules import Refused


def gone_leaders(round: Round) -> list[Person]:
    """Who led conversations here and no longer can, for whoever looks after the circle; for others nobody."""
    return _people("select sec.may_know_gone_see_conversation(%s)", round)


def possible_leaders(round: Round) -> list[Person]:
    """Who may go on with them: who takes part in the circle and does not look after it."""
    return _people("select sec.may_lead_on_see_conversation(%s)", round)


@transaction.atomic
def hand_on(*, round: Round, former: uuid.UUID, to: uuid.UUID, by: Person) -> None:
    """All conversations that `former` led in this round are led by `to` from now on; notes and quotes stay in them."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.may_hand_on_see_conversation(%s, %s, %s)", [round.pk, former, to])
        done = cursor.fetchone()[0]
    if not done:
        raise Refused
    detail: dict[str, object] = {"from": str(former), "to": str(to)}
    about = f"round:{round.pk}"
    record(verb="hand-on-conversations", about=about, by=by.actor, circle=round.circle_id, detail=detail)


@transaction.atomic
def go_on(*, conversation: Conversation, by: Person) -> None:
    """Whoever got it says that he goes on with it, so that it no longer waits."""
    if not Conversation.objects.handed_to(by).filter(pk=conversation.pk).update(handed=False):
        raise Refused
    record(verb="take-on-conversation", about=ABOUT, by=by.actor)


def _people(question: str, round: Round) -> list[Person]:
    with connection.cursor() as cursor:
        cursor.execute(question, [round.pk])
        keys: Collection[uuid.UUID] = cursor.fetchone()[0]
    return list(Person.objects.filter(pk__in=keys).order_by("name")) if keys else []

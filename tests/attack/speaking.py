"""What the people of a manager do that he would like to know: open a link of the pulse, answer, speak in a conversation
that is held elsewhere, keep a quote to themselves, ask for mail."""

from collections.abc import Callable

from django.db import transaction
from django.test import Client

from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.actions import approve_quote
from slagvaardig.see.conversations.models import Conversation, Quote
from slagvaardig.see.pulse.actions import UNSEEN, answer, hand_out
from slagvaardig.see.pulse.proving import as_holder
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.digests.actions import choose_digest
from slagvaardig.trust.unseen import tickets
from tests.attack.hunting import TELLER
from tests.attack.pulse_visits import running
from tests.attack.rounds import SIGNED, Rounds
from tests.attack.scene import Scene
from tests.see.conversations.ground import Ground, night

CIRCLE, HELD_BY = "werkgroep", "bureau"  # the manager takes part in that circle; somebody else held the conversation


def asked(scene: Scene) -> None:
    """Whatever the manager knows anyway: his people got links, and a round of conversations runs."""
    round, _token = running(scene)
    pulse = current_region().pulse
    assert pulse
    given = {"circle": scene.circles["gemeente-een"], "role": pulse.roles[0].slug, "area": "", "on": round.opened}
    with scene.people.acting("bureau") as by:
        tokens = hand_out(found=round, number=5, ticket=tickets.issue(), by=by, **given)  # type: ignore[arg-type]
    talks = ground(scene).running("bureau", CIRCLE)
    theme, inventory = next(iter(current_region().themes)), Rounds.of(scene).here[SIGNED]
    keys = {"pulse": round.pk, "talks": talks.pk, "theme": theme, "inventory": inventory.pk}
    scene.__dict__.update(tokens=tokens, talks=talks, keys=keys)


def ground(scene: Scene) -> Ground:
    return Ground(scene.people, scene.circles)


def links_opened(scene: Scene) -> None:
    for token in scene.__dict__["tokens"]:
        assert Client().get(f"/vertel/polsvraag/{token}").status_code == 200


def some_answered(scene: Scene) -> None:
    round, _token = running(scene)
    questions = [slug for slug, _text, _indicator in round.asked["questions"]]
    for token in scene.__dict__["tokens"][:3]:
        with transaction.atomic(), as_holder(token):
            answer(token=token, answers=dict.fromkeys(questions, "1"), by=UNSEEN, on=round.opened)


def spoken(scene: Scene, *, quote: bool = True) -> Conversation:
    """Enough people for their notes to be laid open later."""
    found = ground(scene)
    made = found.held(scene.__dict__["talks"], {"boa": 3, "wijkagent": 3}, name=HELD_BY, finished=False)
    if quote:
        found.quoted(made, approved=False, name=HELD_BY)
    found.finished(made, HELD_BY)
    return made


def spoken_and_quoted(scene: Scene) -> None:
    spoken(scene)


def laid_open(scene: Scene, quote: str) -> None:
    """After a night. quote: "none", "waits", or "agreed" by whoever said it."""
    made = spoken(scene, quote=quote != "none")
    if quote == "agreed":
        with scene.people.acting(HELD_BY) as by:
            approve_quote(quote=Quote.objects.get(conversation=made), approved=True, by=by)
    night()
    with acting_as_job("clock"):
        assert Conversation.objects.get(pk=made.pk).state == "opened", "first of all: it is laid open"


def mail_chosen(scene: Scene) -> None:
    with scene.people.acting(TELLER) as by:
        choose_digest(rhythm="daily", own="open", language="nl", by=by)


DEEDS: dict[str, Callable[[Scene], None]] = {
    "opened a link": links_opened,
    "answered": some_answered,
    "spoke": spoken_and_quoted,
    "chose a mail": mail_chosen,
}
# Who does see that something happened, and where.
TOLD_TO = {
    "answered": ("bureau", "see_pulselink"),
    "spoke": (HELD_BY, "see_conversation"),
    "chose a mail": (TELLER, "trust_digest"),
}

"""When somebody can no longer lead his conversations another goes on with them, and nobody else learns more of them."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from slagvaardig.see.conversations.actions import approve_quote, write_note
from slagvaardig.see.conversations.handing_on import go_on, gone_leaders, hand_on, possible_leaders
from slagvaardig.see.conversations.harvesting import begin_barrier
from slagvaardig.see.conversations.models import Conversation, Harvest, Note, Quote
from slagvaardig.see.conversations.readings import what_waits_for
from slagvaardig.see.rounds.models import Round
from slagvaardig.trust.access.actions import set_active
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit.models import Event
from slagvaardig.trust.circles.actions import admit, end
from slagvaardig.trust.circles.models import Membership
from tests.see.conversations.ground import LEAVER, QUOTED, SAID, Ground, night, today

MANY = {"boa": 4, "wijkagent": 3}


def disabled(ground: Ground) -> None:
    with ground.people.acting("administrator") as by:
        set_active(person=ground.people[LEAVER], active=False, by=by)


def ended(ground: Ground) -> None:
    """Out of the circle, and still at work elsewhere."""
    with ground.people.acting("bureau") as by:
        end(term=Membership.objects.get(person=ground.people[LEAVER], circle=ground.circles["werkgroep"]), by=by)


WAYS = {"let go": Ground.goes, "disabled": disabled, "membership ended": ended}


def left_behind(ground: Ground, goes: Callable[[Ground], None] = Ground.goes) -> tuple[Round, Conversation]:
    """A draft with a note and a quote that waits, of somebody who is no longer there."""
    round = ground.running()
    ground.leader()
    made = ground.held(round, MANY, name=LEAVER, finished=False)
    ground.quoted(made, approved=False, name=LEAVER)
    goes(ground)
    return round, made


def handed(ground: Ground, round: Round, to: str = "adviser", by: str = "bureau") -> None:
    with ground.people.acting(by) as person:
        hand_on(round=round, former=ground.people[LEAVER].pk, to=ground.people[to].pk, by=person)


@pytest.mark.parametrize("way", WAYS)
def test_another_goes_on_with_it_and_everything_stays_in_it(ground: Ground, way: str) -> None:
    round, made = left_behind(ground, WAYS[way])
    with ground.people.acting("bureau"):
        assert [one.pk for one in gone_leaders(round)] == [ground.people[LEAVER].pk]
    handed(ground, round)
    with ground.people.acting("bureau"):
        assert gone_leaders(round) == []
    with ground.people.acting("adviser") as adviser:
        assert "conversations-handed" in {one.kind for one in what_waits_for(adviser)}
        found = Conversation.objects.held_by(adviser).select_related("round").get(pk=made.pk)
        assert found.notes.get().text == SAID
        quote = found.quotes.get()
        assert (quote.text, quote.approved) == (QUOTED, False), "it waits for its speaker, as before"
        write_note(conversation=found, number=2, text="Er komt niemand kijken.", by=adviser)
        approve_quote(quote=quote, approved=True, by=adviser)
        go_on(conversation=found, by=adviser)
        assert "conversations-handed" not in {one.kind for one in what_waits_for(adviser)}
        with pytest.raises(PermissionDenied):
            go_on(conversation=found, by=adviser)


def test_whoever_left_reads_nothing_of_it_any_more(ground: Ground) -> None:
    round, made = left_behind(ground, ended)
    handed(ground, round)
    with ground.people.acting("bureau") as by:  # also when he comes back later
        until = today() + timedelta(days=30)
        admit(person=ground.people[LEAVER], circle=ground.circles["werkgroep"], role="contributor", until=until, by=by)
    with ground.people.acting(LEAVER):
        assert not Conversation.objects.exists()
        assert not Note.objects.exists()
        assert not Quote.objects.exists()
    assert ground.people.client(LEAVER).get(f"/gesprek/{made.pk}").status_code == 404


def test_whoever_hands_it_on_reads_none_of_it_and_does_not_learn_how_many_there_are(ground: Ground) -> None:
    round, _made = left_behind(ground)
    for moment in ("before", "after"):
        with ground.people.acting("bureau"):
            assert not Conversation.objects.exists(), moment
            assert not Note.objects.exists()
            assert not Quote.objects.exists()
        if moment == "before":
            handed(ground, round)
    with acting_as_job("console"):
        line = Event.objects.get(verb="hand-on-conversations")
    assert line.detail == {"from": str(ground.people[LEAVER].pk), "to": str(ground.people["adviser"].pk)}
    assert (line.about, line.circle) == (f"round:{round.pk}", ground.circles["werkgroep"].pk)


def test_it_never_comes_to_whoever_looks_after_the_circle(ground: Ground) -> None:
    """Else somebody who may end a membership would read at will what was told to another."""
    round, made = left_behind(ground)
    until = today() + timedelta(days=90)
    with ground.people.acting("bureau") as by:
        admit(person=ground.people["officer"], circle=ground.circles["werkgroep"], role="editor", until=until, by=by)
    for giver, to in (
        ("bureau", "bureau"), ("officer", "bureau"), ("bureau", "officer"), ("bureau", "outsider"),
        ("bureau", "analyst"), ("bureau", "disabled"), ("bureau", "former member"), ("bureau", LEAVER),
        ("adviser", "adviser"), ("adviser", "officer"), ("outsider", "outsider"), ("visitor", "adviser"),
        ("administrator", "adviser"), (LEAVER, "adviser"),
    ):  # fmt: skip
        with pytest.raises(PermissionDenied):
            handed(ground, round, to, giver)
        assert owner_of(made) == ground.people[LEAVER].pk, (giver, to)
    with ground.people.acting("bureau"):
        assert [one.pk for one in possible_leaders(round)] == [ground.people["adviser"].pk]
    for name in ("adviser", "outsider", "visitor", "mayor"):
        with ground.people.acting(name):
            assert (gone_leaders(round), possible_leaders(round)) == ([], []), name


def test_nothing_is_taken_from_whoever_can_still_lead(ground: Ground) -> None:
    round = ground.running()
    made = ground.held(round, MANY, finished=False)
    ground.leader()
    with ground.people.acting("bureau") as by:
        with pytest.raises(PermissionDenied):
            hand_on(round=round, former=ground.people["adviser"].pk, to=ground.people[LEAVER].pk, by=by)
        assert gone_leaders(round) == []
    assert owner_of(made) == ground.people["adviser"].pk
    assert ground.people.client("bureau").get(f"/gesprekken/{round.pk}/overdragen").status_code == 404


def test_what_he_began_to_make_of_a_note_goes_along_and_of_another_round_nothing(ground: Ground) -> None:
    round = ground.running()
    ground.leader()
    done, elsewhere = (ground.held(one, MANY, name=LEAVER) for one in (round, ground.running()))
    with ground.people.acting(LEAVER) as by:
        begin_barrier(note=Note.objects.select_related("round").get(conversation=done), by=by)
    ground.goes()
    handed(ground, round)
    with ground.people.acting("adviser") as adviser:
        assert Harvest.objects.waiting_for(adviser).count() == 1
    assert owner_of(elsewhere) == ground.people[LEAVER].pk
    night()
    with ground.people.acting("adviser") as adviser:
        assert Conversation.objects.get(pk=done.pk).state == "opened", "what was finished goes its way"


def test_the_pages_lead_from_the_round_to_what_waits(ground: Ground) -> None:
    round, made = left_behind(ground)
    bureau, adviser = ground.people.client("bureau"), ground.people.client("adviser")
    address = f"/gesprekken/{round.pk}/overdragen"
    assert address in bureau.get(f"/gesprekken/{round.pk}").content.decode()
    assert address not in adviser.get(f"/gesprekken/{round.pk}").content.decode()
    page = bureau.get(address).content.decode()
    assert SAID[:20] not in page and QUOTED[:20] not in page and str(made.pk) not in page
    form = {"former": str(ground.people[LEAVER].pk), "to": str(ground.people["adviser"].pk), "once": str(uuid.uuid4())}
    wrong = bureau.post(address, {**form, "to": str(ground.people["bureau"].pk)})
    assert wrong.status_code == 422
    assert bureau.post(address, form | {"once": str(uuid.uuid4())}).status_code == 302
    here = f"/gesprek/{made.pk}"
    assert "overgedragen" in adviser.get(here).content.decode()
    done = {"doe": "verder", "vraag-1": SAID, "once": str(uuid.uuid4())}
    assert adviser.post(here, done).status_code == 302
    assert "aan u overgedragen" not in adviser.get(here).content.decode()


def owner_of(found: Conversation) -> object:
    with acting_as_job("clock"), connection.cursor() as cursor:
        cursor.execute("select owner_id from see_conversation where id = %s", [found.pk])
        return cursor.fetchone()[0]

"""A round from plan to result: who may plan and hold, what is kept, what came of it."""

from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction

from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.actions import approve_quote, hold, move_conversation, write_note, write_quote
from slagvaardig.see.conversations.harvesting import begin_barrier, harvest_story, harvest_trend
from slagvaardig.see.conversations.models import Conversation, Harvest, Note
from slagvaardig.see.conversations.rules import Held
from slagvaardig.see.coverage.readings import came_of, covered, quotes_of, said_in, trends_in_conversations
from slagvaardig.see.rounds.actions import Moved, change_plan, plan_round
from slagvaardig.see.stories.models import Story, Teller
from slagvaardig.see.stories.rules import Told
from slagvaardig.trust.textguard.guard import Stopped
from tests.see.conversations.ground import QUOTED, SAID, TOWNS, Ground, night, plan_of, today, towns

MANY = {"boa": 4, "wijkagent": 3}


def told_of(text: str = SAID, **more: object) -> Told:
    values = {"title": "Op de kade", "theme": next(iter(current_region().themes)), "area": towns()[0], **more}
    return Told(text=text, readers="coalition", **values)  # type: ignore[arg-type]


def test_only_who_looks_after_a_closed_circle_plans_there(ground: Ground) -> None:
    assert ground.planned("bureau", "werkgroep").state == "planned"
    assert ground.planned("adviser", "gemeente-een").state == "planned"
    for name, slug in (
        ("officer", "gemeente-een"), ("adviser", "werkgroep"), ("analyst", "gemeente-twee"), ("bureau", "coalitie"),
        ("bureau", "openbaar"), ("outsider", "werkgroep"), ("visitor", "werkgroep"), ("administrator", "loket"),
    ):  # fmt: skip
        with ground.people.acting(name) as by, pytest.raises(PermissionDenied):
            plan_round(circle=ground.circles[slug], plan=plan_of(), by=by)


def test_a_plan_that_is_not_sound_says_what_is_wrong(ground: Ground) -> None:
    wrong: dict[str, dict[str, object]] = {
        "title": {"title": " "},
        "theme": {"theme": "verzonnen"},
        "asked": {"asked": (("boa", "bestaat-niet"),)},
        "questions": {"questions": "\n".join(["Wat?"] * 13)},
        "last": {"last": today() - timedelta(days=30)},
    }
    for field, change in wrong.items():
        with ground.people.acting("bureau") as by, pytest.raises(ValidationError) as objection:
            plan_round(circle=ground.circles["werkgroep"], plan=plan_of(**change), by=by)
        assert set(objection.value.message_dict) == {field}


def test_what_was_asked_does_not_change_once_somebody_could_be_heard(ground: Ground) -> None:
    round = ground.planned()
    with ground.people.acting("bureau") as by:
        change_plan(round=round, plan=plan_of(title="Anders"), by=by)
    round = ground.moved(round, "start")
    assert round.title == "Anders"
    with ground.people.acting("bureau") as by, pytest.raises(Moved):
        change_plan(round=round, plan=plan_of(title="Nog anders"), by=by)


def test_a_conversation_is_held_only_by_who_writes_in_the_circle_while_it_runs(ground: Ground) -> None:
    planned = ground.planned()
    held = Held(today(), towns()[0], MANY)
    for name in ("adviser", "bureau"):
        with ground.people.acting(name) as by, pytest.raises(PermissionDenied):
            hold(round=planned, held=held, by=by)
    running = ground.moved(planned, "start")
    for name in ("analyst", "officer", "mayor", "outsider", "visitor", "privacy"):
        with ground.people.acting(name) as by, pytest.raises(PermissionDenied):
            hold(round=running, held=held, by=by)
    assert ground.held(running, MANY).state == "finished"
    closed = ground.moved(running, "close", result="Wij hoorden veel.")
    with ground.people.acting("adviser") as by, pytest.raises(PermissionDenied):
        hold(round=closed, held=held, by=by)


def test_numbers_are_kept_and_nonsense_is_refused(ground: Ground) -> None:
    round = ground.running()
    for day, area, present in (
        (today() + timedelta(days=1), towns()[0], MANY),
        (today() - timedelta(days=300), towns()[0], MANY),
        (today(), "VB-T1", MANY),
        (today(), towns()[0], {}),
        (today(), towns()[0], {"burgemeester": 1}),
        (today(), towns()[0], {"boa": 500}),
    ):
        with ground.people.acting("adviser") as by, pytest.raises(ValidationError):
            hold(round=round, held=Held(day, area, present), by=by)


def test_a_finished_conversation_does_not_change_until_it_is_opened_again(ground: Ground) -> None:
    conversation = ground.held(ground.running(), MANY)
    with ground.people.acting("adviser") as by:
        with pytest.raises(Moved):
            write_note(conversation=conversation, number=1, text="Anders.", by=by)
        move_conversation(conversation=conversation, move="again", by=by)
        conversation = Conversation.objects.select_related("round").get(pk=conversation.pk)
        assert write_note(conversation=conversation, number=1, text="Anders.", by=by)
        assert write_note(conversation=conversation, number=1, text="", by=by) is None
        with pytest.raises(ValidationError):
            move_conversation(conversation=conversation, move="finish", by=by)
        with pytest.raises(Moved):
            move_conversation(conversation=conversation, move="lay-open", by=by)


def test_nobody_but_the_clock_lays_open(ground: Ground) -> None:
    conversation = ground.held(ground.running(), MANY)
    for change in (
        partial(Note.objects.filter(conversation=conversation).update, opened=True),
        partial(Conversation.objects.filter(pk=conversation.pk).update, state="opened"),
    ):
        with ground.people.acting("adviser"), suppress(Error), transaction.atomic():
            assert change() == 0
    assert not ground.note_of(conversation).opened


def test_notes_and_quotes_pass_the_text_guard(ground: Ground) -> None:
    conversation = ground.held(ground.running(), MANY, finished=False)
    with ground.people.acting("adviser") as by:
        with pytest.raises(Stopped):
            write_note(conversation=conversation, number=1, text="Bel 06-12345678.", by=by)
        with pytest.raises(Stopped):
            write_quote(conversation=conversation, text="Mijn nummer is 123456782.", by=by)
    assert ground.note_of(conversation).text == SAID


def test_a_quote_is_read_by_others_only_after_its_speaker_said_yes(ground: Ground) -> None:
    round = ground.running()
    conversation = ground.held(round, MANY, finished=False)
    quote = ground.quoted(conversation, approved=False)
    ground.finished(conversation)
    night()
    everybody = ("adviser", "bureau", "analyst", "officer", "mayor")
    for name in everybody:
        with ground.people.acting(name):
            assert quotes_of(round) == []
    with ground.people.acting("bureau") as by, pytest.raises(PermissionDenied):
        approve_quote(quote=quote, approved=True, by=by)
    with ground.people.acting("adviser") as by:
        approve_quote(quote=quote, approved=True, by=by)
    for name in everybody:
        with ground.people.acting(name):
            assert [one.text for one, _area in quotes_of(round)] == [QUOTED]
    for name in ("outsider", "visitor", "administrator", "privacy"):
        with ground.people.acting(name):
            assert quotes_of(round) == []
    with ground.people.acting("adviser") as by:
        approve_quote(quote=quote, approved=False, by=by)
    with ground.people.acting("mayor"):
        assert quotes_of(round) == []


def test_a_story_of_a_conversation_needs_the_yes_of_its_speaker_and_has_no_teller(ground: Ground) -> None:
    conversation = ground.held(ground.running(), MANY)
    note = ground.note_of(conversation)
    with ground.people.acting("adviser") as by:
        with pytest.raises(ValidationError):
            harvest_story(note=note, told=told_of(), consent=False, by=by)
        made = harvest_story(note=note, told=told_of(), consent=True, by=by)
    with ground.people.acting("bureau"):
        story = Story.objects.get(pk=str(made.made))
        assert (story.who, story.readers, story.waits_since) == ("heard", "coalition", None)
        assert not Teller.objects.filter(story=story).exists()
    night()
    with ground.people.acting("bureau") as by, pytest.raises(PermissionDenied):
        harvest_story(note=note, told=told_of(), consent=True, by=by)


def test_a_trend_is_counted_for_everybody_who_works_for_a_partner(ground: Ground) -> None:
    round, known = ground.running(), current_region().trends[0]
    notes = [ground.note_of(ground.held(round, MANY, text=f"{SAID} {n}")) for n in range(2)]
    with ground.people.acting("adviser") as by:
        for note in notes:
            harvest_trend(note=note, trend=known.slug, by=by)
        harvest_trend(note=notes[0], trend=known.slug, by=by)
        harvest_trend(note=notes[1], trend="", title="Meer nachtelijk varen", by=by)
        with pytest.raises(ValidationError):
            harvest_trend(note=notes[0], trend="", title=" ", by=by)
        assert trends_in_conversations() == []
    night()
    with ground.people.acting("mayor"):
        found = [(one.slug, one.title, one.conversations) for one in trends_in_conversations()]
        assert found == [(known.slug, known.title, 2), ("", "Meer nachtelijk varen", 1)]
        assert came_of(round) == [("trend", 4)]
    with ground.people.acting("outsider"):
        assert trends_in_conversations() == []


def test_a_barrier_waits_for_one_person_and_is_laid_ready_once(ground: Ground) -> None:
    note = ground.note_of(ground.held(ground.running(), MANY))
    with ground.people.acting("adviser") as by:
        first, again = begin_barrier(note=note, by=by), begin_barrier(note=note, by=by)
        assert first.pk == again.pk
    for name in ("bureau", "analyst", "mayor", "outsider"):
        with ground.people.acting(name):
            assert not Harvest.objects.exists()


def test_the_night_opens_and_counts_and_silence_is_said(ground: Ground) -> None:
    round = ground.running()
    with ground.people.acting("mayor"):
        assert not covered(round).counted
        assert "niets geteld" in covered(round).silence
    ground.held(round, MANY)
    with ground.people.acting("analyst"):
        assert not any(one.notes for one in said_in(round))
    night()
    with ground.people.acting("analyst"):
        assert [[note.text for note, _ in one.notes] for one in said_in(round)][0] == [SAID]
    with ground.people.acting("mayor"):
        found = covered(round)
        assert (found.people, found.conversations) == (7, 1)
        assert len(found.silent) + len(found.unsaid) == TOWNS - 1
        assert "hoorden wij niets" in found.silence
        assert "Dat is geen goed nieuws" in found.silence
        assert not any(one.notes for one in said_in(round)), "notes are of the circle"

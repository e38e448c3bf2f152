"""From the form to "weg", and back: who may make which move, and what may never be skipped."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from slagvaardig.act.barriers.actions import confirm_gone, feel_too, reply, still_there
from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.voices import Move
from slagvaardig.act.handling.actions import (
    answer_ask,
    ask_again,
    ask_who_feels_it,
    close_on_time_out,
    escalate,
    say_it_stays,
    step_down,
    take_up,
    write_how_to,
    write_memo,
)
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.circles.rules import Refused
from tests.act.ground import REASON, Clock, Ground, today


def test_a_barrier_goes_from_raised_to_gone_and_every_move_is_a_row(ground: Ground) -> None:
    barrier = ground.raised()
    ground.removed(barrier)
    with ground.people.acting("officer") as officer:
        confirm_gone(barrier=barrier, by=officer)
    now = ground.now(barrier)
    assert (now.state, now.closed_how, now.closed_on) == ("closed", "felt", today())
    assert now.retest_on == today() + timedelta(days=56)
    with ground.people.acting("officer"):
        rows = [(move.verb, move.role, move.source, move.target) for move in Move.objects.about(barrier)]
    assert rows == [
        ("raise", "raiser", "", "raised"),
        ("take", "handler", "raised", "taken"),
        ("remove", "handler", "taken", "removed"),
        ("confirm", "raiser", "removed", "closed"),
    ]


def test_whoever_handles_it_never_says_that_it_is_gone(ground: Ground) -> None:
    barrier = ground.raised("adviser", "gemeente-een", named=True)
    ground.removed(barrier, "adviser")
    with ground.people.acting("adviser") as adviser, pytest.raises(Refused):
        confirm_gone(barrier=barrier, by=adviser)
    ground.felt_too(barrier, "nurse")
    with ground.people.acting("nurse") as nurse:
        confirm_gone(barrier=barrier, by=nurse)
    assert ground.now(barrier).closed_how == "felt"


def test_silence_closes_only_after_the_term_and_with_the_reason(floor: Ground, clock: Clock) -> None:
    barrier = floor.raised()
    floor.removed(barrier)
    with floor.people.acting("bureau") as bureau:
        with pytest.raises(ValidationError, match="kan wie de drempel merkt nog antwoorden"):
            close_on_time_out(barrier=barrier, reason="Twee keer gevraagd.", by=bureau)
        clock.wait(29)
        with pytest.raises(ValidationError, match="zonder uitleg"):
            close_on_time_out(barrier=barrier, reason=" ", by=bureau)
        close_on_time_out(barrier=barrier, reason="Twee keer gevraagd.", by=bureau)
    assert floor.now(barrier).closed_how == "time-out"


@pytest.mark.parametrize(("days", "words"), [(28, "U kunt antwoorden tot en met"), (29, "telt uw antwoord nog")])
def test_whoever_feels_it_reads_whether_the_term_still_runs(floor: Ground, clock: Clock, days: int, words: str) -> None:
    floor.removed(floor.raised())
    clock.wait(days)
    page = floor.logged_in_now("officer").get("/drempels/mijn").content.decode()
    assert words in page and "Ja, ik merk het" in page


def test_after_eight_weeks_the_clock_asks_again_and_a_no_opens_it(floor: Ground, clock: Clock) -> None:
    barrier = floor.raised()
    floor.removed(barrier)
    with floor.people.acting("officer") as officer:
        confirm_gone(barrier=barrier, by=officer)
    clock.wait(55)
    with acting_as_job("clock") as by:
        assert ask_again(by=by) == 0
    clock.wait(1)
    with acting_as_job("clock") as by:
        assert ask_again(by=by) == 1
        assert ask_again(by=by) == 0
    assert floor.now(barrier).state == "retest"
    with floor.people.acting("officer") as officer:
        still_there(barrier=barrier, by=officer)
    now = floor.now(barrier)
    assert (now.state, now.returned, now.closed_how) == ("taken", 1, "")


def test_what_stayed_away_is_kept_and_can_still_come_back_in_one_press(floor: Ground, clock: Clock) -> None:
    barrier = floor.raised()
    floor.removed(barrier)
    with floor.people.acting("officer") as officer:
        confirm_gone(barrier=barrier, by=officer)
    clock.wait(56)
    with acting_as_job("clock") as by:
        ask_again(by=by)
    with floor.people.acting("officer") as officer:
        confirm_gone(barrier=barrier, by=officer)
    assert floor.now(barrier).state == "kept"
    with floor.people.acting("officer") as officer:
        still_there(barrier=barrier, by=officer)
    assert floor.now(barrier).state == "taken"


def put_up(ground: Ground, barrier: Barrier, slug: str) -> None:
    with ground.people.acting("bureau") as bureau:
        ask = escalate(barrier=barrier, body=ground.circle(slug), reason="Hier mag niemand dit beslissen.", by=bureau)
        answer_ask(ask=ask, outcome="higher", answer="Wij gaan hier niet over.", by=bureau)


def advised(ground: Ground, barrier: Barrier) -> None:
    with ground.people.acting("bureau") as bureau:
        texts = {"analysis": "Drie teams melden dit.", "options": "Een of twee.", "question": "Kies een nummer."}
        write_memo(barrier=barrier, version=0, by=bureau, **texts)


def test_the_ladder_is_climbed_one_step_at_a_time_each_with_an_answer_of_who_has_the_mandate(ground: Ground) -> None:
    barrier = ground.raised()
    ground.taken(barrier)
    with ground.people.acting("bureau") as bureau, pytest.raises(ValidationError, match="Schrijf eerst het advies"):
        escalate(barrier=barrier, body=ground.circle("driehoek-land"), reason=REASON, by=bureau)
    advised(ground, barrier)
    with ground.people.acting("bureau") as bureau:
        with pytest.raises(ValidationError, match="gaat hier niet over"):
            escalate(barrier=barrier, body=ground.circle("beraad"), reason=REASON, by=bureau)
        escalate(barrier=barrier, body=ground.circle("driehoek-land"), reason=REASON, by=bureau)
        with pytest.raises(ValidationError, match="ligt nog bij Driehoek Land"):
            escalate(barrier=barrier, body=ground.circle("district-middelveen"), reason=REASON, by=bureau)
    assert ground.now(barrier).step == "driehoek"
    with ground.people.acting("bureau") as bureau:
        step_down(barrier=barrier, step="professional", reason="Hoort bij ons.", by=bureau)
        assert [ask.withdrawn_on for ask in barrier.asks.all()] == [today()]
    assert ground.now(barrier).step == "professional"
    for slug, step in (
        ("driehoek-land", "driehoek"),
        ("district-middelveen", "district"),
        ("werkgroep-water", "werkgroep"),
        ("beraad", "beraad"),
        ("loket", "landelijk"),
    ):
        put_up(ground, barrier, slug)
        assert ground.now(barrier).step == step
    with ground.people.acting("bureau") as bureau, pytest.raises(ValidationError, match="hoogste stap"):
        escalate(barrier=barrier, body=ground.circle("beraad"), reason=REASON, by=bureau)


def test_only_who_has_the_mandate_can_say_that_it_stays(ground: Ground) -> None:
    barrier = ground.raised()
    ground.taken(barrier)
    advised(ground, barrier)
    with ground.people.acting("bureau") as bureau:
        with pytest.raises(ValidationError, match="Alleen wie erover gaat"):
            say_it_stays(barrier=barrier, reason="Kan niet.", by=bureau)
        ask = escalate(barrier=barrier, body=ground.circle("driehoek-land"), reason=REASON, by=bureau)
    with ground.people.acting("mayor") as mayor:
        answer_ask(ask=ask, outcome="no", answer="Dat kan nu niet.", by=mayor)
    with ground.people.acting("bureau") as bureau:
        say_it_stays(barrier=barrier, reason="De driehoek zei nee.", by=bureau)
    assert ground.now(barrier).is_open, "what stays is not gone"


def test_whoever_sits_at_the_table_sees_the_question_and_not_the_barrier(ground: Ground) -> None:
    barrier = ground.raised()
    ground.taken(barrier)
    advised(ground, barrier)
    with ground.people.acting("bureau") as bureau:
        ask = escalate(barrier=barrier, body=ground.circle("driehoek-land"), reason=REASON, by=bureau)
    with ground.people.acting("mayor"):
        assert type(ask).objects.filter(pk=ask.pk).exists()
        assert not Barrier.objects.filter(pk=barrier.pk).exists()
    with ground.people.acting("second mayor"):
        assert not type(ask).objects.filter(pk=ask.pk).exists()
    with ground.people.acting("officer"):
        assert type(ask).objects.filter(pk=ask.pk).exists(), "whoever raised it follows it everywhere"


def test_questions_and_answers_go_both_ways_without_a_name(ground: Ground) -> None:
    barrier = ground.raised()
    with ground.people.acting("bureau") as bureau:
        ask_who_feels_it(barrier=barrier, reason="Om welk systeem gaat het?", by=bureau)
    with ground.people.acting("officer") as officer:
        reply(barrier=barrier, reason="Om het nieuwe.", by=officer)
    with ground.people.acting("bureau"):
        told = [(move.role, move.reason) for move in Move.objects.about(barrier)][1:]
    assert told == [("handler", "Om welk systeem gaat het?"), ("raiser", "Om het nieuwe.")]
    assert ground.now(barrier).answered_on == today()


def test_who_does_not_feel_it_says_nothing_about_it(ground: Ground) -> None:
    barrier = ground.raised("officer", "gemeente-een", named=True)
    ground.removed(barrier, "adviser")
    for name in ("nurse", "outsider", "analyst"):
        with ground.people.acting(name) as by:
            for act in (confirm_gone, still_there):
                with pytest.raises((Refused, Barrier.DoesNotExist)):
                    act(barrier=barrier, by=by)
    with ground.people.acting("outsider") as outsider, pytest.raises(Refused):
        feel_too(barrier=barrier, hours=1, by=outsider)
    with ground.people.acting("nurse") as nurse, pytest.raises(Refused):
        take_up(barrier=barrier, owner=ground.circle("politie"), due=today(), reason=REASON, by=nurse)


def test_a_solved_one_becomes_a_how_to_for_everybody_at_the_partners(ground: Ground) -> None:
    barrier = ground.raised()
    ground.removed(barrier)
    with ground.people.acting("bureau") as bureau, pytest.raises(ValidationError, match="pas als de drempel weg is"):
        write_how_to(barrier=barrier, title="Vast nummer", text="Bel het vaste nummer.", by=bureau)
    with ground.people.acting("officer") as officer:
        confirm_gone(barrier=barrier, by=officer)
    with ground.people.acting("bureau") as bureau:
        made = write_how_to(barrier=barrier, title="Vast nummer", text="Bel het vaste nummer.", by=bureau)
        with pytest.raises(ValidationError, match="al opgeschreven"):
            write_how_to(barrier=barrier, title="Nog eens", text="Bel het vaste nummer.", by=bureau)
    for name, sees in (("analyst", True), ("nurse", True), ("outsider", False), ("visitor", False)):
        with ground.people.acting(name):
            assert type(made).objects.filter(pk=made.pk).exists() is sees, name

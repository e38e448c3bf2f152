"""A rule proves something only when an attack gets through as soon as it is gone: each is taken out, by the owner of
the database or in Python, and then exactly what it forbids happens."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from unittest.mock import patch

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction

from slagvaardig.act.barriers import actions, history
from slagvaardig.act.barriers.actions import confirm_gone
from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.rules import Standing
from slagvaardig.act.barriers.tables import Ask
from slagvaardig.act.barriers.voices import Felt, Voice
from slagvaardig.act.barriers.workflow import MOVES
from slagvaardig.act.handling.actions import close_on_time_out, escalate
from slagvaardig.trust.access.identity import acting_as_job
from tests.act.ground import REASON, Ground
from tests.act.test_life_of_a_barrier import advised
from tests.attack.mutants import Mutant, taken_out
from tests.attack.owner import looking, run, undone
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.attack.taken_out import policy

APP = f'"{settings.APP_ROLE}"'
REFUSED = (PermissionDenied, ValidationError, Error, Barrier.DoesNotExist)


def counts(question: str, name: str, ground: Ground) -> int:
    with ground.people.acting(name), transaction.atomic():
        return int(run(question)[0][0])


def outsiders_read(ground: Ground) -> int:
    """Barriers, questions and advice, asked for whole by people who are in none of their circles."""
    ground.felt_too(_named(ground), "nurse")
    asked = _asked(ground)
    got = 0
    for name in ("outsider", "analyst", "second mayor", "visitor", "police chief"):
        for table in ("act_barrier", "act_move", "act_felt", "act_memo", "act_ask"):
            with suppress(Error):
                got += counts(f"select count(*) from {table}", name, ground)
    assert asked
    return got


def manager_hunts(ground: Ground) -> int:
    """Whoever looks after a circle asks for every voice in it."""
    _unnamed(ground)
    return counts("select count(*) from act_voice", "adviser", ground)


def claims_to_feel(ground: Ground) -> int:
    """Who once heard of a barrier that he cannot see says that he feels it, and then reads it."""
    barrier = ground.raised()
    with ground.people.acting("nurse") as nurse:
        with suppress(*REFUSED), transaction.atomic():
            felt = Felt(barrier=barrier, hours=1, since=barrier.raised_on)
            Voice(barrier=barrier, person=nurse, raised=False, felt=felt).save(force_insert=True)
        return Barrier.objects.filter(pk=barrier.pk).count()


def handler_closes(ground: Ground) -> int:
    """Past the program: whoever handles it writes that it is gone."""
    barrier = _named(ground)
    ground.removed(barrier, "adviser")
    done = 0
    for claim in ("closed_how = 'felt'", "closed_how = 'time-out'"):
        with ground.people.acting("adviser"), suppress(Error), undone():
            run(f"update act_barrier set state = 'closed', {claim} where id = %s", barrier.pk)
            done += Barrier.objects.filter(pk=barrier.pk, state="closed").count()
    return done


def handler_confirms(ground: Ground) -> int:
    """Through the program: whoever handles it raised it himself and says that he notices."""
    barrier = ground.raised("adviser", "gemeente-een", named=True)
    ground.removed(barrier, "adviser")
    with suppress(*REFUSED), ground.people.acting("adviser") as by:
        confirm_gone(barrier=barrier, by=by)
    return ground.now(barrier).state == "closed"


def closes_at_once(ground: Ground) -> int:
    barrier = _named(ground)
    ground.removed(barrier, "adviser")
    with suppress(*REFUSED), ground.people.acting("adviser") as by:
        close_on_time_out(barrier=barrier, reason="Niemand zei iets.", by=by)
    return ground.now(barrier).state == "closed"


def skips_a_step(ground: Ground) -> int:
    barrier = ground.raised()
    ground.taken(barrier)
    advised(ground, barrier)
    with suppress(*REFUSED), ground.people.acting("bureau") as by:
        for slug in ("driehoek-land", "district-middelveen"):
            escalate(barrier=barrier, body=ground.circle(slug), reason=REASON, by=by)
    return ground.now(barrier).step == "district"


def closes_what_nobody_took_away(ground: Ground) -> int:
    barrier = ground.raised()
    with suppress(*REFUSED), ground.people.acting("officer") as by:
        confirm_gone(barrier=barrier, by=by)
    return ground.now(barrier).state == "closed"


def stranger_answers(ground: Ground) -> int:
    """Whoever only reads along at a body writes its answer."""
    ask = _asked(ground)
    with ground.people.acting("officer"), suppress(Error):
        run("update act_ask set answer = 'ja', answered_at = now() where id = %s", ask.pk)
    with acting_as_job("clock"):
        return Ask.objects.exclude(answered_at=None).count()


def watches_the_count(ground: Ground) -> int:
    """A count that moves at the moment that somebody presses a button."""
    barrier = _named(ground)
    with ground.people.acting("adviser"):
        before = Felt.objects.filter(barrier=barrier).count()
    ground.felt_too(barrier, "nurse")
    with ground.people.acting("adviser"):
        return Felt.objects.filter(barrier=barrier).count() - before


def watches_the_list(ground: Ground) -> int:
    barrier = _unnamed(ground)
    with ground.people.acting("adviser"):
        return Barrier.objects.filter(pk=barrier.pk).count()


def _named(ground: Ground) -> Barrier:
    return ground.raised("officer", "gemeente-een", named=True)


def _unnamed(ground: Ground) -> Barrier:
    return ground.raised("officer", "gemeente-een")


def _asked(ground: Ground) -> Ask:
    barrier = ground.raised()
    ground.taken(barrier)
    advised(ground, barrier)
    with ground.people.acting("bureau") as by:
        return escalate(barrier=barrier, body=ground.circle("driehoek-land"), reason=REASON, by=by)


def without_check(verb: str) -> Callable[[], AbstractContextManager[object]]:
    return lambda: patch.dict(history._CHECKS, {verb: lambda barrier, making: None})


@contextmanager
def from_any_state() -> Iterator[None]:
    move = MOVES["confirm"]
    with patch.dict(MOVES, {"confirm": replace(move, sources=("raised", *move.sources))}):
        with looking():
            run(policy("update", "act_barrier", "true", "true"))
        yield


def judging_oneself() -> AbstractContextManager[object]:
    return patch.object(Standing, "may_say_so", True)


def counted_at_once() -> AbstractContextManager[object]:
    return patch.object(actions, "timedelta", lambda days: __import__("datetime").timedelta(0))


def read(table: str) -> str:
    return policy("select", table, "true")


OPEN_UPDATE = policy("update", "act_barrier", "true", "true")
MUTANTS = [
    Mutant("everybody reads barriers", outsiders_read, read("act_barrier")),
    Mutant("everybody reads what happened", outsiders_read, read("act_move")),
    Mutant("everybody reads advice", outsiders_read, read("act_memo")),
    Mutant("everybody reads questions", outsiders_read, read("act_ask")),
    Mutant("everybody reads what it costs", outsiders_read, read("act_felt")),
    Mutant("no rules on barriers", outsiders_read, "alter table act_barrier disable row level security"),
    Mutant("circles read who spoke", manager_hunts, read("act_voice")),
    Mutant("anybody may say that he feels it", claims_to_feel, policy("insert", "act_voice", check="true")),
    Mutant("whoever handles it may write anything", handler_closes, OPEN_UPDATE),
    Mutant("anybody answers for a body", stranger_answers, policy("update", "act_ask", "true", "true")),
    Mutant("a count that is shown at once", watches_the_count, within=counted_at_once),
    Mutant("a barrier that is shown at once", watches_the_list, policy("select", "act_barrier", "true")),
    Mutant("silence without its term", closes_at_once, OPEN_UPDATE, without_check("time-out")),
    Mutant("a question that nobody waits for", skips_a_step, within=without_check("escalate")),
    Mutant("gone from any state", closes_what_nobody_took_away, within=from_any_state),
    Mutant("whoever handles it judges himself", handler_confirms, OPEN_UPDATE, judging_oneself),
]


def test_with_a_rule_taken_out_what_it_forbids_happens(floor: Ground) -> None:
    tried = MUTANTS[:: size(3, 1)]
    before, after = taken_out(tried, floor)
    alive = [name for name, got in after.items() if not got]
    proven(
        "mutants",
        attempts=len(tried),
        failed=sum(map(bool, before.values())),
        entitled=len(tried),
        served=len(tried) - len(alive),
        note="rules of barriers",
    )
    assert set(before.values()) == {0}, before
    assert alive == [], "without the rule nothing happened: the attack proves nothing"

"""Every action that keeps a text about a barrier."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from slagvaardig.act.barriers.actions import confirm_gone, raise_barrier, reply, still_there
from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.tables import Ask, Memo
from slagvaardig.act.handling import actions
from slagvaardig.act.handling.rules import bodies_for
from slagvaardig.region.current import current_region
from slagvaardig.region.ladder import bodies_at
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.circles.actions import admit, lay_out
from slagvaardig.trust.circles.models import Circle
from tests.people import People

Way = Callable[[People, str, str], None]


def raised(people: People, text: str = "Wij wachten te lang.") -> Barrier:
    region = current_region()
    theme, area = next(iter(region.themes)), region.areas.of_kind("municipality")[0].code
    with people.acting("officer") as by:
        desk = Circle.objects.get(slug="loket")
        return raise_barrier(circle=desk, text=text, kind="rule", often="daily", hours=2, theme=theme, area=area, by=by)


def handled(act: Callable[..., object], **fixed: Any) -> Way:
    """As the desk, about a barrier that is picked up already; the field that is tried takes the place of its own."""

    def way(people: People, field: str, value: str) -> None:
        barrier = taken(people)
        with people.acting("bureau") as by:
            act(barrier=barrier, by=by, **{**fixed, field: value})

    return way


def taken(people: People) -> Barrier:
    barrier = raised(people)
    with people.acting("bureau") as by:
        owner = Circle.objects.get(slug="politie")
        day = timezone.localdate() + timedelta(days=9)
        actions.take_up(barrier=barrier, owner=owner, due=day, reason="Wij bellen.", by=by)
    return barrier


def taking(people: People, field: str, value: str) -> None:
    barrier = taken(people)
    day = timezone.localdate() + timedelta(days=9)
    texts = {"reason": "Wij bellen.", "action": "", "decision": "", field: value}
    reason = texts.pop("reason")
    with people.acting("bureau") as by:
        owner = Circle.objects.get(slug="politie")
        actions.take_up(barrier=barrier, owner=owner, due=day, reason=reason, links=texts, by=by)


def raising(people: People, _field: str, value: str) -> None:
    raised(people, value)


def said(act: Callable[..., object]) -> Way:
    """By whoever raised it, when it is asked whether it is gone."""

    def way(people: People, field: str, value: str) -> None:
        barrier = taken(people)
        with people.acting("bureau") as by:
            actions.say_it_is_gone(barrier=barrier, reason="Er is een nummer.", by=by)
        with people.acting("officer") as by:
            act(barrier=barrier, by=by, **{field: value})

    return way


def put_up(people: People, reason: str = "Lager lukt het niet.") -> Ask:
    barrier, region = taken(people), current_region()
    step = region.ladder.steps[1]
    kinds = {area.code: area.kind for area in region.areas.all()}
    body = bodies_at(step, region.bodies, kinds)[0]
    with acting_as_job("console") as by:
        lay_out(circles=[("body", body.slug, body.name)], offices=[], by=by)
        circle, until = Circle.objects.get(slug=body.slug), timezone.localdate() + timedelta(days=9)
        admit(person=people["mayor"], circle=circle, role="contributor", until=until, by=by)
    with people.acting("bureau") as by:
        actions.write_memo(barrier=barrier, analysis="Een.", options="Twee.", question="Drie.", version=0, by=by)
        assert circle in bodies_for(step, barrier.circle)
        return actions.escalate(barrier=barrier, body=circle, reason=reason, by=by)


def escalating(people: People, _field: str, value: str) -> None:
    put_up(people, value)


def answering(people: People, _field: str, value: str) -> None:
    ask = put_up(people)
    with people.acting("mayor") as by:
        actions.answer_ask(ask=ask, outcome="no", answer=value, by=by)


def advising(people: People, field: str, value: str) -> None:
    """First as something new, then as a change."""
    barrier = taken(people)
    for turn in range(2):
        texts = {"analysis": "Een.", "options": "Twee.", "question": "Drie."}
        texts |= {field: value} if turn else {}
        with people.acting("bureau") as by:
            actions.write_memo(barrier=barrier, version=turn, by=by, **texts)
    with people.acting("bureau"):
        assert Memo.objects.get(barrier=barrier).version == 2


def solving(people: People, field: str, value: str) -> None:
    barrier = taken(people)
    with people.acting("bureau") as by:
        actions.say_it_is_gone(barrier=barrier, reason="Er is een nummer.", by=by)
    with people.acting("officer") as by:
        confirm_gone(barrier=barrier, by=by)
    texts = {"title": "Een nummer", "text": "Bel het nummer.", field: value}
    with people.acting("bureau") as by:
        actions.write_how_to(barrier=barrier, by=by, **texts)


_MEMO: list[Way] = [
    handled(actions.write_memo, analysis="Een.", options="Twee.", question="Drie.", version=0),
    advising,
]
OF_BARRIERS: dict[str, list[Way]] = {
    "act.Ask.analysis": _MEMO,
    "act.Ask.answer": [answering],
    "act.Ask.options": _MEMO,
    "act.Ask.question": _MEMO,
    "act.Ask.reason": [escalating],
    "act.Barrier.action": [taking],
    "act.Barrier.decision": [taking],
    "act.Barrier.text": [raising],
    "act.HowTo.text": [solving],
    "act.HowTo.title": [solving],
    "act.Memo.analysis": _MEMO,
    "act.Memo.options": _MEMO,
    "act.Memo.question": _MEMO,
    "act.Move.reason": [
        taking,
        handled(actions.ask_who_feels_it),
        handled(actions.say_it_is_gone),
        said(still_there),
        said(reply),
    ],
}

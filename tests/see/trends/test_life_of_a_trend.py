"""A trend is proposed by whoever sees it, judged by the bureau with a reason, and what happened to it stays."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slagvaardig.region.folder import Region
from slagvaardig.see.trends.actions import add_sight, change_trend, judge_trend, lay_out_trends, propose_trend
from slagvaardig.see.trends.models import Sight, Trend, Turn
from slagvaardig.see.trends.readings import history_of, what_waits_for
from slagvaardig.see.trends.workflow import MOVES, STATES, moves_from
from slagvaardig.trust.access.identity import acting_as_job
from tests.log import log
from tests.people import People

PARTS = {
    "title": "Meer boten zonder licht",
    "text": "Aan de steigers.",
    "themes": ["buitengebied"],
    "direction": "grows",
}
OUTSIDERS = ("outsider", "former member", "disabled", "visitor", "privacy", "administrator")


def proposed(people: People, name: str = "officer") -> Trend:
    with people.acting(name) as by:
        return propose_trend(parts=PARTS, by=by)


def judged(
    people: People, trend: Trend, move: str, day: date | None = None, name: str = "bureau", until: str = ""
) -> Trend:
    with people.acting(name) as by:
        reason = "Dat bleek uit drie gesprekken."
        return judge_trend(trend=trend, move=move, reason=reason, review_on=day, until=until, by=by)


def seen_by(people: People, name: str, trend: Trend) -> bool:
    with people.acting(name):
        return Trend.objects.among([trend.pk]).exists()


def test_a_proposal_is_for_the_coalition_and_the_inventory_for_everybody(people: People, later: date) -> None:
    trend = proposed(people)
    assert all(seen_by(people, name, trend) for name in ("officer", "analyst", "mayor", "bureau"))
    assert not any(seen_by(people, name, trend) for name in OUTSIDERS)
    judged(people, trend, "watch", later)
    assert not any(seen_by(people, name, trend) for name in OUTSIDERS)
    judged(people, trend, "adopt", later)
    assert all(seen_by(people, name, trend) for name in OUTSIDERS)
    with people.acting("visitor"):
        assert [turn.verb for turn in Turn.objects.of(trend)] == ["adopt"], "what the coalition said before stays there"
    with people.acting("officer"):
        assert [entry.who for entry in history_of(trend)] == ["iemand van een partner", "het bureau", "het bureau"]


def test_only_the_bureau_judges_and_only_colleagues_propose(people: People, later: date) -> None:
    trend = proposed(people)
    for name in ("officer", "adviser", "mayor", *OUTSIDERS):
        with pytest.raises(PermissionDenied):
            judged(people, trend, "adopt", later, name)
    for name in OUTSIDERS:
        with pytest.raises(PermissionDenied):
            proposed(people, name)
        with pytest.raises(PermissionDenied), people.acting(name) as by:
            add_sight(trend=trend, seen="grows", text="Ik zie het.", by=by)


def test_past_the_program_the_database_refuses_as_well(people: People, later: date) -> None:
    trend = proposed(people)
    for name in ("officer", "outsider", "visitor"):
        with people.acting(name), transaction.atomic():
            assert not Trend.objects.filter(pk=trend.pk).update(state="inventory")
        with pytest.raises(Error), people.acting(name), transaction.atomic():
            Trend(circle=trend.circle, state="inventory", title="x", proposed_on=later, changed_on=later).save(
                force_insert=True
            )
        with pytest.raises(Error), people.acting(name), transaction.atomic():
            Turn(trend=trend, circle=trend.circle, number=2, on=later, role="bureau", verb="end", state="ended").save(
                force_insert=True
            )


def test_every_move_has_a_reason_and_a_day_to_look_again(people: People, later: date) -> None:
    trend = proposed(people)
    today = timezone.localdate()
    with pytest.raises(ValidationError, match="Schrijf op waarom"), people.acting("bureau") as by:
        judge_trend(trend=trend, move="adopt", reason=" ", review_on=later, by=by)
    for wrong in (None, today, today + timedelta(days=2000)):
        with pytest.raises(ValidationError, match="Kies een dag"):
            judged(people, trend, "adopt", wrong)
    assert judged(people, trend, "adopt", later).review_on == later


def test_what_ended_stays_with_until_and_why(people: People, later: date) -> None:
    trend = judged(people, proposed(people), "adopt", later)
    ended = judged(people, trend, "end", until="2026-03")
    with people.acting("visitor"):
        found = Trend.objects.get(pk=trend.pk)
        assert (found.state, found.until, found.review_on) == ("ended", "2026-03", None)
        assert history_of(found)[-1].reason == "Dat bleek uit drie gesprekken."
    assert judged(people, ended, "watch", later).until == "", "looked at again, it is not over"
    assert seen_by(people, "visitor", trend), "what was public once stays so"


def test_a_change_keeps_what_stood_there(people: People) -> None:
    trend = proposed(people)
    with people.acting("bureau") as by:
        given = {"text": "Aan de steigers en sluizen.", "known": "signals"}
        change_trend(trend=trend, parts=given, reason="Sluiswachters zien het ook.", version=1, by=by)
        with pytest.raises(ValidationError, match="Iemand anders"):
            change_trend(trend=trend, parts={"text": "Oud."}, reason="Te laat.", version=1, by=by)
        last = history_of(trend)[-1]
    assert dict(last.before) == {"Wat er gebeurt".lower(): "Aan de steigers.", "wat wij weten": "niet gezegd"}


def test_nothing_leads_to_who_proposed_or_saw_it(people: People) -> None:
    trend = proposed(people)
    with people.acting("officer") as by:
        add_sight(trend=trend, seen="grows", role="boa", text="Elke week een boot.", by=by)
    columns = {field.name for model in (Trend, Turn, Sight) for field in model._meta.get_fields()}
    assert not columns & {"person", "owner", "by", "user", "author"}
    with people.acting("officer"):
        assert Sight.objects.of(trend).get().month.day == 1
    said = [line for line in log() if line.verb in ("propose-trend", "add-sight")]
    assert len(said) == 2
    assert not any(str(trend.pk) in line.about or line.circle for line in said)


def test_what_waits_is_for_whoever_judges(people: People, region: Region) -> None:
    proposed(people)
    with people.acting("bureau") as by:
        found = {one.kind: one.number for one in what_waits_for(by)}
    assert found == {"proposed-trends": 1, "trends-to-review": len(region.trends)}
    for name in ("officer", "adviser", "mayor"):
        with people.acting(name) as by:
            assert what_waits_for(by) == []


def test_the_trends_of_the_strategy_come_once(people: People, region: Region) -> None:
    with acting_as_job("console") as by:
        assert lay_out_trends(region=region, by=by) == 0
    with people.acting("visitor"):
        assert {one.title for one in Trend.objects.all()} == {one.title for one in region.trends}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.sampled_from(sorted(MOVES)), max_size=7))
def test_no_history_does_what_the_table_does_not_say(people: People, later: date, moves: list[str]) -> None:
    trend, public = proposed(people), False
    for move in moves:
        before, allowed = trend.state, move in moves_from(trend.state)
        if not allowed:
            with pytest.raises(ValidationError):
                judged(people, trend, move, later)
            continue
        trend = judged(people, trend, move, later)
        assert trend.state == (MOVES[move].target or before)
        assert (trend.review_on is not None) == STATES[trend.state].reviewed
        public = public or move == "adopt"
        assert seen_by(people, "visitor", trend) == public

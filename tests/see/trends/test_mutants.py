"""A rule proves something only when what it forbids happens as soon as it is gone: each is taken out by the owner."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.db import Error, connection, transaction

from slagvaardig.see.trends.actions import add_sight
from slagvaardig.see.trends.models import Sight, Trend, Turn
from slagvaardig.trust.database.ownership import as_owner
from tests.attack.owner import looking, run, undone
from tests.attack.taken_out import policy
from tests.people import People, gather

from .test_life_of_a_trend import judged, proposed

Attack = Callable[[People, Trend], int]


@pytest.fixture
def floor(transactional_db: None, region: object) -> Iterator[People]:
    """On the connection of the owner, who wears the role of the application; nothing of it is kept."""
    with as_owner(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f'set local role "{site.APP_ROLE}"')
        yield gather()
        transaction.set_rollback(True)


def outsiders_read(people: People, trend: Trend) -> int:
    with people.acting("officer") as by:
        add_sight(trend=trend, seen="grows", text="Elke week een boot.", by=by)
    got = 0
    for name in ("outsider", "visitor", "former member"):
        with people.acting(name):
            got += sum(model.objects.filter(**{key: trend.pk}).count() for model, key in _TABLES)
    return got


_TABLES = ((Trend, "pk"), (Turn, "trend"), (Sight, "trend"))


def visitors_read_what_was_said_before(people: People, trend: Trend) -> int:
    judged(people, trend, "adopt", trend.proposed_on + timedelta(days=90))
    with people.acting("visitor"):
        return Turn.objects.filter(trend=trend).exclude(verb="adopt").count()


def member_adopts(people: People, trend: Trend) -> int:
    with people.acting("officer"), suppress(Error), transaction.atomic():
        return Trend.objects.filter(pk=trend.pk).update(state="inventory")
    return 0


def member_signs_as_bureau(people: People, trend: Trend) -> int:
    turn = Turn(trend=trend, circle=trend.circle, number=9, on=trend.proposed_on, role="bureau", verb="end", state="x")
    with people.acting("officer"), suppress(Error), transaction.atomic():
        turn.save(force_insert=True)
        return 1
    return 0


def outsider_sees_something(people: People, trend: Trend) -> int:
    sight = Sight(trend=trend, circle=trend.circle, month=trend.proposed_on, seen="grows", text="x")
    with people.acting("outsider"), suppress(Error), transaction.atomic():
        sight.save(force_insert=True)
        return 1
    return 0


MUTANTS: list[tuple[str, Attack, str]] = [
    ("everybody reads trends", outsiders_read, policy("select", "see_trend", "true")),
    ("everybody reads what is seen", outsiders_read, policy("select", "see_sight", "true")),
    ("history is for everybody", visitors_read_what_was_said_before, policy("select", "see_turn", "true")),
    ("anybody judges", member_adopts, policy("update", "see_trend", "true", "true")),
    ("anybody signs as the bureau", member_signs_as_bureau, policy("insert", "see_turn", check="true")),
    ("anybody tells", outsider_sees_something, policy("insert", "see_sight", check="true")),
]


def test_with_a_rule_taken_out_what_it_forbids_happens(floor: People) -> None:
    trend = proposed(floor)
    for name, attack, sql in MUTANTS:
        with undone():
            assert attack(floor, trend) == 0, name
        with undone():
            with looking():
                run("set constraints all immediate")
                run("set constraints all deferred")
                run(sql)
            assert attack(floor, trend) > 0, f"{name}: nothing happened, so the attack proves nothing"

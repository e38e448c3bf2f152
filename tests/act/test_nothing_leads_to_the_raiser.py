"""A manager looks after the circle in which a barrier was raised, and hunts for who did. He finds nothing: in no page,
list, count, log, export or table, and not by watching what changes at which moment."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import Error, transaction

from slagvaardig.act.barriers.actions import confirm_gone, read_barrier, reply, still_there
from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.readings import lines_of
from slagvaardig.act.barriers.voices import Felt, Voice
from slagvaardig.act.handling.actions import say_it_is_gone
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit.models import Event
from tests.act.ground import Clock, Ground, today
from tests.attack.owner import run
from tests.attack.proofs import proven
from tests.log import log

MANAGER, RAISER, FEELER = "adviser", "officer", "nurse"
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def spoken_about(ground: Ground, clock: Clock) -> Barrier:
    """Raised without a name in the circle of the manager, felt by another, answered, gone and back again."""
    barrier = ground.raised(RAISER, "gemeente-een")
    clock.wait(1)
    ground.felt_too(barrier, FEELER)
    ground.removed(barrier, MANAGER)
    with ground.people.acting(RAISER) as raiser:
        reply(barrier=barrier, reason="Het gaat om het nieuwe systeem.", by=raiser)
        confirm_gone(barrier=barrier, by=raiser)
        read_barrier(barrier=barrier, by=raiser)
    with ground.people.acting(FEELER) as feeler:
        still_there(barrier=barrier, by=feeler)
    with ground.people.acting(MANAGER) as manager:
        say_it_is_gone(barrier=barrier, reason="Nu echt.", by=manager)
    return barrier


def test_the_manager_sees_the_barrier_and_no_row_that_names_who_spoke(floor: Ground, clock: Clock) -> None:
    barrier = spoken_about(floor, clock)
    hidden = {str(floor.people[name].pk) for name in (RAISER, FEELER)}
    found = 0
    with floor.people.acting(MANAGER):
        assert Barrier.objects.filter(pk=barrier.pk).exists(), "first of all: he may see what it is about"
        for table in sorted(model._meta.db_table for model in apps.get_models() if model._meta.app_label == "act"):
            found += sum(any(key in row for key in hidden) for row in rows_of(table))
        lines = [event for event in Event.objects.all() if event.actor.removeprefix("user:") in hidden]
    proven("circle-only", attempts=len(hidden) * 9, failed=found + len(lines), note="who raised a barrier")
    assert found == 0
    assert [(line.verb, line.about) for line in lines] == []
    with floor.people.acting(RAISER):
        assert Voice.objects.count() == 1, "he himself finds his own, and his own only"


def rows_of(table: str) -> Iterator[str]:
    try:
        with transaction.atomic():
            yield from (str(row[0]) for row in run(f"select to_jsonb(t)::text from {table} t"))
    except Error:
        return


PAGES = ("", "/advies/schrijven", "/stap/vragen")


def test_no_page_or_export_of_the_manager_holds_a_name_of_who_spoke(floor: Ground, clock: Clock) -> None:
    barrier = spoken_about(floor, clock)
    client = floor.logged_in_now(MANAGER)
    addresses = [f"/drempels/{barrier.pk}{page}" for page in PAGES]
    addresses += [f"/drempels?lijst={name}" for name in ("kring", "te-laat", "uren", "terug", "weg")]
    addresses += ["/drempels/mijn", "/drempels/vragen", "/drempels/cijfers", "/zoeken?q=hulp", "/mijn/logboek", "/"]
    told = 0
    for address in addresses:
        page = client.get(address).content.decode()
        told += len(page) > 2000
        for name in (RAISER, FEELER):
            assert f"{name}<" not in page and f"({name})" not in page and f"{name}," not in page, address
    assert told == len(addresses), "first of all: there are pages to look in"


def test_the_log_says_that_somebody_spoke_and_not_about_what(floor: Ground, clock: Clock) -> None:
    """Also the privacy officer, who reads every line, finds no barrier beside a voice."""
    barrier = spoken_about(floor, clock)
    spoken = [line for line in log() if line.actor in {floor.people[name].actor for name in (RAISER, FEELER)}]
    said = {"raise-barrier", "feel-too", "confirm-barrier", "still-felt", "reply-barrier"}
    assert {line.verb for line in spoken} >= said, "every act has its line"
    for line in spoken:
        if line.verb in said:
            assert (line.about, line.circle) == ("barriers", None)
            assert str(barrier.pk) not in str(line.detail)


def test_who_reads_a_barrier_is_told_to_no_circle(floor: Ground, clock: Clock) -> None:
    barrier = spoken_about(floor, clock)
    floor.logged_in_now(FEELER).get(f"/drempels/{barrier.pk}")
    with floor.people.acting(MANAGER):
        assert not Event.objects.filter(about=f"barrier:{barrier.pk}", verb="read").exclude(
            actor=floor.people[MANAGER].actor
        )
    assert [line for line in log("read") if line.about == f"barrier:{barrier.pk}"], "it is written down all the same"


def test_neither_a_new_barrier_nor_a_count_appears_at_the_moment_of_the_press(floor: Ground, clock: Clock) -> None:
    barrier = floor.raised(RAISER, "gemeente-een")
    with floor.people.acting(MANAGER):
        assert not Barrier.objects.filter(pk=barrier.pk).exists()
    clock.wait(1)
    with floor.people.acting(MANAGER):
        assert Barrier.objects.filter(pk=barrier.pk).exists()
        before = Felt.objects.count()
    floor.felt_too(barrier, FEELER)
    with floor.people.acting(MANAGER):
        assert Felt.objects.count() == before
    with floor.people.acting(FEELER):
        assert Felt.objects.count() == before + 1, "whoever pressed sees that it was kept"
    clock.wait(1)
    with floor.people.acting(MANAGER):
        assert Felt.objects.count() == before + 1


def test_moments_are_kept_per_day_where_a_circle_can_see_them(floor: Ground, clock: Clock) -> None:
    spoken_about(floor, clock)
    with floor.people.acting(MANAGER):
        for table in ("act_barrier", "act_felt", "act_move", "act_memo"):
            for row in rows_of(table):
                assert not re.search(r"\d\d:\d\d", KEY.sub("", row)), table


@pytest.mark.parametrize("many", [1, 2])
def test_what_a_few_people_lose_is_not_told(ground: Ground, many: int) -> None:
    barrier = ground.raised("officer", "gemeente-een", named=True)
    for name in ("nurse", "boa")[: many - 1]:
        ground.felt_too(barrier, name)
    with acting_as_job("clock"):
        line = lines_of(Barrier.objects.with_cost().select_related("circle").filter(pk=barrier.pk), today())[0]
    assert (line.people, line.hours) == (None, None)


def test_what_three_or_more_lose_is_told_in_steps_of_five(ground: Ground) -> None:
    barrier = ground.raised("officer", "gemeente-een", named=True)
    for name in ("nurse", "boa"):
        ground.felt_too(barrier, name, hours=4)
    with acting_as_job("clock"):
        line = lines_of(Barrier.objects.with_cost().select_related("circle").filter(pk=barrier.pk), today())[0]
    assert (line.people, line.hours) == (3, 15)

"""What everybody may know, what is found, and what waits for whom: never more than one may see."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import Error, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.act.barriers.actions import confirm_gone, still_there
from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.readings import what_waits_for
from slagvaardig.act.handling.actions import ask_who_feels_it, escalate, take_up
from slagvaardig.act.nightly import count_all_barriers
from slagvaardig.act.numbers.counting import ROUNDED_TO, answered, counted, rounded
from slagvaardig.act.numbers.models import Published
from slagvaardig.act.numbers.readings import amount
from slagvaardig.region.current import current_region
from tests.act.ground import REASON, Clock, Ground, today
from tests.act.test_life_of_a_barrier import advised
from tests.log import log


@given(st.integers(0, 10_000))
def test_a_count_is_a_multiple_of_five_or_not_told(number: int) -> None:
    found = rounded(number)
    assert found is None or found % ROUNDED_TO == 0
    assert abs((found or 0) - number) <= ROUNDED_TO / 2
    assert amount(found) != "0"


def barriers(many: int, state: str = "raised", how: str = "") -> Iterator[Barrier]:
    for number in range(many):
        one = Barrier(text=f"Drempel {number}", kind="rule", theme="online", step="professional", state=state)
        one.closed_how, one.raised_on, one.answered_on = how, today() - timedelta(days=number), today()
        one.hours = 4  # type: ignore[attr-defined]
        yield one


def test_gone_and_noticed_is_counted_apart_from_closed_in_silence() -> None:
    found = counted([*barriers(12), *barriers(11, "closed", "felt"), *barriers(6, "closed", "time-out")])
    assert found["total", "", "raised"] == 30
    assert found["total", "", "felt"] == 10
    assert found["total", "", "time_out"] == 5
    assert found["total", "", "hours_back"] == 45, "hours are won back only where somebody notices"
    assert found["kind", "rule", "open"] == 10
    assert found["total", "", "stays"] is None


def test_the_time_to_the_first_answer_is_told_over_whole_months_once_it_says_nothing_of_one_barrier() -> None:
    last = today().replace(day=1) - timedelta(days=1)

    def raised(many: int, after: int | None) -> list[Barrier]:
        day = last - timedelta(days=30)
        return [
            Barrier(raised_on=day, answered_on=None if after is None else day + timedelta(days=after))
            for _ in range(many)
        ]

    assert answered([*raised(9, 5), *barriers(9)], last + timedelta(days=1), 14) == {}, "this month is not over"
    found = answered([*raised(8, 5), *raised(7, None)], last + timedelta(days=1), 14)
    assert {key[2]: number for key, number in found.items()} == {
        "first_answer_median": 5, "first_answer_within": 55, "first_answer_term": 14, "first_answer_waiting": 5,
    }  # fmt: skip
    more = answered([*raised(8, 5), *raised(9, None)], last + timedelta(days=1), 14)
    assert more["total", "", "first_answer_median"] is None, "more than half waits still"


def test_only_the_clock_writes_what_is_published(ground: Ground) -> None:
    ground.raised()
    count_all_barriers()
    count_all_barriers()
    assert len(log("count-barriers")) == 2
    assert Published.objects.get(what="total", measure="raised").number is None, "one is not told"
    for name in ("bureau", "officer", "visitor"):
        with ground.people.acting(name):
            with pytest.raises(Error), transaction.atomic():
                Published.objects.create(what="total", key="", measure="made-up", number=5, on=today())
            with transaction.atomic():
                assert Published.objects.all().delete()[0] == 0


def test_a_theme_page_and_the_figures_show_a_visitor_nothing_of_a_circle(ground: Ground) -> None:
    for number in range(7):
        ground.raised(text=f"Verborgen woord {'abcdefg'[number]}. Dat mag niemand lezen.")
    theme = next(iter(current_region().themes))
    before = Client().get(f"/zien/thema/{theme}").content.decode()
    assert "Drempels bij dit thema" in before
    count_all_barriers()
    for address in (f"/zien/thema/{theme}", "/drempels", "/drempels/cijfers", "/zoeken?q=verborgen", "/"):
        page = Client().get(address).content.decode()
        assert "erborgen woord" not in page, address
        assert "7 " not in page.partition("<main")[2].partition("gemeld")[0][-40:], address
    assert "ongeveer 5 gemeld in de hele regio" in Client().get(f"/zien/thema/{theme}").content.decode()


def test_search_finds_what_may_be_seen_and_writes_down_that_somebody_looked(ground: Ground) -> None:
    ground.raised(text="Het zoekwoord kikkervisje staat alleen hier. Echt waar.")
    found = {
        name: "kikkervisje staat" in ground.people.client(name).get("/zoeken?q=kikkervisje").content.decode()
        for name in ("bureau", "officer", "nurse", "mayor", "outsider", "visitor", "privacy")
    }
    assert {name for name, sees in found.items() if sees} == {"bureau", "officer"}
    assert {line.actor for line in log("list")} >= {ground.people["bureau"].actor, ground.people["nurse"].actor}


def waits(ground: Ground, name: str) -> dict[str, int]:
    with ground.people.acting(name) as person:
        return {one.kind: one.number for one in what_waits_for(person)}


def test_what_waits_is_counted_for_whoever_it_waits_for_and_holds_no_content(ground: Ground) -> None:
    barrier = ground.raised()
    assert waits(ground, "bureau") == {"unanswered": 1}
    assert waits(ground, "officer") == {}
    ground.taken(barrier)
    advised(ground, barrier)
    with ground.people.acting("bureau") as bureau:
        escalate(barrier=barrier, body=ground.circle("driehoek-land"), reason=REASON, by=bureau)
    assert waits(ground, "mayor") == {"asks": 1}
    assert waits(ground, "officer") == {"news": 1}
    other = ground.raised()
    ground.removed(other)
    assert waits(ground, "officer") == {"confirm": 1, "news": 2}
    with ground.people.acting("officer") as officer:
        told = " ".join(str(one) for one in what_waits_for(officer))
        confirm_gone(barrier=other, by=officer)
    assert "hulp" not in told
    assert str(other.pk) not in told
    for name in ("outsider", "nurse", "privacy", "visitor"):
        assert waits(ground, name) == {}, name


def test_a_barrier_past_the_term_of_its_step_is_told_to_who_handles_it_whatever_happened_there(
    floor: Ground, clock: Clock
) -> None:
    barrier, term = floor.raised(), current_region().ladder.steps[0].term_days
    clock.wait(term)
    with floor.people.acting("bureau") as bureau:
        take_up(barrier=barrier, owner=floor.circle("politie"), due=later(90), reason=REASON, by=bureau)
    assert waits(floor, "bureau") == {}, "on the last day of the term it is in time"
    clock.wait(1)
    with floor.people.acting("bureau") as bureau:
        ask_who_feels_it(barrier=barrier, reason="Hoe vaak?", by=bureau)
    assert waits(floor, "bureau") == {"term": 1}, "a question does not begin the term anew"
    assert floor.logged_in_now("bureau").get("/drempels?lijst=te-laat").content.count(str(barrier.pk).encode())
    for name in ("officer", "mayor", "nurse", "outsider"):
        assert "term" not in waits(floor, name), name
    floor.removed(barrier)
    with floor.people.acting("officer") as officer:
        still_there(barrier=barrier, reason="Het is er nog.", by=officer)
    assert waits(floor, "bureau") == {}, "it came back: its term begins anew"


def test_a_late_question_is_told_to_the_body_and_to_who_asked(floor: Ground, clock: Clock) -> None:
    barrier, above = floor.raised(), current_region().ladder.steps[1]
    floor.taken(barrier)
    advised(floor, barrier)
    with floor.people.acting("bureau") as bureau:
        escalate(barrier=barrier, body=floor.circle("driehoek-land"), reason=REASON, by=bureau)
    clock.wait(above.term_days)
    assert waits(floor, "mayor") == {"asks": 1}
    assert "body-late" not in waits(floor, "bureau")
    clock.wait(1)
    assert waits(floor, "mayor") == {"asks-late": 1}
    assert waits(floor, "bureau") == {"asks-late": 1, "overdue": 1, "body-late": 1}, "who also sits at that body"
    for name in ("second mayor", "nurse", "outsider"):
        assert waits(floor, name) == {}, name


def later(days: int) -> date:
    return today() + timedelta(days=days)


def test_the_first_page_says_what_waits(ground: Ground) -> None:
    ground.raised()
    assert "nieuwe drempel zonder antwoord" in ground.people.client("bureau").get("/").content.decode()
    ground.raised()
    assert "nieuwe drempels zonder antwoord" in ground.people.client("bureau").get("/").content.decode()
    assert "Er wacht nu niets op u." in ground.people.client("nurse").get("/").content.decode()
    assert "Wacht op u" not in Client().get("/").content.decode()

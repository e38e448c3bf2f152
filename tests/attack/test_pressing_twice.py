"""Pressed twice is done once, and nobody overwrites what he did not read: tried by many at the same time."""

import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from functools import partial

import httpx

from tests.attack.pressing import WRITERS, Writer, in_letters, unlike_any_number, writers
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.attack.standing import Standing, hidden

FORMS, PRESSES = size(15, 300), 4
PAPERS = size(10, 300)


def test_of_three_who_change_a_paper_one_wins_and_two_see_both_texts(site: Standing) -> None:
    """The owner, and the editor in two browsers: all three opened version one."""
    won, told, silent, finished = 0, 0, 0, 0
    with ExitStack() as stack:
        trio = [stack.enter_context(closing(Writer(site, name))) for name in ("mayor", "bureau", "bureau")]
        for _ in range(PAPERS):
            page = trio[0].press(f"Stuk {unlike_any_number()}", str(uuid.uuid4())).headers["location"]
            texts = [f"Versie van {unlike_any_number()}" for _ in trio]
            answers = at_once(
                [partial(change, writer, page, text, "1") for writer, text in zip(trio, texts, strict=True)]
            )
            winners = [text for text, answer in zip(texts, answers, strict=True) if answer.status_code == 302]
            losers = [number for number, answer in enumerate(answers) if answer.status_code == 409]
            won, told = won + len(winners), told + len(losers)
            silent += stands(site, page) != winners
            for number in losers:
                shown = answers[number].text
                assert texts[number] in shown and winners[0] in shown, "both texts are not shown"
                assert hidden(shown, "version") == "2"
            assert losers, [
                (answer.status_code, answer.headers.get("location"), answer.text[-1500:]) for answer in answers
            ]
            last = losers[-1]
            finished += change(trio[last], page, texts[last], "2").status_code == 302
    proven(
        "no-silent-overwrite",
        attempts=PAPERS * len(trio),
        failed=silent + won - PAPERS,
        entitled=PAPERS,
        served=finished,
        note=f"{PAPERS} papers, 3 writers each: {won} winners, {told} told",
    )
    assert (won, told, silent, finished) == (PAPERS, 2 * PAPERS, 0, PAPERS)


def test_who_presses_a_change_twice_is_not_told_that_he_overwrites_himself(site: Standing) -> None:
    with closing(Writer(site, "mayor")) as mayor:
        page = mayor.press(f"Stuk {unlike_any_number()}", str(uuid.uuid4())).headers["location"]
        once = str(uuid.uuid4())
        answers = at_once([partial(change, mayor, page, "Twee keer gedrukt", "1", once)] * 2)
    assert [(answer.status_code, answer.headers.get("location")) for answer in answers] == [(302, page)] * 2
    assert stands(site, page) == ["Twee keer gedrukt"]


def change(writer: Writer, page: str, text: str, version: str, once: str = "") -> httpx.Response:
    """The title is of this paper alone: the drills that count papers by title share this site."""
    title = f"Gewijzigd {in_letters(page.rpartition('/')[2])}"
    return writer.press(title, once or str(uuid.uuid4()), f"{page}/wijzigen", text=text, version=version)


def stands(site: Standing, page: str) -> list[object]:
    return [text for (text,) in site.ask("select text from trust_paper where id = %s", page.rpartition("/")[2])]


def at_once(jobs: list[Callable[[], httpx.Response]]) -> list[httpx.Response]:
    with ThreadPoolExecutor(len(jobs)) as pool:
        return [job.result() for job in [pool.submit(job) for job in jobs]]


def test_a_form_that_is_pressed_four_times_at_once_makes_one_paper(site: Standing) -> None:
    titles = [f"Knop {unlike_any_number()}" for _ in range(FORMS)]
    places = []
    with writers(site) as everybody:
        for number, title in enumerate(titles):
            press = partial(everybody[number % len(WRITERS)].press, title, str(uuid.uuid4()))
            answers = at_once([press] * PRESSES)
            assert {answer.status_code for answer in answers} == {302}
            (place,) = {answer.headers["location"] for answer in answers}  # all got the answer of the first
            places.append(f"paper:{place.rpartition('/')[2]}")
    made = Counter(title for (title,) in site.ask("select title from trust_paper where title = any(%s)", titles))
    (told,) = site.ask("select count(*) from trust_event where verb = 'write' and about = any(%s)", places)[0]
    proven(
        "press-twice",
        attempts=FORMS * PRESSES,
        failed=sum(made.values()) - FORMS,
        entitled=FORMS,
        served=len(made),
        note=f"{FORMS} forms, each pressed {PRESSES} times at once",
    )
    assert set(made.values()) == {1}
    assert len(made) == told == FORMS


def test_changed_text_under_the_same_key_is_a_paper_of_its_own(site: Standing) -> None:
    """Who goes back in his browser and writes something else gets the same key from its memory."""
    once = str(uuid.uuid4())
    with closing(Writer(site, "mayor")) as mayor:
        places = {mayor.press(f"Stuk {number} {once}", once).headers["location"] for number in range(2)}
    assert len(places) == 2

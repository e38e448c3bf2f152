"""Pressed twice is done once, on every page of members; and a page nobody thought of is found here."""

import ast
import re
import uuid
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone

from slagvaardig.trust.access.models import Sent
from slagvaardig.trust.access.once import name_of
from slagvaardig.trust.circles.actions import admit
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.papers.actions import write_paper
from tests.architecture.sources import PACKAGE, functions, place, python_files
from tests.log import log
from tests.people import People, circle, gather, newcomer

# Pages that take a form and need no key, each with the reason.
_NOBODY_YET = "whoever logs in is nobody yet; a second press is a second try"
_THE_SAME = "a second press leaves what the first one left"
_USED_UP = "what is sent can be used once"
_TICKET = "a ticket does there what the key does here: what was sent with it is not made twice"
NEEDS_NONE = {
    "choose_language": "sets a cookie and nothing else",
    "demo": _NOBODY_YET,
    "login": _NOBODY_YET,
    "second_step": _USED_UP,
    "second_step_new": _USED_UP,
    "passkey": _USED_UP,
    "invitation": _USED_UP,
    "password_forgotten": "a second letter holds the same kind of link",
    "password_new": _USED_UP,
    "digest_stop": _THE_SAME,
    "password_change": _THE_SAME,
    "factor_new": _USED_UP,
    "factor_remove": _THE_SAME,
    "recovery_codes": _THE_SAME,
    "recovery_codes_new": "codes that were not shown yet are made anew",
    "confirm": _THE_SAME,
    "logout": _THE_SAME,
    "sessions_end": _THE_SAME,
    "log_verify": "looks again",
    "unseen_story": _TICKET,
    "unseen_echo": _TICKET,
    "by_code": _TICKET,
    "log_export": "each copy that is taken along is an act of its own",
}
# The templates of those pages.
FORMS_WITHOUT = {
    "log.html", "factor_new.html", "sessions.html", "draft.html", "start_over.html", "mine.html", "factors.html",
    "confirm.html", "recovery_codes.html", "passkey_button.html", "digest_stop.html",
}  # fmt: skip


@pytest.fixture
def people(db: None) -> People:
    return gather()


def takes_a_form(page: ast.FunctionDef) -> bool:
    return any("POST" in ast.unparse(one) for one in page.decorator_list)


def test_every_page_that_takes_a_form_does_it_once() -> None:
    pages = [(path, page) for path in python_files() if path.name.endswith("views.py") for page in functions(path)]
    takers = [(path, page) for path, page in pages if takes_a_form(page) and page.name not in NEEDS_NONE]
    assert len(takers) >= 8
    without = [f"{place(path)}: {page.name}" for path, page in takers if "once" not in names_of(page)]
    assert without == [], "put @once on it, or say in NEEDS_NONE why not"


def names_of(page: ast.FunctionDef) -> list[str]:
    return [ast.unparse(one).partition("(")[0] for one in page.decorator_list]


def test_the_login_and_the_fresh_login_are_asked_before_the_key_is_looked_at() -> None:
    """Their answer leads to the login; kept as the outcome it would be given for ever."""
    for path in (path for path in python_files() if path.name == "views.py"):
        for names in (names_of(page) for page in functions(path)):
            if "once" in names:
                assert "member_page" in names[: names.index("once")], place(path)
                assert "step_up" not in names[names.index("once") :], place(path)


def test_every_form_of_members_carries_a_key() -> None:
    templates = [path for room in ("trust", "act", "choose") for path in PACKAGE.rglob(f"templates/{room}/**/*.html")]
    forms = [form for path in templates for form in _forms(path)]
    assert len(forms) >= 8
    without = {name for name, text in forms if "{% once %}" not in text and "form_body.html" not in text}
    assert without == FORMS_WITHOUT


def _forms(path: Path) -> list[tuple[str, str]]:
    return [(path.name, text) for text in re.findall(r'<form method="post".*?</form>', path.read_text("utf-8"), re.S)]


VERBS = ("write", "change", "share", "admit", "invite", "disable", "hand-over", "end")


def filled_in(people: People, verb: str) -> tuple[str, str, dict[str, str]]:
    """Who does it, on which page, and what he fills in."""
    someone, until = newcomer(people), (timezone.localdate() + timedelta(days=90)).isoformat()
    with people.acting("bureau") as bureau:
        paper = write_paper(circle=Circle.objects.get(slug="werkgroep"), title="Stuk", text="Tekst", by=bureau)
        given = admit(person=someone, circle=paper.circle, role="reader", until=date.fromisoformat(until), by=bureau)
    beraad, person = str(circle("beraad").pk), str(someone.pk)
    return {
        "write": ("mayor", "/kringen/beraad/nieuw", {"title": "Nieuw", "text": "Tekst"}),
        "change": ("bureau", f"/stukken/{paper.pk}/wijzigen", {"title": "Anders", "text": "Anders", "version": "1"}),
        "share": ("bureau", f"/stukken/{paper.pk}/delen", {"circles": beraad, "reason": "Stand", "confirm": "ja"}),
        "admit": ("bureau", "/kringen/beraad/leden/nieuw", {"person": person, "role": "reader", "until": until}),
        "invite": ("administrator", "/mensen", {"name": "Nieuw", "email": "nieuw@voorbeeld.invalid"}),
        "disable": ("administrator", f"/mensen/{person}/uit", {"act": "disable"}),
        "hand-over": ("administrator", "/ambten", {"office": "hoofdofficier", "to": person, "on": until}),
        "end": ("bureau", f"/leden/{given.pk}/einde", {}),
    }[verb]


@pytest.mark.parametrize("verb", VERBS)
def test_a_second_press_gets_the_first_answer_and_does_nothing(people: People, verb: str) -> None:
    name, page, form = filled_in(people, verb)
    client, before = people.client(name), len(log(verb))
    once = str(uuid.uuid4())
    answers = [client.post(page, {**form, "once": once}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert len(log(verb)) - before == 1


def test_who_pressed_twice_reads_that_it_was_done_once(people: People) -> None:
    client, form = people.client("mayor"), {"title": "Nieuw", "text": "Tekst", "once": str(uuid.uuid4())}
    places = [client.post("/kringen/beraad/nieuw", form).headers["Location"] for _ in range(2)]
    pages = [client.get(places[1]).content.decode() for _ in range(2)]
    assert ["Het is één keer gedaan" in page for page in pages] == [True, False]


def test_without_a_key_two_presses_are_two_papers(people: People) -> None:
    """The twin: it is the key that keeps them apart."""
    client, form = people.client("mayor"), {"title": "Nieuw", "text": "Tekst"}
    assert len({client.post("/kringen/beraad/nieuw", form).headers["Location"] for _ in range(2)}) == 2


def test_the_same_key_of_somebody_else_is_another_sending(people: People) -> None:
    form = {"title": "Nieuw", "text": "Tekst", "once": str(uuid.uuid4())}
    places = [people.client(name).post("/kringen/beraad/nieuw", form) for name in ("mayor", "second mayor")]
    assert len({place.headers["Location"] for place in places}) == 2


def test_a_form_with_a_mistake_keeps_its_key_for_the_next_try(people: People) -> None:
    client, once = people.client("mayor"), str(uuid.uuid4())
    refused = client.post("/kringen/beraad/nieuw", {"title": "", "text": "Tekst", "once": once})
    assert refused.status_code == 422
    assert f'name="once" value="{once}"' in refused.content.decode()
    assert client.post("/kringen/beraad/nieuw", {"title": "Nu wel", "text": "Tekst", "once": once}).status_code == 302


def test_another_file_under_the_same_key_is_another_sending() -> None:
    def sent(content: bytes, key: str = "a" * 32) -> object:
        file = SimpleUploadedFile("plan.txt", content)
        request = RequestFactory().post("/stukken/1/bijlage", {"once": key, "file": file})
        file = next(iter(request.FILES.values()))  # type: ignore[assignment]
        return name_of(request, uuid.UUID(int=1)), file.read()

    assert sent(b"een") == sent(b"een")
    assert sent(b"een") != sent(b"twee")
    assert sent(b"een")[1] == b"een", "the page must still be able to read the file"  # type: ignore[index]


@pytest.mark.parametrize("key", ["x", "1234", "'; drop table trust_sent", "\u202e"])
def test_a_key_that_is_none_is_refused_and_nothing_is_done(people: People, key: str) -> None:
    form = {"title": "Nieuw", "text": "Tekst", "once": key}
    assert people.client("mayor").post("/kringen/beraad/nieuw", form).status_code == 400
    assert log("write") == []


def test_nobody_sees_what_another_sent(people: People) -> None:
    form = {"title": "Nieuw", "text": "Tekst", "once": str(uuid.uuid4())}
    people.client("mayor").post("/kringen/beraad/nieuw", form)
    seen = {}
    for name in people.names:
        with people.acting(name):
            seen[name] = Sent.objects.count()
    assert seen == {name: int(name == "mayor") for name in people.names}

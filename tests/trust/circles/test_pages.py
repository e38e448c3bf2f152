"""The pages of circles, people and offices: whoever may, can; for whoever may not, nothing is there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.access.roles import ROLES
from slagvaardig.trust.circles.models import Circle, Membership, Tenure
from tests.people import People, gather

CLOSED = ("loket", "gemeente-een", "gemeente-twee", "beraad", "werkgroep")


@pytest.fixture
def people(db: None) -> People:
    return gather()


def _until(days: int = 90) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_my_page_names_my_roles_and_my_circles(people: People) -> None:
    text = people.client("adviser").get("/mijn").content.decode()
    assert "Gemeente Een" in text
    assert "redacteur" in text
    assert "Loket" not in text


def test_on_a_page_of_ones_own_ones_name_is_marked_and_nothing_of_the_menu(people: People) -> None:
    for address in ("/mijn", "/mijn/mail", "/kringen"):
        page = people.client("adviser").get(address).content.decode()
        header = page[page.index("<header") : page.index("</header>")]
        assert header.count("aria-current") == 1, address
        assert 'href="/mijn" aria-current' in header


def test_a_visitor_is_led_to_the_login(people: People) -> None:
    for address in ("/mijn", "/kringen", "/ambten", "/kringen/beraad/nieuw", "/mensen"):
        answer = people.client("visitor").get(address)
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith("/toegang/inloggen?next=")


def _finds(people: People, name: str, slug: str) -> bool:
    return people.client(name).get(f"/kringen/{slug}").status_code == 200


def test_only_members_find_a_closed_circle(people: People) -> None:
    found = {
        (name, slug)
        for name in people.names
        for slug in CLOSED
        if people.client(name).get(f"/kringen/{slug}").status_code == 200
    }
    assert found == {
        ("bureau", "loket"), ("bureau", "beraad"), ("bureau", "werkgroep"), ("mayor", "gemeente-een"),
        ("officer", "gemeente-een"), ("adviser", "gemeente-een"), ("second mayor", "gemeente-twee"),
        ("analyst", "gemeente-twee"), ("mayor", "beraad"), ("second mayor", "beraad"), ("chief prosecutor", "beraad"),
        ("police chief", "beraad"),
        ("adviser", "werkgroep"), ("analyst", "werkgroep"),
    }  # fmt: skip


def test_an_editor_admits_somebody_else_and_ends_it_again(people: People) -> None:
    client, officer = people.client("adviser"), people["analyst"]
    form = {"person": str(officer.pk), "role": "reader", "until": _until()}
    assert client.post("/kringen/gemeente-een/leden/nieuw", form).status_code == 302
    assert people.client("analyst").get("/kringen/gemeente-een").status_code == 200
    with people.acting("adviser"):
        given = Membership.objects.in_circle(Circle.objects.get(slug="gemeente-een")).of(officer).get()
    assert given.given_by_id == people["adviser"].pk
    assert client.post(f"/leden/{given.pk}/einde").status_code == 302
    assert people.client("analyst").get("/kringen/gemeente-een").status_code == 404


def test_a_member_who_is_no_editor_admits_nobody(people: People) -> None:
    form = {"person": str(people["analyst"].pk), "role": "reader", "until": _until()}
    assert people.client("officer").post("/kringen/gemeente-een/leden/nieuw", form).status_code == 404
    assert people.client("analyst").get("/kringen/gemeente-een").status_code == 404


def test_nobody_admits_himself(people: People) -> None:
    form = {"person": str(people["adviser"].pk), "role": "editor", "until": _until()}
    answer = people.client("adviser").post("/kringen/gemeente-een/leden/nieuw", form)
    assert answer.status_code == 422


def test_a_role_lasts_at_most_a_year(people: People) -> None:
    form = {"person": str(people["analyst"].pk), "role": "reader", "until": _until(400)}
    answer = people.client("adviser").post("/kringen/gemeente-een/leden/nieuw", form)
    assert answer.status_code == 422
    assert "hoogstens een jaar" in answer.content.decode()


def test_somebody_leaves_a_circle_by_himself(people: People) -> None:
    with people.acting("officer"):
        own = Membership.objects.of(people["officer"]).get()
    assert people.client("officer").post(f"/leden/{own.pk}/einde").status_code == 302
    assert people.client("officer").get("/kringen/gemeente-een").status_code == 404


@pytest.mark.parametrize("name", ["mayor", "bureau", "adviser", "privacy", "outsider"])
def test_only_an_administrator_invites(people: People, name: str) -> None:
    form = {"name": "Nieuw Iemand", "email": "nieuw.iemand@voorbeeld.invalid"}
    assert people.client(name).post("/mensen", form).status_code == 404
    assert people.client("administrator").post("/mensen", form).status_code == 302
    with people.acting("administrator"):
        assert Person.objects.filter(name="Nieuw Iemand").count() == 1


def test_an_address_is_invited_once(people: People) -> None:
    form = {"name": "Nieuw Iemand", "email": "nieuw.iemand@voorbeeld.invalid"}
    assert people.client("administrator").post("/mensen", form).status_code == 302
    answer = people.client("administrator").post("/mensen", form)
    assert answer.status_code == 422
    assert "al iemand uitgenodigd" in answer.content.decode()


def test_election_day_is_one_act(people: People) -> None:
    newcomer = people["outsider"]
    form = {"office": "burgemeester-een", "to": str(newcomer.pk), "on": timezone.localdate().isoformat()}
    assert people.client("administrator").post("/ambten", form).status_code == 302
    for slug in ("gemeente-een", "beraad"):
        assert people.client("outsider").get(f"/kringen/{slug}").status_code == 200
        assert people.client("mayor").get(f"/kringen/{slug}").status_code == 404
    with people.acting("administrator"):
        holding = Tenure.objects.on(timezone.localdate()).of_offices(["burgemeester-een"])
        assert [tenure.person for tenure in holding] == [newcomer]
    assert "outsider" in people.client("second mayor").get("/ambten").content.decode()


def test_who_does_not_know_the_people_here_finds_no_page_of_offices(people: People) -> None:
    found = {name for name in people.persons if people.client(name).get("/ambten").status_code == 200}
    assert found == set(people.persons) - {"outsider", "former member", "future member", "disabled", "gone"}


def test_nobody_but_an_administrator_hands_an_office_over(people: People) -> None:
    form = {"office": "burgemeester-een", "to": str(people["outsider"].pk), "on": timezone.localdate().isoformat()}
    for name in ("mayor", "bureau", "privacy"):
        assert people.client(name).post("/ambten", form).status_code == 404
    with people.acting("administrator"):
        (held,) = Tenure.objects.on(timezone.localdate()).of_offices(["burgemeester-een"])
        assert held.person == people["mayor"]


def test_leaving_ends_everything(people: People) -> None:
    gone = people["mayor"]
    assert people.client("administrator").post(f"/mensen/{gone.pk}/uit", {"act": "leave"}).status_code == 302
    answer = people.client("mayor").get("/kringen/beraad")
    assert answer.status_code in (302, 404)
    with people.acting("administrator"):
        assert not Tenure.objects.of(gone).not_ended(timezone.localdate()).exists()
        assert Person.objects.get(pk=gone.pk).left_on == timezone.localdate()


def test_shutting_out_is_felt_at_the_next_request_and_undone(people: People) -> None:
    officer = people["officer"]
    assert people.client("administrator").post(f"/mensen/{officer.pk}/uit", {"act": "disable"}).status_code == 302
    assert people.client("officer").get("/kringen/gemeente-een").status_code == 404
    assert people.client("officer").get("/mijn").status_code == 302


def test_an_administrator_does_nothing_to_himself(people: People) -> None:
    own = people["administrator"]
    client = people.client("administrator")
    assert client.post(f"/mensen/{own.pk}/uit", {"act": "leave"}).status_code == 404
    assert client.post(f"/mensen/{own.pk}", {"role": "privacy", "until": _until()}).status_code == 404
    assert client.get("/mensen").status_code == 200


def test_an_administrator_gives_a_role_in_a_circle_without_seeing_what_lies_there(people: People) -> None:
    analyst = people["analyst"]
    address = f"/mensen/{analyst.pk}?kring=beraad"
    answer = people.client("administrator").post(address, {"role": "reader", "until": _until()})
    assert answer.status_code == 302
    assert people.client("analyst").get("/kringen/beraad").status_code == 200
    assert people.client("administrator").get("/kringen/beraad").status_code == 404


def test_the_page_of_roles_reads_the_table_of_the_check(people: People) -> None:
    text = people.client("visitor").get("/rollen").content.decode()
    for role in ROLES.values():
        assert str(role.title).capitalize() in text
        assert str(role.why).capitalize() in text


def test_who_may_not_know_the_people_is_told_so_instead_of_that_a_circle_is_empty(people: People) -> None:
    form = {"role": "reader", "until": _until()}
    address = f"/mensen/{people['outsider'].pk}?kring=beraad"
    assert people.client("administrator").post(address, form).status_code == 302
    text = people.client("outsider").get("/kringen/beraad").content.decode()
    assert "Namen ziet u pas" in text
    assert "Er zit nu niemand" not in text

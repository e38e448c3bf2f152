"""Logging in at a partner: no lie is believed, every honest login is, and only an invitation links one to a person."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from slagvaardig.environment import PartnerLogin
from slagvaardig.trust.access import id_tokens, partners
from slagvaardig.trust.access.id_tokens import Vouched
from slagvaardig.trust.access.identity import acting_as_job, enter
from slagvaardig.trust.access.invitations import invitation
from slagvaardig.trust.access.models import Person, User
from tests.attack.proofs import proven
from tests.log import log
from tests.people import People
from tests.trust.access.lies import HONEST, LIES, RETURNS, claim
from tests.trust.access.phone import App, is_in, secret_on
from tests.trust.access.provider import CLIENT, SECRET, Provider, running


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with running(Provider()) as found:
        settings.PARTNER_LOGINS = {
            slug: PartnerLogin(
                slug, f"Gemeente {slug}", f"{found.address}/{slug}", CLIENT, SECRET, acr=("hoog",), amr=("mfa",)
            )
            for slug in ("een", "twee")
        }
        yield found


@pytest.fixture
def linked(people: People, provider: Provider) -> People:
    """The mayor comes in with the login of partner "een"."""
    with people.acting("visitor"):
        enter(kind="login")
        mayor = User.objects.get(pk=people["mayor"].pk)
        assert partners.link(mayor, Vouched(f"{provider.address}/een", "persoon-1", True))
    return people


def go(client: Client, provider: Provider, partner: str = "een", **asked: str) -> dict[str, str]:
    """To the partner, and the parameters to come back with."""
    away = client.get(reverse("partner_login", args=[partner]), asked)
    return provider.consent(away.headers["Location"]) if away.status_code == 302 else {"code": "", "state": ""}


def back(client: Client, parameters: dict[str, str], partner: str = "een"):  # type: ignore[no-untyped-def]
    return client.get(reverse("partner_callback", args=[partner]), parameters)


def through(provider: Provider) -> Client:
    client = Client()
    back(client, go(client, provider))
    return client


def reset(provider: Provider) -> None:
    fresh = Provider()
    for name in ("claims", "sign", "document", "keys", "answer", "status", "checks_proof", "subject"):
        setattr(provider, name, getattr(fresh, name))


def test_no_lie_gets_in_and_every_honest_login_does(linked: People, provider: Provider) -> None:
    got_in, served = [], []
    for name, lie in LIES.items():
        reset(provider)
        lie(provider)
        if is_in(through(provider)):
            got_in.append(name)
    reset(provider)
    for name, changed in RETURNS.items():
        client = Client()
        back(client, changed.of(go(client, provider)), changed.partner)
        if is_in(client):
            got_in.append(name)
    for name, honest in HONEST.items():
        reset(provider)
        honest(provider)
        if is_in(through(provider)):
            served.append(name)
    attempts = len(LIES) + len(RETURNS)
    proven("no-forged-login", attempts=attempts, failed=len(got_in), entitled=len(HONEST), served=len(served))
    assert attempts >= 60
    assert got_in == []
    assert served == list(HONEST)


def test_a_return_works_once(linked: People, provider: Provider) -> None:
    client = Client()
    parameters = go(client, provider)
    assert back(client, parameters).status_code == 302
    client.post(reverse("logout"))
    assert back(client, parameters).status_code == 403
    assert not is_in(client)


def test_a_code_that_was_used_or_stolen_opens_nothing(linked: People, provider: Provider) -> None:
    """Also at a partner that forgets to hold the proof against the code: the nonce is that of another browser."""
    for checks in (True, False):
        provider.checks_proof = checks
        victim, thief = Client(), Client()
        stolen = go(victim, provider)
        own = go(thief, provider)
        assert back(thief, {**own, "code": stolen["code"]}).status_code == 403
        assert not is_in(thief)


def test_nobody_is_logged_in_as_another_by_a_link_with_that_ones_code(linked: People, provider: Provider) -> None:
    attacker, victim = Client(), Client()
    link = go(attacker, provider)
    go(victim, provider)
    assert back(victim, link).status_code == 403
    assert not is_in(victim)


def test_the_way_out_carries_everything_that_the_way_back_is_held_against(people: People, provider: Provider) -> None:
    client = Client()
    away = client.get(reverse("partner_login", args=["een"]))
    asked = {name: values[0] for name, values in parse_qs(urlsplit(away.headers["Location"]).query).items()}
    assert asked["code_challenge_method"] == "S256"
    assert asked["scope"] == "openid"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    assert asked["redirect_uri"].endswith("/toegang/partner/een/terug")
    provider.document = lambda truth: {**truth, "code_challenge_methods_supported": ["plain"]}
    again = client.get(reverse("partner_login", args=["een"]))
    assert "code_challenge_method=S256" in again.headers["Location"]


def test_without_the_word_of_the_partner_our_own_second_step_follows(linked: People, provider: Provider) -> None:
    claim(acr=None)(provider)
    client = Client()
    answer = back(client, go(client, provider))
    assert answer.headers["Location"] == reverse("second_step")
    assert not is_in(client)
    app = App(secret_on(client.get(reverse("second_step_new"))))
    client.post(reverse("second_step_new"), {"kind": "totp", "code": app.code()})
    assert is_in(client)
    assert log("login")[0].detail["ways"] == ["partner:een", "totp"]


@pytest.mark.parametrize("weak", [{"acr": "laag"}, {"acr": ["hoog"]}, {"acr": None, "amr": "mfa"}, {"acr": "HOOG"}])
def test_a_weaker_word_does_not_count(linked: People, provider: Provider, weak: dict[str, object]) -> None:
    claim(**weak)(provider)
    assert not is_in(through(provider))


def test_an_address_links_nobody_and_an_invitation_does(people: People, email: str, provider: Provider) -> None:
    claim(email=email)(provider)
    assert not is_in(through(provider))
    token = token_of(people["newcomer"])
    client = Client()
    assert back(client, go(client, provider, uitnodiging=token)).status_code == 302
    assert is_in(client)
    assert is_in(through(provider))
    provider.subject = "persoon-2"
    again = Client()
    assert back(again, go(again, provider, uitnodiging=token)).status_code == 403


def test_the_login_of_one_person_is_not_linked_to_a_second(linked: People, email: str, provider: Provider) -> None:
    client = Client()
    back(client, go(client, provider, uitnodiging=token_of(linked["newcomer"])))
    assert linked["mayor"].name in client.get(reverse("mine")).content.decode()
    assert Client().get(reverse("invitation", args=[token_of(linked["newcomer"])])).status_code == 200


def test_the_same_name_at_another_partner_is_another_person(linked: People, provider: Provider) -> None:
    client = Client()
    assert back(client, go(client, provider, "twee"), "twee").status_code == 403
    assert not is_in(client)


def test_groups_of_the_partner_give_no_right(linked: People, provider: Provider) -> None:
    HONEST["groups that would be rights"](provider)
    client = through(provider)
    assert is_in(client)
    assert client.get(reverse("people")).status_code == 404


def test_somebody_who_is_shut_out_here_is_out_whatever_the_partner_says(linked: People, provider: Provider) -> None:
    with linked.acting("administrator") as administrator:
        from slagvaardig.trust.access.actions import set_active

        set_active(person=linked["mayor"], active=False, by=administrator)
    assert not is_in(through(provider))


def test_a_partner_that_is_down_is_said_in_words(linked: People, settings: Settings) -> None:
    settings.PARTNER_LOGINS = {"een": PartnerLogin("een", "Gemeente Een", "http://127.0.0.1:1/een", CLIENT, SECRET)}
    answer = Client().get(reverse("partner_login", args=["een"]))
    assert answer.status_code == 403
    assert "Gemeente Een" in answer.content.decode()
    assert Client().get(reverse("partner_login", args=["drie"])).status_code == 404


# What is taken out, and the lie that then gets in: each check is there for a reason.
TAKEN_OUT = {
    "_for_us": "asked by another",
    "_algorithm": "another way of signing than that of the key",
    "_signed": "signed by a stranger",
}


@pytest.mark.parametrize("check", TAKEN_OUT)
def test_without_a_check_its_lie_gets_in(
    linked: People, provider: Provider, monkeypatch: pytest.MonkeyPatch, check: str
) -> None:
    import jwt

    def without_signature(token: str, keys: object, partner: object) -> dict[str, object]:
        return dict(jwt.decode(token, options={"verify_signature": False}))

    stand_ins = {
        "_for_us": lambda claims, partner: None,
        "_algorithm": lambda key, header: header["alg"],
        "_signed": without_signature,
    }
    monkeypatch.setattr(id_tokens, check, stand_ins[check])
    LIES[TAKEN_OUT[check]](provider)
    assert is_in(through(provider))


def token_of(person: Person) -> str:
    with acting_as_job("console"):
        return invitation(Person.objects.select_related("user").get(pk=person.pk))


def test_the_page_lists_every_partner(people: People, provider: Provider, client: Client) -> None:
    text = client.get(reverse("login")).content.decode()
    assert re.findall(r">(Gemeente \w+)</a>", text) == ["Gemeente een", "Gemeente twee"]

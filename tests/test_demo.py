"""A demonstration lets anybody be one of the invented people, and is nowhere but on one's own computer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from slagvaardig.prepare import lay_out_region
from slagvaardig.region.current import current_region
from slagvaardig.region.folder import load_region
from slagvaardig.serve import environment_of, find_sites
from tests.log import log
from tests.world import NAMES, REGIONS, World

ROOT = Path(__file__).resolve().parent.parent
FICTIONAL = next(name for name in NAMES if load_region(REGIONS / name).fictional)
REAL = next(name for name in NAMES if not load_region(REGIONS / name).fictional)
ROLES = 10


@pytest.fixture
def demonstration(tour: World, settings: Settings) -> World:
    settings.DEMO = True
    lay_out_region(current_region())
    return tour


def test_every_persona_is_in_with_one_click_and_sees_who_he_is(demonstration: World, client: Client) -> None:
    personas = demonstration.region.personas
    assert len(personas) >= ROLES
    for persona in personas:
        page = client.post(reverse("demo"), {"persona": persona.slug}, follow=True)
        text = page.content.decode()
        assert page.redirect_chain[-1][0] == reverse("home"), "where he sees first what waits for him"
        assert f"U bent nu: {persona.name}." in text
        own = client.get(reverse("mine")).content.decode()
        assert f"U bent nu: {persona.name}." in own
        assert f'<h1 class="utrecht-heading-1">{persona.name}</h1>' in own
    assert [event.detail["ways"] for event in log("login")] == [["demo"]] * len(personas)


def test_a_persona_may_what_its_roles_allow_after_one_click_more(demonstration: World, client: Client) -> None:
    slug = next(persona.slug for persona in demonstration.region.personas if "administrator" in persona.site)
    client.post(reverse("demo"), {"persona": slug})
    assert client.get(reverse("people")).status_code == 200
    session = client.session
    from slagvaardig.trust.access.identity import enter, leave

    enter(kind="login")
    session["fresh_until"] = 0
    session.save()
    leave()
    asked = client.get(reverse("people"))
    assert asked.headers["Location"].startswith(reverse("confirm"))
    assert client.post(asked.headers["Location"]).headers["Location"] == reverse("people")
    assert client.get(reverse("people")).status_code == 200


def test_a_visitor_of_a_demonstration_gets_the_banner_and_no_cookie(demonstration: World, client: Client) -> None:
    answer = client.get("/uitleg")
    assert reverse("demo") in answer.content.decode()
    assert not answer.cookies


def test_outside_a_demonstration_the_page_is_not_there(tour: World, client: Client) -> None:
    lay_out_region(current_region())
    for answer in (client.get(reverse("demo")), client.post(reverse("demo"), {"persona": "bureau"})):
        assert answer.status_code == 404
    assert client.get(reverse("mine")).status_code == 302


def test_in_a_real_region_the_page_is_not_there_even_when_asked_for(
    real: World, settings: Settings, client: Client
) -> None:
    settings.DEMO = True
    assert client.post(reverse("demo"), {"persona": "bureau"}).status_code == 404


@pytest.mark.parametrize("address", ["10.0.0.5", "192.0.2.1", "2001:db8::1", "", "rubbish"])
def test_from_another_computer_the_page_is_not_there(demonstration: World, address: str) -> None:
    elsewhere = Client(REMOTE_ADDR=address)
    assert elsewhere.post(reverse("demo"), {"persona": "bureau"}).status_code == 404
    assert Client(REMOTE_ADDR="::1").post(reverse("demo"), {"persona": "bureau"}).status_code == 302


def test_an_unknown_persona_or_somebody_real_is_nobody(demonstration: World, client: Client) -> None:
    for slug in ("", "niemand", "admin@voorbeeld.invalid"):
        assert client.post(reverse("demo"), {"persona": slug}).status_code == 404


def started(**environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    command = [sys.executable, "-c", "import slagvaardig.settings as s; print('starts', s.DEMO)"]
    return subprocess.run(
        command,
        env={**clean, "SLAGVAARDIG_REGION": str(REGIONS / FICTIONAL), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


REFUSED = {
    "a real region": ({"SLAGVAARDIG_REGION": str(REGIONS / REAL)}, "alleen in een verzonnen regio"),
    "a database of its own": ({"DATABASE_URL": "postgresql://x@localhost/x", "SECRET_KEY": "x"}, "naast DATABASE_URL"),
    "a name on the network": ({"ALLOWED_HOSTS": "localhost,site.voorbeeld.invalid"}, "site.voorbeeld.invalid"),
    "every address of the machine": ({"GRANIAN_HOST": "0.0.0.0"}, "0.0.0.0"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_demonstration_does_not_start_with(name: str) -> None:
    environment, words = REFUSED[name]
    tried = started(SLAGVAARDIG_DEMO="1", **environment)
    assert tried.returncode == 1
    assert words in tried.stderr
    assert "starts False" in started(SLAGVAARDIG_DEMO="0", **environment).stdout


def test_a_demonstration_starts_on_ones_own_computer() -> None:
    assert "starts True" in started(SLAGVAARDIG_DEMO="1").stdout


def test_starting_everything_makes_only_the_fictional_region_a_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("SLAGVAARDIG_DEMO", raising=False)
    found = {one.fictional: environment_of(one).get("SLAGVAARDIG_DEMO") for one in find_sites(REGIONS)}
    assert found == {True: "1", False: None}
    assert site.DEMO is False

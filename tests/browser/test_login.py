"""Logging in as people do it: in a real browser, with a real second step and a real login of a partner."""

import os
import re
from collections.abc import Iterator
from itertools import product

import pytest
from django.urls import reverse
from oidc_provider_mock import User as PartnerUser
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from slagvaardig.environment import PartnerLogin
from slagvaardig.prepare import lay_out_region
from slagvaardig.region.current import current_region
from slagvaardig.region.folder import load_region
from tests.accessible import violations
from tests.attack.sizes import combinations
from tests.people import People, gather, newcomer
from tests.trust.access.phone import PASSWORD, App, invitation_of
from tests.world import NAMES, REGIONS

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # the partner of this test speaks http on the loopback address


@pytest.fixture
def site(live_server: LiveServer) -> str:
    return live_server.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number


@pytest.fixture
def people(site: str) -> People:
    found = gather()
    newcomer(found)
    return found


@pytest.fixture(params=[1366, 390], ids=["desk", "phone"])
def context(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": request.param, "height": 844}, base_url=site)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_default_timeout(20_000)
    return page


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def choose_password(page: Page, people: People) -> None:
    page.goto(invitation_of(people["newcomer"]))
    page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.get_by_label("Nog een keer").fill(PASSWORD)
    press(page, "Verder")


def set_up_app(page: Page) -> App:
    app = App(page.locator("#sleutel").inner_text().replace(" ", ""))
    page.get_by_label("Code uit de app").fill(app.code())
    press(page, "App instellen")
    return app


def is_in(page: Page, name: str) -> None:
    """Login ends on the first page, where what waits stands; one's own page says who one is."""
    page.wait_for_url(re.compile(r"//[^/]+/$"))
    page.goto(reverse("mine"))
    assert heading(page) == name


def with_authenticator(page: Page) -> None:
    """The browser gets a device of its own that recognises whoever sits there."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_from_an_invitation_to_a_passkey_and_out_everywhere(people: People, page: Page, browser: Browser) -> None:
    email = people["newcomer"].user.email
    with_authenticator(page)
    choose_password(page, people)
    assert heading(page) == "Stel uw tweede stap in"
    app = set_up_app(page)
    codes = page.locator("#herstelcodes li").all_inner_texts()
    assert len(codes) == 10
    press(page, "Ik heb ze bewaard")
    assert heading(page) == "newcomer"

    press(page, "Uitloggen")
    page.get_by_role("link", name="Inloggen", exact=True).click()
    log_in(page, email, app.code())
    log_in_with_a_passkey(page)
    sign_out_everywhere(page, browser, email, codes[0])


def log_in(page: Page, email: str, code: str) -> None:
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    press(page, "Inloggen")
    page.get_by_label("Code").fill(code)
    press(page, "Verder")
    is_in(page, "newcomer")


def log_in_with_a_passkey(page: Page) -> None:
    """Made first, by whoever is in already."""
    page.get_by_role("link", name="Hoe u inlogt").click()
    page.get_by_role("link", name="Tweede stap toevoegen").click()
    page.get_by_label("Naam").fill("werklaptop")
    press(page, "Passkey maken")
    page.get_by_text("werklaptop", exact=True).wait_for()

    page.goto(reverse("mine"))
    press(page, "Uitloggen")
    page.goto(f"{reverse('login')}?next={reverse('sessions')}")
    press(page, "Inloggen met een passkey")
    page.wait_for_url(f"**{reverse('sessions')}")
    assert "hier, nu" in page.locator(".member-list").inner_text()


def sign_out_everywhere(page: Page, browser: Browser, email: str, code: str) -> None:
    elsewhere = browser.new_context(base_url=page.url.replace(reverse("sessions"), ""))
    other = elsewhere.new_page()
    other.goto(reverse("login"))
    log_in(other, email, code)
    page.reload()
    assert page.locator(".member-list__item").count() == 2
    press(page, "Overal uitloggen, ook hier")
    assert heading(page) == "Inloggen"
    other.goto(reverse("mine"))
    assert heading(other) == "Inloggen"
    elsewhere.close()


def test_a_passkey_can_be_the_first_second_step_and_confirms_later(people: People, page: Page) -> None:
    with_authenticator(page)
    choose_password(page, people)
    press(page, "Passkey maken")
    press(page, "Ik heb ze bewaard")
    page.goto(f"{reverse('confirm')}?next={reverse('mfa_index')}")
    press(page, "Bevestigen met een passkey")
    page.wait_for_url(f"**{reverse('mfa_index')}")
    assert "Mijn passkey" in page.locator(".member-list").inner_text()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the libraries that the partner of this test is made of
def test_a_partner_with_its_own_login_needs_no_password_here(people: People, page: Page, settings: Settings) -> None:
    known = [PartnerUser(sub="persoon-1", claims={"acr": "hoog", "email": "mayor@voorbeeld.invalid"})]
    with run_server_in_thread(require_nonce=True, user_claims=known) as partner:
        address = f"http://localhost:{partner.server_port}"
        settings.PARTNER_LOGINS = {
            "een": PartnerLogin("een", "Gemeente Een", address, "slagvaardig", "geheim", acr=("hoog",))
        }
        page.goto(invitation_of(people["newcomer"]))
        page.get_by_role("link", name="Gemeente Een").click()
        page.get_by_role("button", name="persoon-1").click()
        is_in(page, "newcomer")
        press(page, "Uitloggen")
        page.goto(reverse("login"))
        page.get_by_role("link", name="Gemeente Een").click()
        page.get_by_role("button", name="persoon-1").first.click()
        is_in(page, "newcomer")
        page.goto(f"{reverse('confirm')}?next={reverse('sessions')}")
        page.get_by_role("link", name="Gemeente Een").click()
        page.get_by_role("button", name="persoon-1").first.click()
        assert heading(page) == "Waar u bent ingelogd"
        page.goto(reverse("mine"))
        press(page, "Uitloggen")
        page.goto(reverse("login"))
        page.get_by_role("link", name="Gemeente Een").click()
        page.get_by_placeholder("sub").fill("persoon-9")
        press(page, "Authorize")
        assert heading(page) == "Inloggen lukte niet"


def test_every_persona_of_a_demonstration_is_one_click_away(site: str, page: Page, settings: Settings) -> None:
    name = next(name for name in NAMES if load_region(REGIONS / name).fictional)
    settings.REGION_FOLDER, settings.DEMO = REGIONS / name, True
    lay_out_region(current_region())
    for persona in current_region().personas:
        page.goto(reverse("demo"))
        press(page, f"Kies {persona.name}")
        is_in(page, persona.name)
        assert f"U bent nu: {persona.name}." in page.locator(".demo-banner").inner_text()
        assert violations(page) == []
    page.goto(reverse("demo"))
    assert violations(page) == []
    page.locator(".demo-banner").get_by_role("button", name="Uitloggen").click()
    assert "Kijk rond als iemand anders" in page.locator(".demo-banner").inner_text()


@pytest.mark.parametrize(
    ("context", "language"),
    combinations([(1366, "nl"), (390, "en")], list(product([1366, 390], ["nl", "en"]))),
    indirect=["context"],
)
def test_every_page_of_logging_in_is_accessible(people: People, page: Page, settings: Settings, language: str) -> None:
    settings.PARTNER_LOGINS = {"een": PartnerLogin("een", "Gemeente Een", "http://localhost:1", "x", "y")}
    settings.SENDS_MAIL = True
    page.goto("/uitleg")
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": page.url}])
    look = Looking(page)
    _pages_of_a_visitor(look)
    _pages_of_a_first_login(look, people)
    for name in ("mine", "mfa_index", "factor_new", "sessions", "password_change", "confirm"):
        look(reverse(name))
    page.goto(reverse("mfa_index"))
    look.send()  # takes the only second step away
    page.goto(reverse("mine"))
    look.send()  # logs out
    _pages_of_a_next_login(look, people)
    assert look.looked >= 17
    assert look.found == []


class Looking:
    """Opens pages, or sends the first form of one, and keeps what is wrong with what comes."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []
        self.looked = 0

    def __call__(self, address: str = "") -> None:
        if address:
            self.page.goto(address)
        self.looked += 1
        self.found.extend(f"{self.page.url}: {one}" for one in violations(self.page))

    def send(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f"main input[name={name}]").first.fill(value)
        with self.page.expect_navigation():
            self.page.locator("main form button").first.click()
        self()


def _pages_of_a_visitor(look: Looking) -> None:
    look(reverse("login"))
    look(reverse("invitation", args=["verzonnen"]))
    look(reverse("partner_login", args=["een"]))
    look(reverse("password_forgotten"))
    look.send(email="niemand@voorbeeld.invalid")


def _pages_of_a_first_login(look: Looking, people: People) -> None:
    look(invitation_of(people["newcomer"]))
    look.send(password="kort", again="kort")
    look.send(password=PASSWORD, again=PASSWORD)
    app = App(look.page.locator("#sleutel").inner_text().replace(" ", ""))
    look.send(code="000000")
    look.send(code=app.code())
    look.send()


def _pages_of_a_next_login(look: Looking, people: People) -> None:
    look.page.goto(reverse("login"))
    look.send(email=people["newcomer"].user.email, password="niet het wachtwoord")
    look.send(password=PASSWORD)
    look.send(code="000000")


def test_a_second_step_can_be_set_up_without_scripts(people: People, browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site, viewport={"width": 320, "height": 700})
    page = context.new_page()
    choose_password(page, people)
    set_up_app(page)
    press(page, "Ik heb ze bewaard")
    assert heading(page) == "newcomer"
    assert re.search(reverse("mine"), page.url)
    context.close()

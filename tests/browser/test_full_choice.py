"""A whole choice of every partner of a real region in a browser: invited, filled in, read in, signed, laid side by
side, weighed, put, decided otherwise than advised, a priority for a priority, published, and read without a login."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from slagvaardig.choose.inventory.actions import sign
from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.inventory.rules import kinds_of_partners
from slagvaardig.choose.inventory.running import taken_by_partners
from slagvaardig.choose.priorities.laying import import_priorities, lay_out_places
from slagvaardig.choose.quarters import quarters_from
from slagvaardig.choose.strategy.actions import import_strategies
from slagvaardig.choose.weighing.actions import ask_hours, name_candidate
from slagvaardig.choose.weighing.workflow import EACH, TESTS
from slagvaardig.region.current import current_region
from slagvaardig.region.folder import load_region
from slagvaardig.region.inventory import Topic
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.circles.actions import admit
from tests.browser.deciding import college, decided, one_in_one_out, read_by_everybody, text_of
from tests.browser.test_barriers import picture, press
from tests.browser.test_rounds import HEAD, visit
from tests.choose.ground import Ground, at_work, today
from tests.people import YEAR
from tests.serving import served
from tests.world import NAMES, REGIONS

FREE = 100  # hours of every municipality: a small one, so that 60 of them can be asked


@pytest.fixture
def everybody(transactional_db: None, settings: Settings) -> Ground:
    """Every partner of a real region, whose college carries as many priorities as it agreed to."""
    name = next(name for name in NAMES if not load_region(REGIONS / name).fictional)
    settings.REGION_FOLDER = REGIONS / name
    region = current_region()
    found = at_work(writers=in_a_browser())
    with acting_as_job("console") as by:
        import_strategies(region=region, by=by)
        lay_out_places(region=region, by=by)
        import_priorities(region=region, by=by)
        admit(
            person=found.people["bureau"],
            circle=found.circles[college().slug],
            role="editor",
            until=today() + YEAR,
            by=by,
        )
    return found


def in_a_browser() -> list[str]:
    """One partner of each kind; for the others a file is read in."""
    kinds = kinds_of_partners()
    return [next(slug for slug, kind in kinds.items() if kind == wanted) for wanted in dict.fromkeys(kinds.values())]


def role_of(kind: str) -> str:
    """A scarce role that this kind of partner has, and no other when there is one."""
    roles = [role for role in current_region().inventory.roles_of(kind) if role.scarce]
    return min(roles, key=lambda role: len(role.kinds) or 9).slug


def test_forty_one_partners_from_invitation_to_what_everybody_reads(
    browser: Browser, everybody: Ground, tmp_path: Path
) -> None:
    topics = [topic for topic in current_region().inventory.topics if topic.theme][:3]
    kinds = kinds_of_partners()
    assert len(everybody.partners) == len(kinds) == 41
    in_person = in_a_browser()
    with served() as site:
        bureau = visit(browser, everybody, "bureau", site, 1366)
        opened(bureau, site)
        for slug in in_person:
            filled_in(visit(browser, everybody, f"writer-{slug}", site, 390), site, topics, role_of(kinds[slug]))
            signed(visit(browser, everybody, f"signer-{slug}", site, 390), site)
        found = read_in(bureau, everybody, topics, [slug for slug in kinds if slug not in in_person], tmp_path)
        side_by_side(bureau, site, found, topics)
        candidates(bureau, everybody, site, found, topics)
        weighed(bureau, site, found, topics)
        address = decided(bureau, site, topics)
        one_in_one_out(bureau, site, topics[1].title)
        read_by_everybody(visitor(browser), site, address, topics)
        bureau.context.close()


def visitor(browser: Browser) -> Page:
    page = browser.new_context(viewport={"width": 390, "height": 844}, locale="nl-NL").new_page()
    page.set_default_timeout(15_000)
    return page


def opened(page: Page, site: str) -> None:
    page.goto(f"{site}/kiezen")
    page.get_by_role("link", name="Inventarisaties", exact=True).click()
    page.get_by_role("link", name="Inventarisatie plannen").click()
    page.get_by_label("Titel").fill("Inventarisatie met iedereen")
    page.get_by_label("Hoeveel onderwerpen mag een partner noemen?").fill("3")
    page.get_by_label("Vanaf").fill("2026-01-01")
    page.get_by_label("Tot en met").fill("2099-12-31")
    page.get_by_label("Welk overleg kiest ermee?").select_option(label=college().name)
    press(page, "Plannen")
    press(page, "Openen en partners uitnodigen")
    assert "41 × uitgenodigd" in text_of(page)


def filled_in(page: Page, site: str, topics: list[Topic], role: str) -> None:
    page.goto(f"{site}/")
    page.get_by_role("link", name="inventarisatie die uw organisatie nog moet invullen").click()
    page.locator(".round-list__title").first.click()
    page.get_by_role("link", name="Invullen", exact=True).click()
    for number, topic in enumerate(topics, 1):
        page.locator(f"[name=topic_{number}]").select_option(topic.slug)
    page.locator(f"[name=hours_{role}]").fill(str(FREE))
    page.locator("main form > .button-row").get_by_role("button", name="Bewaren").click()
    press(page, "Klaar: vraag om een handtekening")
    page.context.close()


def signed(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.get_by_role("link", name="inzending die op uw handtekening wacht").click()
    page.locator(".round-list__title").first.click()
    press(page, "Ondertekenen")
    assert "ondertekend" in text_of(page)
    page.context.close()


def read_in(page: Page, ground: Ground, topics: list[Topic], slugs: list[str], folder: Path) -> Round:
    """One file for all the others; each signs for itself."""
    rows, kinds = [], kinds_of_partners()
    for slug in slugs:
        for place, topic in enumerate(topics, 1):
            hours = f"{role_of(kinds[slug])};{FREE}" if place == 1 else ";"
            rows.append(f"{slug};{topic.slug};{place};;;;{hours};")
    file = folder / "ronde.csv"
    file.write_text("\r\n".join([HEAD, *rows]), "utf-8")
    page.get_by_role("link", name="Een ingevuld bestand inlezen").click()
    page.get_by_label("Bestand").set_input_files(file)
    press(page, "Inlezen")
    assert "Van 3 van de 41 partners telt" in text_of(page)
    with ground.people.acting("bureau"):
        found = Round.objects.get()
        parts = taken_by_partners(found)
    for slug in slugs:
        with ground.people.acting(f"signer-{slug}") as by:
            sign(part=parts[slug], by=by)
    page.reload()
    assert "Van 41 van de 41 partners telt" in text_of(page)
    return found


def side_by_side(page: Page, site: str, found: Round, topics: list[Topic]) -> None:
    """The matrix and the ledger."""
    page.goto(f"{site}/kiezen")
    assert "Er tekenden 41 van de 41 partners." in text_of(page)
    picture(page, "full-choice-now")
    page.get_by_role("link", name="De grootste gemene deler").click()
    shown = text_of(page)
    assert "41 partners tellen mee" in shown
    assert "41 van 41" in shown
    assert "Hoe zwaar tellen de gemeenten?" in shown
    assert page.locator(".matrix__named").count() == 41 * len(topics)
    page.goto(f"{site}/uren")
    assert "41 van de 41 partners gaven uren op" in text_of(page)
    page.goto(f"{site}/inventarisatie/{found.pk}")


def candidates(page: Page, ground: Ground, site: str, found: Round, topics: list[Topic]) -> None:
    """The first in the browser, with its hours; the first two ask so much of municipalities that they cannot both."""
    adviser, last = role_of("municipality"), quarters_from(found.first_quarter, found.quarters)[-1]
    page.get_by_role("link", name="Kandidaten", exact=True).click()
    page.locator("main").get_by_role("link", name=topics[0].title, exact=True).click()
    for name in TESTS:
        page.locator(f"[name={name}]").fill("Dat weten wij nog niet.")
    press(page, "Bewaren")
    page.locator("[name=role]").select_option(adviser)
    page.locator("[name=who]").select_option(EACH)
    page.locator("[name=hours]").fill("35")
    page.locator("[name=last_quarter]").select_option(last)
    press(page, "Uren bewaren")
    assert "35 uur per kwartaal" in text_of(page)
    asked = ((topics[1].slug, adviser, 40), (topics[2].slug, role_of("police"), 20))
    with ground.people.acting("bureau") as by:
        for topic, role, hours in asked:
            made = name_candidate(
                found=found, topic=topic, title=next(one.title for one in topics if one.slug == topic),
                level="regional", nature="development", answers=dict.fromkeys(TESTS, "Dat weten wij niet."), by=by,
            )  # fmt: skip
            ask_hours(candidate=made, role=role, who=EACH, first_quarter=found.first_quarter, last_quarter=last,
                      hours=hours, by=by)  # fmt: skip
    page.goto(f"{site}/inventarisatie/{found.pk}/kandidaten")
    page.get_by_role("link", name=f"Het bewijs bij {topics[0].title}", exact=True).click()
    shown = text_of(page)
    assert "35 uur per kwartaal" in shown
    assert "nog niet bekend: er is geen ronde afgesloten" in shown


def weighed(page: Page, site: str, found: Round, topics: list[Topic]) -> None:
    page.goto(f"{site}/inventarisatie/{found.pk}/weging")
    assert choose(page, topics[0].title, topics[1].title).startswith("Deze combinatie past niet")
    assert "De kleinste uitweg: laat" in text_of(page)
    picture(page, "full-choice-refused")
    page.goto(f"{site}/inventarisatie/{found.pk}/weging")
    assert choose(page, topics[1].title, topics[2].title).startswith("Deze combinatie past")
    assert "Deze combinatie past niet" not in text_of(page)
    page.get_by_label("Titel van de weging").fill("Voor het college")
    page.get_by_role("button", name="Vastleggen").click()
    assert "er komt hetzelfde uit" in text_of(page)


def choose(page: Page, *titles: str) -> str:
    group = page.get_by_role("group", name="Welke combinatie wilt u bekijken?")
    for title in titles:
        group.get_by_label(title, exact=True).check()
    page.get_by_role("button", name="Wegen").click()
    return page.locator("#past").inner_text()

"""The last part of a whole choice in a browser: decided, a priority for a priority, and read by everybody."""

from playwright.sync_api import Page

from slagvaardig.choose.inventory.rules import kinds_of_partners
from slagvaardig.region.current import current_region
from slagvaardig.region.definitions import Body
from slagvaardig.region.inventory import Topic
from tests.browser.test_barriers import picture, press

REASON = "De partners willen eerst afmaken wat zij begonnen."


def college() -> Body:
    return next(body for body in current_region().bodies if body.most_priorities)


def decided(page: Page, site: str, topics: list[Topic]) -> str:
    """The weighing is put, and the college chooses otherwise: not without a reason. The address of the decision."""
    page.get_by_role("link", name=f"Voorleggen aan {college().name}").click()
    assert "Voor het college" in text_of(page)
    advice = " en ".join(sorted((topics[0].title, topics[2].title)))
    assert f"advies van de computer: {advice}." in page.locator("[name=options]").input_value()
    question = page.locator("[name=question]").input_value()
    press(page, "Besluit voorbereiden")
    page.get_by_role("link", name=question).click()
    page.get_by_role("link", name="Voorleggen").click()
    press(page, "Voorleggen")
    assert "De computer adviseerde" in text_of(page)
    address = page.url
    page.goto(f"{site}/kiezen")
    assert "1 vraag ligt bij een overleg en wacht op een besluit." in text_of(page)
    page.goto(address)
    page.get_by_role("link", name="Besluit vastleggen").click()
    page.get_by_label("Wat is besloten?").fill("Wij kiezen twee prioriteiten.")
    for topic in topics[1:]:
        page.get_by_label(topic.title, exact=True).check()
    seats = page.locator("[name=present]")
    assert seats.count() == 41
    for at in range(3):
        seats.nth(at).check()
    press(page, "Besluit vastleggen")
    assert "Schrijf waarom het overleg iets anders kiest" in text_of(page)
    page.get_by_label("Waarom anders dan het advies?").fill(REASON)
    press(page, "Besluit vastleggen")
    assert REASON in text_of(page)
    page.get_by_role("link", name="Publiceren").click()
    page.get_by_label("iedereen").check()
    press(page, "Publiceren")
    picture(page, "full-choice-decision")
    return address


def one_in_one_out(page: Page, site: str, title: str) -> None:
    """Every place is taken: the new one is adopted only with the name of one that ends."""
    taken = college().most_priorities
    page.goto(f"{site}/kiezen")
    assert f": {taken} prioriteiten. Afgesproken is" in text_of(page)
    page.goto(f"{site}/prioriteiten/nieuw/{college().slug}")
    page.get_by_label("Hoe heet de prioriteit?").fill(title)
    page.get_by_label("Wat gaat er anders, en voor wie?").fill("Wij doen dit samen.")
    page.get_by_label("Niveau").select_option("regional")
    press(page, "Prioriteit voorstellen")
    page.locator("main").get_by_role("link", name=title, exact=True).first.click()
    page.get_by_role("link", name="Vaststellen").click()
    page.get_by_label("Met welk besluit?").select_option(index=1)
    page.locator("main form").evaluate("form => form.noValidate = true")
    press(page, "Vaststellen")
    assert "/stap/vaststellen" in page.url, "above the maximum it is not adopted just so"
    page.get_by_label("Welke prioriteit eindigt?").select_option(index=1)
    page.get_by_label("Waarom stopt die?").fill("Het is gewoon werk geworden.")
    press(page, "Vaststellen")
    assert "vastgesteld, begint later" in text_of(page)
    page.goto(f"{site}/stopregister")
    assert "wordt afgerond" in text_of(page)


def read_by_everybody(page: Page, site: str, address: str, topics: list[Topic]) -> None:
    """The decision with advice, choice and reason; nothing of what one partner filled in or has left."""
    page.goto(f"{site}/kiezen")
    page.locator("section[aria-labelledby=besloten] .choice-list__title").first.click()
    assert page.url == address
    picture(page, "full-choice-public")
    shown = text_of(page)
    for words in (
        "De computer adviseerde", "Wel gekozen, niet geadviseerd", topics[1].title, REASON,
        "Wat gekozen is past binnen de uren", "Het controlegetal hoort bij het geheel",
    ):  # fmt: skip
        assert words in shown, words
    everything = page.content()
    assert not [slug for slug in kinds_of_partners() if f'"{slug}"' in everything]
    assert page.goto(f"{site}/inventarisatie").url != f"{site}/inventarisatie", "a round is not for everybody"  # type: ignore[union-attr]
    page.context.close()


def text_of(page: Page) -> str:
    return page.locator("main").inner_text()

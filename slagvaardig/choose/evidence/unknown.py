"""What we do not know: rules over a sheet, each finding its own gaps. The system fills this block, nobody types it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from slagvaardig.web import writing

Sheet = dict[str, Any]
Rule = Callable[[Sheet], Iterator[str]]
# How old the table behind a figure may be before it says so: the rhythm of the publisher and some months.
OLDEST: Final = {"year": timedelta(days=550), "quarter": timedelta(days=275), "month": timedelta(days=120)}


def _names(sheet: Sheet, wanted: Callable[[Any], bool]) -> str:
    return ", ".join(figure["title"] for figure in sheet["figures"] if wanted(figure))


def _no_figure(sheet: Sheet) -> Iterator[str]:
    if titles := ", ".join(one["title"] for one in sheet["without"]):
        yield _("Er is nog geen cijfer voor: %(titles)s.") % {"titles": titles}
    elif not sheet["figures"]:
        yield _("Over dit thema bestaan geen cijfers.")


def _elsewhere(sheet: Sheet) -> Iterator[str]:
    if titles := _names(sheet, lambda figure: not figure["own"]):
        yield _("Alleen bekend van een ander of groter gebied: %(titles)s.") % {"titles": titles}


def _withheld(sheet: Sheet) -> Iterator[str]:
    if titles := _names(sheet, lambda figure: figure["withheld"]):
        yield _("De bron geeft het nieuwste cijfer niet: %(titles)s. Dat is niet nul.") % {"titles": titles}


def _provisional(sheet: Sheet) -> Iterator[str]:
    if titles := _names(sheet, lambda figure: figure["status"] == "provisional"):
        yield _("Nog voorlopig, en kan veranderen: %(titles)s.") % {"titles": titles}


def _no_verdict(sheet: Sheet) -> Iterator[str]:
    if titles := _names(sheet, lambda figure: figure["chip"] == "unclear"):
        yield _("Of het stijgt of daalt is nog niet te zeggen: %(titles)s.") % {"titles": titles}


def _no_benchmark(sheet: Sheet) -> Iterator[str]:
    if titles := _names(sheet, lambda figure: not figure["beside"]):
        yield _("Er is niets om mee te vergelijken: %(titles)s.") % {"titles": titles}


def _old_vintage(sheet: Sheet) -> Iterator[str]:
    on = date.fromisoformat(sheet["on"])

    def old(figure: Any) -> bool:
        day = figure["source"]["vintage"] or figure["source"]["fetched"]
        return date.fromisoformat(day) + OLDEST[figure["frequency"]] < on

    if titles := _names(sheet, old):
        yield _("De tabel is oud, er kan een nieuwere zijn: %(titles)s.") % {"titles": titles}


def _underreported(sheet: Sheet) -> Iterator[str]:
    if titles := _names(sheet, lambda figure: figure["underreported"]):
        yield _("Hiervan wordt weinig gemeld, dus het cijfer mist het meeste: %(titles)s.") % {"titles": titles}


def _no_stories(sheet: Sheet) -> Iterator[str]:
    if sheet["stories"]["points"] == "not-counted":
        yield _("Verhalen zijn nog niet geteld.")
    elif sheet["stories"]["total"] == 0:
        yield _("Niemand vertelde hierover. Dat betekent niet dat er niets speelt.")


def _few_stories(sheet: Sheet) -> Iterator[str]:
    if sheet["stories"]["points"] == "too-few":
        yield _("Er zijn te weinig verhalen of antwoorden om te zeggen welke kant het op gaat.")


def _silent_areas(sheet: Sheet) -> Iterator[str]:
    quiet = sheet["stories"]["quiet"]
    if quiet:
        shown = ", ".join(quiet) if len(quiet) <= 8 else writing.number(len(quiet)) + " " + _("gemeenten")
        yield _("Hier hoorden wij over geen enkel onderwerp iets: %(areas)s.") % {"areas": shown}


def _barriers(sheet: Sheet) -> Iterator[str]:
    found = sheet["barriers"]
    if not found or not found["on"]:
        yield _("Drempels zijn nog niet geteld.")
    elif found["numbers"][0][1] is None:
        yield _("Er zijn minder dan vijf drempels gemeld. Wij weten niet of het er weinig zijn, of weinig gemeld.")


def _no_trend(sheet: Sheet) -> Iterator[str]:
    if not any(trend["state"] == "inventory" for trend in sheet["trends"]):
        yield _("In de trendinventarisatie staat hier niets over.")


def _unsaid_trend(sheet: Sheet) -> Iterator[str]:
    if titles := ", ".join(one["title"] for one in sheet["trends"] if one["state"] == "inventory" and one["unsaid"]):
        yield _("Hoe zeker deze trend is, heeft niemand gezegd: %(titles)s.") % {"titles": titles}


def _old_trend(sheet: Sheet) -> Iterator[str]:
    if titles := ", ".join(one["title"] for one in sheet["trends"] if one["due"]):
        yield _("Deze trend is aan opnieuw bekijken toe: %(titles)s.") % {"titles": titles}


def _works(sheet: Sheet) -> Iterator[str]:
    if not sheet["works"]:
        yield _("Wat helpt, is niet bekend: er is nog geen kenniskast met aanpakken die zijn onderzocht.")


def _asked(sheet: Sheet) -> Iterator[str]:
    if sheet["closed"]["asks"] is None:
        yield _("Welke partners hierom vragen, is nog niet bekend: er is geen ronde afgesloten.")


def _hours(sheet: Sheet) -> Iterator[str]:
    if sheet["closed"]["hours"] is None:
        yield _("Hoeveel uren dit vraagt, heeft nog niemand geschat.")


RULES: Final[dict[str, Rule]] = {
    "no-figure": _no_figure,
    "elsewhere": _elsewhere,
    "withheld": _withheld,
    "provisional": _provisional,
    "no-verdict": _no_verdict,
    "no-benchmark": _no_benchmark,
    "old-vintage": _old_vintage,
    "underreported": _underreported,
    "no-stories": _no_stories,
    "few-stories": _few_stories,
    "silent-areas": _silent_areas,
    "barriers": _barriers,
    "no-trend": _no_trend,
    "unsaid-trend": _unsaid_trend,
    "old-trend": _old_trend,
    "works": _works,
    "asked": _asked,
    "hours": _hours,
}


def unknown(sheet: Sheet) -> list[list[str]]:
    """(rule, sentence) of everything that a sheet does not know."""
    return [[slug, text] for slug, rule in RULES.items() for text in rule(sheet)]

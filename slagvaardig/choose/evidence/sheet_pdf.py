"""A sheet on two pages of paper, as a tagged PDF (PDF/UA-1). All texts go in as data, so nothing in them is markup."""

import json
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from slagvaardig.choose.evidence.sheets import Sheet
from slagvaardig.web import writing

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "choose" / "evidence" / "sheet.typ"
FONTS = Path(writing.__file__).resolve().parent / "fonts"


def as_pdf(sheet: Sheet) -> bytes:
    """What the page shows, on paper; without stories, whose words stay on the site."""
    content = {
        "title": _("Bewijs: %(theme)s") % {"theme": sheet["title"]},
        "lang": (get_language() or "nl")[:2],
        "region": sheet["region"],
        "example": _("voorbeeld") if sheet["example"] else "",
        "lead": _("Door het systeem gemaakt op %(day)s. Niemand typte hier iets in.")
        % {"day": writing.day(sheet["on"])},
        "parts": [[title, lines] for title, lines in _parts(sheet) if lines],
        "heads": [_("Cijfer"), _("Nieuwste"), _("Sinds het uitgangsjaar, en naast anderen"), _("Tabel van")],
        "figures": [_row(figure) for figure in sheet["figures"]],
        "figures_title": _("Wat de cijfers zeggen"),
        "unknown_title": _("Wat wij niet weten"),
        "unknown": [text for _rule, text in sheet["unknown"]],
    }
    made = typst.compile(
        str(TEMPLATE), font_paths=[str(FONTS)], sys_inputs={"data": json.dumps(content)}, pdf_standards=["ua-1"]
    )
    return bytes(made)


def _row(figure: dict[str, Any]) -> list[str]:
    number = f"{figure['number']}, {writing.period(figure['period'])}" if figure["number"] else writing.not_given()
    beside = " ".join(text for _chip, _other, text in figure["beside"])
    day = writing.short_day(figure["source"]["vintage"] or figure["source"]["fetched"])
    return [figure["title"], number, f"{figure['trend']} {beside}".strip(), f"{figure['source']['publisher']}, {day}"]


def _parts(sheet: Sheet) -> list[tuple[str, list[str]]]:
    stories = sheet["stories"]
    answers = [f"{text}: {writing.number(number)}" for text, number in stories["answers"] if number != 0]
    together = [
        f"{', '.join(row['figures'])}: {row['say']}; {row['stories']}. {row['words']}" for row in sheet["agreement"]
    ]
    barriers = [f"{title}: {words}" for title, _number, words in (sheet["barriers"] or {}).get("numbers", ())]
    trends = [
        f"{one['title']} ({one['status']}, {one['direction']}, {one['when']}; {one['known']}, {one['expected']})"
        for one in sheet["trends"]
    ]
    closed = [(title, part["lines"]) for title, part in _closed(sheet) if part]
    return [
        (_("Wat professionals vertellen"), [stories["lead"], "; ".join(answers)] if stories["lead"] else []),
        (_("Cijfers naast verhalen"), together),
        (_("Wat professionals tegenhoudt"), ["; ".join(barriers)] if barriers else []),
        (_("Trends"), trends),
        *closed,
    ]


def _closed(sheet: Sheet) -> list[tuple[str, Any]]:
    closed = sheet["closed"] or {}
    return [(_("Wie hierom vraagt"), closed.get("asks")), (_("Uren die het vraagt"), closed.get("hours"))]

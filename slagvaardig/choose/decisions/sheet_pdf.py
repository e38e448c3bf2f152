"""A decision on paper: a tagged PDF that anybody can read aloud."""

import json
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from slagvaardig.choose.decisions.readings import Shown
from slagvaardig.region.current import current_region
from slagvaardig.web import writing

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "choose" / "decision.typ"
FONTS = Path(writing.__file__).resolve().parent / "fonts"


def as_pdf(found: Shown) -> bytes:
    """What the page of the decision shows, on paper."""
    sheet, region = found.sheet, current_region()
    evidence, strategy = sheet["evidence"], sheet["strategy"]
    facts = [
        (_("Overleg"), sheet["body"]),
        (_("Soort besluit"), found.kind_word),
        (_("Voorgelegd op"), _day(sheet["put_on"])),
        (_("Besloten op"), _day(sheet["decided_on"])),
        (_("Terugkijken op"), _day(sheet["review_on"])),
        (_("Aan tafel"), ", ".join(sheet["present"])),
        (_("Strategie"), f"{strategy['title']}, {_('versie')} {strategy['number']}" if strategy else ""),
        (_("Controlegetal van de feiten"), evidence["digest"] if evidence else ""),
    ]
    parts = [(_("Mogelijkheden"), sheet["options"]), (_("Besluit"), sheet["outcome"])]
    parts += _beside(sheet.get("advice"))
    parts += [(_("Voorwaarden"), sheet["conditions"])]
    parts += [(_("Anders denkt %(partner)s") % one, one["reason"]) for one in sheet["dissent"]]
    parts += _known(found)
    content = {
        "title": _("Besluit"),
        "lang": (get_language() or "nl")[:2],
        "region": region.full_name,
        "example": _("voorbeeld") if region.fictional else "",
        "question": sheet["question"],
        "facts": [list(fact) for fact in facts if fact[1]],
        "parts": [list(part) for part in parts if part[1]],
        "sheets": [
            {
                "title": one["title"],
                "rows": [[row["name"], f"{writing.amount(row['amount'])} {one['unit']}"] for row in one["rows"]],
            }
            for one in sheet["divisions"]
        ],
        "note": "" if found.whole else _("Let op: dit is niet meer gelijk aan wat is bevroren."),
    }
    made = typst.compile(
        str(TEMPLATE), font_paths=[str(FONTS)], sys_inputs={"data": json.dumps(content)}, pdf_standards=["ua-1"]
    )
    return bytes(made)


def _beside(advice: dict[str, Any] | None) -> list[tuple[str, str]]:
    """Advice and choice, when the question came from a weighing."""
    if not advice:
        return []
    parts = [(_("Het advies van de computer"), advice["advised"] or _("niets"))]
    if advice["taken"]:
        parts += [(_("Wat het overleg koos"), advice["chosen"] or _("niets"))]
    return [*parts, (_("Waarom anders dan het advies"), advice["because"])]


def _known(found: Shown) -> list[tuple[str, str]]:
    """Of each sheet that went along frozen: for which candidates, and what nobody knew. The sheet is a paper itself."""
    if found.known is None:
        return []
    parts = []
    for one in found.known.sheets:
        lines = [
            _("Gekozen: %(titles)s.") % {"titles": one.chosen} if one.chosen else "",
            (_("Niet gekozen: %(titles)s.") if found.known.decided else _("Kandidaten: %(titles)s."))
            % {"titles": one.others} if one.others else "",
            _("Wat wij toen niet wisten:"), *(f"– {text}" for text in one.unknown), f"SHA-256: {one.digest}",
        ]  # fmt: skip
        parts.append((_("Bewijs: %(theme)s") % {"theme": one.title}, "\n".join(lines)))
    if found.known.without:
        text = _("Bij deze onderwerpen hoort geen thema, dus er was geen blad met bewijs: %(titles)s.")
        parts.append((_("Zonder bewijs"), text % {"titles": found.known.without}))
    return parts


def _day(value: object) -> str:
    return writing.day(value) if value else ""  # type: ignore[arg-type]

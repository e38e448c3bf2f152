"""The advice about a barrier as a tagged PDF (PDF/UA-1). All texts go in as data, so nothing in them is markup."""

import json
from pathlib import Path

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.tables import Memo
from slagvaardig.region.current import current_region
from slagvaardig.web import writing

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "act" / "memo.typ"
FONTS = Path(writing.__file__).resolve().parent / "fonts"


def as_pdf(barrier: Barrier, memo: Memo) -> bytes:
    """What the page of the advice shows, on paper."""
    region = current_region()
    theme = region.themes.get(barrier.theme)
    content = {
        "title": _("Advies over een drempel"),
        "lang": (get_language() or "nl")[:2],
        "region": region.full_name,
        "example": _("voorbeeld") if region.fictional else "",
        "barrier": barrier.title,
        "facts": [
            [_("Thema"), theme.title if theme else barrier.theme],
            [_("Gebied"), region.areas.name_of(barrier.area)],
            [_("Waar zit het in"), barrier.get_kind_display()],
            [_("Gemeld op"), writing.day(barrier.raised_on)],
            [_("Stap op de ladder"), region.ladder.step(barrier.step).name],
            [_("Versie"), f"{memo.version}, {writing.day(memo.changed_on)}"],
        ],
        "parts": [
            [_("Wat er aan de hand is"), memo.analysis],
            [_("Wat er kan"), memo.options],
            [_("Gevraagd besluit"), memo.question],
        ],
        "note": _("Wie deze drempel meldde of merkt, staat hier niet en hoort niet besproken te worden."),
    }
    made = typst.compile(
        str(TEMPLATE), font_paths=[str(FONTS)], sys_inputs={"data": json.dumps(content)}, pdf_standards=["ua-1"]
    )
    return bytes(made)

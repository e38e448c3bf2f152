"""Who asks for a theme: the partners that named one of its topics in the newest round that is over, for colleagues."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slagvaardig.choose.inventory.ballots import Ballot, ballots_of
from slagvaardig.choose.inventory.models import Round
from slagvaardig.region.current import current_region


def on_theme(slug: str) -> dict[str, Any] | None:
    """By district and by name, never by how heavily somebody asks; None as long as no round is over."""
    found = Round.objects.finished().newest_first().first()
    if found is None:
        return None
    topics = {topic.slug for topic in current_region().inventory.topics if topic.theme == slug}
    ballots = ballots_of(found)
    asking = [one for one in ballots if topics & one.points.keys()]
    return {
        "round": found.title,
        "closed": found.closes.isoformat(),
        "partners": [one.partner for one in asking],
        "counted": len(ballots),
        "lead": _lead(found, len(asking), len(ballots)),
        "lines": _by_district(asking),
    }


def _lead(found: Round, asking: int, counted: int) -> str:
    parts = {"n": asking, "of": counted, "round": found.title}
    if not asking:
        text = _("Geen van de %(of)s partners noemde dit in „%(round)s”. Dat zegt niet dat het nergens speelt.")
        return text % parts
    text = ngettext(
        "%(n)s van de %(of)s partners noemde dit in „%(round)s”.",
        "%(n)s van de %(of)s partners noemden dit in „%(round)s”.",
        asking,
    )
    return text % parts


def _by_district(asking: list[Ballot]) -> list[str]:
    names: dict[str, list[str]] = {}
    for one in asking:
        place = current_region().areas.name_of(one.district) if one.district else _("De hele regio")
        names.setdefault(place, []).append(one.name)
    return [f"{place}: {', '.join(found)}" for place, found in names.items()]

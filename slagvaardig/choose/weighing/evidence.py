"""What a sheet with evidence shows of hours: what the candidates on a theme would ask, as data that can be frozen."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.weighing.models import Candidate, Need
from slagvaardig.choose.weighing.readings import names_of_partners
from slagvaardig.choose.weighing.workflow import WHO
from slagvaardig.region.current import current_region
from slagvaardig.web.writing import number, period


def on_theme(slug: str) -> dict[str, Any] | None:
    """lines: per candidate and role, as the bureau estimated it; None as long as nobody did. Of the newest round that
    has candidates on the theme."""
    topics = [topic.slug for topic in current_region().inventory.topics if topic.theme == slug]
    for found in Round.objects.newest_first():
        named = [one for one in Candidate.objects.in_round(found) if one.topic in topics]
        if named:
            return _told(found, named)
    return None


def _told(found: Round, named: list[Candidate]) -> dict[str, Any] | None:
    needs = [(one, need) for one in named for need in one.needs.all()]
    if not needs:
        return None
    unasked = [one.title for one in named if not one.needs.all()]
    lines = [_line(one, need) for one, need in needs]
    if unasked:
        lines.append(_("Nog niet geraamd, dus niet bekend: %(titles)s.") % {"titles": ", ".join(unasked)})
    return {
        "round": found.title,
        "lead": ngettext(
            "Voor „%(round)s” is geraamd wat %(n)s kandidaat op dit thema van partners zou vragen.",
            "Voor „%(round)s” is geraamd wat %(n)s kandidaten op dit thema van partners zouden vragen.",
            len(named) - len(unasked),
        )
        % {"round": found.title, "n": number(len(named) - len(unasked))},
        "lines": lines,
    }


def _line(one: Candidate, need: Need) -> str:
    role = current_region().inventory.role(need.role)
    facts = {
        "title": one.title,
        "role": role.title if role else need.role,
        "hours": number(need.hours),
        "whom": {**WHO, **names_of_partners()}.get(need.who, need.who),
        "first": period(need.first_quarter),
        "last": period(need.last_quarter),
    }
    text = _("%(title)s, %(role)s: %(hours)s uur per kwartaal van %(whom)s, van het %(first)s tot en met het %(last)s")
    return text % facts

"""What comes of a weighing, in sentences: why not, what is the way out, what would change the advice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slagvaardig.choose.weighing import amounts
from slagvaardig.choose.weighing.outcomes import Outcome
from slagvaardig.region.current import current_region
from slagvaardig.stats.choosing import flips
from slagvaardig.stats.choosing.conflicts import Reason
from slagvaardig.stats.choosing.rounds import TOGETHER, Cell
from slagvaardig.web.writing import number, period

SHOWN = 8  # reasons on a page; the others are counted


@dataclass(frozen=True)
class Words:
    """titles of candidates and names of partners, by slug."""

    titles: Mapping[str, str]
    names: Mapping[str, str]

    def listed(self, keys: Iterable[str]) -> str:
        """Titles, joined as one says them."""
        parts = [self.titles.get(key, key) for key in sorted(keys, key=lambda key: self.titles.get(key, key))]
        if len(parts) < 2:
            return "".join(parts)
        return _("%(first)s en %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}

    def place(self, cell: Cell) -> str:
        """A role at a partner in a quarter."""
        facts = {"partner": self.names.get(cell.partner, cell.partner), "quarter": period(cell.quarter)}
        if cell.role == TOGETHER:
            return _("%(partner)s in het %(quarter)s, alle rollen samen") % facts
        role = current_region().inventory.role(cell.role)
        return _("%(partner)s in het %(quarter)s, %(role)s") % {**facts, "role": role.title if role else cell.role}


def why_not(reason: Reason, words: Words) -> str:
    """One reason, with its numbers."""
    facts = {"what": words.listed(reason.candidates), "asked": number(reason.asked), "free": number(reason.free)}
    if not reason.cells:
        return _("Dit zijn %(asked)s prioriteiten; het mogen er %(free)s zijn.") % facts
    facts |= {"place": words.place(reason.cells[0])}
    if reason.cells[0].role == TOGETHER:
        text = _("%(place)s: %(what)s vragen %(asked)s uur. Zoveel mag niet worden gevraagd: hooguit %(free)s uur.")
    else:
        text = _("%(place)s: %(what)s vragen %(asked)s uur en er zijn er %(free)s vrij.")
    more = len(reason.cells) - 1
    also = ngettext("Dit botst op nog %(more)s plek.", "Dit botst op nog %(more)s plekken.", more) % {"more": more}
    return f"{text % facts} {also}" if more else text % facts


def way_out_of(outcome: Outcome, words: Words) -> str:
    """What is the least to drop."""
    if outcome.out is None:
        return _("Ook wat moet blijven past niet binnen de vrije uren.")
    return _("De kleinste uitweg: laat %(what)s vallen. Dan past de rest.") % {"what": words.listed(outcome.out)}


def what_flips(outcome: Outcome, words: Words) -> Iterator[str]:
    """What would change the advice. All of it exact."""
    best, round_ = outcome.advice, outcome.round
    margin = flips.margin(round_, best)
    if margin.points is None:
        yield _("Er is geen andere combinatie die past.")
    else:
        facts = {
            "points": amounts.amount(outcome, margin.points),
            "what": words.listed(margin.next_set) or _("geen enkele kandidaat"),
        }
        yield _("De volgende combinatie is: %(what)s. Die heeft %(points)s minder.") % facts
    spare = flips.hours_to_spare(round_, best)
    if spare is not None:
        facts = {"place": words.place(spare[0]), "hours": number(spare[1])}
        yield (
            _("Het krapst is %(place)s: daar blijven %(hours)s uur over. Valt er meer weg, dan past het niet.") % facts
        )
    turning = [
        words.names.get(partner, partner) for partner, _set in flips.partners_that_turn_it(round_, best, margin.points)
    ]
    if turning:
        yield _("Zonder de punten van één van deze partners was het advies anders: %(names)s.") % {
            "names": ", ".join(sorted(turning))
        }
    else:
        yield _("Zonder de punten van welke ene partner ook blijft het advies hetzelfde.")


def flip_of(outcome: Outcome, key: str, words: Words) -> str:
    """What it takes for one candidate to come in or to fall out."""
    best, round_ = outcome.advice, outcome.round
    if key in best:
        points = flips.points_to_leave(round_, best, key)
        if points is None:
            return _("Moet blijven.")
        return _("Zit erin. Valt eruit bij %(points)s minder.") % {"points": amounts.amount(outcome, points)}
    points = flips.points_to_enter(round_, best, key)
    if points is None:
        return _("Past niet binnen de vrije uren, met hoeveel punten ook.")
    text = _("Komt erin bij %(points)s meer.") % {"points": amounts.amount(outcome, points)}
    short = flips.hours_to_enter(round_, best, key)
    if not short:
        return text
    facts = {"hours": number(sum(short.values())), "place": words.place(min(short))}
    beside = _("Naast het advies ontbreken %(hours)s uur, om te beginnen bij %(place)s.") % facts
    return f"{text} {beside}"

"""When would other topics stand on top? Exact, and told in one sentence each; every step is there for who wants it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.inventory.ballots import WEIGHTINGS, Ballot
from slagvaardig.choose.inventory.common_factor import Span, span_with, spans_between, spans_of_group, weighted
from slagvaardig.choose.inventory.matrix import groups_of, slugs, titles_of_topics
from slagvaardig.web.writing import number

KINDS: Final[dict[str, str | Promise]] = {
    "municipality": _("de gemeenten"),
    "prosecution": _("het Openbaar Ministerie"),
    "police": _("de politie"),
    "bureau": _("het bureau"),
}
SEVERAL: Final = ("municipality",)  # kinds that are spoken of as more than one


@dataclass(frozen=True)
class Turn:
    """asked: what is turned. answer: what that does to the topics on top. steps: every stretch with its order, empty
    when nothing changes."""

    asked: str
    answer: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sensitivity:
    """first: other weightings and each kind of partner; districts: the same for each of those."""

    first: tuple[Turn, ...]
    districts: tuple[Turn, ...]


def sensitivity(ballots: Sequence[Ballot], weighting: str, top: int) -> Sensitivity | None:
    """None when partners cannot be weighed like that, or nobody counts."""
    weights, topics = weighted(ballots, weighting), slugs()
    if not ballots or weights is None:
        return None

    def heavier(asked: str, members: list[str]) -> Turn:
        return _times(asked, spans_of_group(ballots, weights, members, topics, top))

    found = []
    for other, title in WEIGHTINGS.items():
        weights_there = weighted(ballots, other)
        if other != weighting and weights_there is not None:
            asked = gettext("Schuif van „%(one)s” naar „%(other)s”.") % {"one": WEIGHTINGS[weighting], "other": title}
            found.append(_slide(asked, spans_between(ballots, weights, weights_there, topics, top)))
    kinds: dict[str, list[str]] = {}
    for one in ballots:
        kinds.setdefault(one.kind, []).append(one.partner)
    if len(kinds) > 1:
        found += [heavier(_asked(kind), members) for kind, members in kinds.items()]
    districts = [
        heavier(gettext("Hoe zwaar telt %(name)s?") % {"name": title}, [one.partner for one in members])
        for title, members in groups_of(ballots)
        if members[0].district
    ]
    return Sensitivity(tuple(found), tuple(districts) if len(districts) > 1 else ())


def _asked(kind: str) -> str:
    text = gettext("Hoe zwaar tellen %(name)s?") if kind in SEVERAL else gettext("Hoe zwaar telt %(name)s?")
    return text % {"name": KINDS.get(kind, kind)}


def _slide(asked: str, spans: Sequence[Span]) -> Turn:
    """From one weighting to another."""
    if same := _same(spans):
        return Turn(asked, same, _steps(spans, percent=True))
    here = set(spans[0].order)
    turn = next(one for one in spans if set(one.order) != here)
    text = gettext("Tot %(low)s van de weg blijven het dezelfde onderwerpen. Daarna: %(change)s.")
    answer = text % {"low": _percent(turn.low), "change": _change(here, set(turn.order))}
    return Turn(asked, answer, _steps(spans, percent=True))


def _times(asked: str, spans: Sequence[Span]) -> Turn:
    """A group that counts so many times as heavy as now."""
    if same := _same(spans):
        return Turn(asked, same, _steps(spans))
    now = span_with(spans, Fraction(1))
    here, at = set(now.order), spans.index(now)
    above = next((one for one in spans[at:] if set(one.order) != here), None)
    below = next((one for one in reversed(spans[:at]) if set(one.order) != here), None)
    told = []
    if below:
        text = gettext("Onder %(amount)s keer het gewicht van nu: %(change)s.")
        told.append(text % {"amount": _times_as(below.high), "change": _change(here, set(below.order))})
    if above:
        text = gettext("Boven %(amount)s keer het gewicht van nu: %(change)s.")
        told.append(text % {"amount": _times_as(above.low), "change": _change(here, set(above.order))})
    return Turn(asked, " ".join(told), _steps(spans))


def _same(spans: Sequence[Span]) -> str:
    """What is said when the same topics stay on top; empty when they do not."""
    if len(spans) == 1:
        return gettext("Dat maakt voor de bovenste onderwerpen niets uit.")
    if len({frozenset(one.order) for one in spans}) == 1:
        return gettext("Het blijven dezelfde onderwerpen; alleen hun volgorde wisselt.")
    return ""


def _change(here: set[str], there: set[str]) -> str:
    titles = titles_of_topics()
    told = []
    if comes := there - here:
        told.append(gettext("erbij komt %(topics)s") % {"topics": _and(titles[slug] for slug in sorted(comes))})
    if goes := here - there:
        told.append(gettext("eruit valt %(topics)s") % {"topics": _and(titles[slug] for slug in sorted(goes))})
    return ", ".join(told)


def _and(parts: Iterable[str]) -> str:
    *first, last = parts
    return gettext("%(first)s en %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def _steps(spans: Sequence[Span], *, percent: bool = False) -> tuple[str, ...]:
    if len(spans) == 1:
        return ()
    titles, exact = titles_of_topics(), _percent if percent else _times_as
    found = []
    for one in spans:
        topics = ", ".join(titles[slug] for slug in one.order) or gettext("geen onderwerp")
        low = exact(one.low) + _fraction(one.low)
        if one.high is None:
            found.append(gettext("Vanaf %(low)s: %(topics)s.") % {"low": low, "topics": topics})
        else:
            facts = {"low": low, "high": exact(one.high) + _fraction(one.high), "topics": topics}
            found.append(gettext("Van %(low)s tot %(high)s: %(topics)s.") % facts)
    return tuple(found)


def _percent(amount: Fraction) -> str:
    return f"{number(float(amount) * 100, 1)} %"


def _times_as(amount: Fraction | None) -> str:
    return number(float(amount or 0), 2)


def _fraction(amount: Fraction) -> str:
    """The exact fraction, when that is short."""
    return f" ({amount.numerator}/{amount.denominator})" if 1 < amount.denominator < 1000 else ""

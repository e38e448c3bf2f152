"""What a reading says, in plain Dutch, never more than it can bear."""

from django.utils.translation import gettext as _

from slagvaardig.see.figures.readings import Point, Reading
from slagvaardig.see.figures.verdicts import Against, Since
from slagvaardig.stats.comparison import Verdict
from slagvaardig.stats.quality import Certainty
from slagvaardig.stats.trends import TrendVerdict
from slagvaardig.web import writing


def decimals_of(reading: Reading) -> int:
    """Enough decimals to see a difference: two below 1, one elsewhere, none for a bare count."""
    if reading.indicator.form == "count" and not reading.indicator.denominator:
        return 0
    known = [point.value for point in reading.points if point.value is not None]
    return 2 if known and max(known) < 1 else 1


def level(reading: Reading) -> str:
    """The newest figure with its margin and period."""
    point = reading.latest
    if point is None:
        return _("Over %(area)s geeft deze bron geen getal.") % {"area": reading.area.name}
    parts = {
        "subject": reading.indicator.subject,
        "period": writing.period(point.period),
        "area": reading.area.name,
        "value": valued(reading, point),
        "margin": margin(reading, point),
        "count": writing.number(point.events),
    }
    if reading.indicator.form == "count" and reading.indicator.denominator:
        return _("%(subject)s in %(area)s, %(period)s: %(count)s. Dat is %(value)s%(margin)s.") % parts
    return _("%(subject)s in %(area)s, %(period)s: %(value)s%(margin)s.") % parts


def valued(reading: Reading, point: Point) -> str:
    """A value with its unit."""
    number = writing.number(point.value, decimals_of(reading))
    unit = reading.indicator.unit
    return f"{number}{unit}" if unit.startswith("%") else f"{number} {unit}".strip()


def margin(reading: Reading, point: Point) -> str:
    """The margin in brackets; empty when there is none."""
    if point.lower is None or point.upper is None:
        return ""
    decimals = decimals_of(reading)
    if reading.indicator.form != "count" and point.lower == point.upper:
        # The publisher rounds its margin as it rounds its figure: nothing left is not no margin at all.
        return " (" + _("marge kleiner dan %(half)s") % {"half": writing.number(0.5 / 10**decimals, decimals + 1)} + ")"
    return f" ({writing.between(point.lower, point.upper, decimals)})"


def trend(reading: Reading) -> str:
    """The verdict since the baseline, with its certainty, in one sentence."""
    since = reading.since
    parts = {
        "subject": reading.indicator.subject,
        "area": reading.area.name,
        "baseline": writing.period(since.baseline),
        "newest": writing.period(since.newest),
        "change": _changed(since),
        "between": _change_margin(since),
        "margin": writing.percent(reading.indicator.margin),
    }
    found = since.trend.verdict
    if found is TrendVerdict.FELL:
        text = _("%(subject)s in %(area)s: tussen %(baseline)s en %(newest)s gedaald met %(change)s%(between)s.")
    elif found is TrendVerdict.ROSE:
        text = _("%(subject)s in %(area)s: tussen %(baseline)s en %(newest)s gestegen met %(change)s%(between)s.")
    elif found is TrendVerdict.STABLE_OR_FELL:
        text = _("%(subject)s in %(area)s: sinds %(baseline)s gelijk gebleven of gedaald (grens: %(margin)s).")
    elif found is TrendVerdict.STABLE_OR_ROSE:
        text = _("%(subject)s in %(area)s: sinds %(baseline)s gelijk gebleven of gestegen (grens: %(margin)s).")
    else:
        return f"{_not_yet(reading, parts)} {why_not(since)}".strip()
    return f"{text % parts} {certainty(since.trend.certainty)}"


def certainty(found: Certainty) -> str:
    """The fixed scale of certainty."""
    words = {
        Certainty.CERTAIN: _("Dat is zeker."),
        Certainty.LIKELY: _("Dat is waarschijnlijk."),
        Certainty.UNCLEAR: "",
    }
    return words[found]


def why_not(since: Since) -> str:
    """Why no verdict is given."""
    reasons = {
        "no_baseline": _("Er is geen cijfer over %(baseline)s om mee te vergelijken."),
        "too_few_periods": _("Er is nog maar één jaar."),
        "one_round": _("Er is nog maar één ronde."),
        "withheld": _("Een van beide jaren is niet gegeven."),
        "too_few_for_margin": _("Er zijn te weinig gegevens om de afgesproken grens te toetsen."),
        "zero_baseline": _("In %(baseline)s waren het er nul."),
        "too_small": _("De aantallen zijn te klein."),
        "break": _("Tussen beide jaren is anders geteld."),
        "vintage_mixed": _("De jaren komen uit verschillende versies van de tabel."),
        "other_definition": _("Het begrip is tussendoor veranderd."),
        "wide_margins": _("De marges zijn daarvoor te breed."),
        "uncertain": _("De cijfers schommelen daarvoor te veel van jaar tot jaar."),
    }
    return reasons.get(since.trend.reason, "") % {"baseline": writing.period(since.baseline)}


def comparison(reading: Reading, against: Against) -> str:
    """One comparison as a sentence."""
    other = other_name(against)
    value = "" if against.value is None else writing.number(against.value, decimals_of(reading))
    return _("%(word)s %(other)s (%(value)s).") % {
        "word": verdict_words(reading, against).capitalize(),
        "other": other,
        "value": value or writing.not_given(),
    }


def verdict_words(reading: Reading, against: Against) -> str:
    """The comparison in words: what it is, and lower or higher."""
    lower = (against.comparison.difference or 0) < 0
    words = {
        Verdict.BETTER: _("beter (lager) dan") if lower else _("beter (hoger) dan"),
        Verdict.WORSE: _("slechter (lager) dan") if lower else _("slechter (hoger) dan"),
        Verdict.SIMILAR: _("vergelijkbaar met"),
        Verdict.HIGHER: _("hoger dan"),
        Verdict.LOWER: _("lager dan"),
        Verdict.NOT_COMPARABLE: _("niet te vergelijken met"),
    }
    return words[against.comparison.verdict]


def verdict_word(against: Against) -> str:
    """The comparison in one or two words, for a cell."""
    words = {
        Verdict.BETTER: _("beter"),
        Verdict.WORSE: _("slechter"),
        Verdict.SIMILAR: _("vergelijkbaar"),
        Verdict.HIGHER: _("hoger"),
        Verdict.LOWER: _("lager"),
        Verdict.NOT_COMPARABLE: _("niet te vergelijken"),
    }
    return words[against.comparison.verdict]


def other_name(against: Against) -> str:
    """How the other is called in a sentence."""
    return _("gemeenten die erop lijken") if against.kind == "similar" else against.name


def note(reading: Reading) -> str:
    """What belongs under the message: the newest figure under a trend, the trend under a figure."""
    if reading.since.trend.verdict is not TrendVerdict.CANNOT_SAY:
        return level(reading)
    return trend(reading)


def message(reading: Reading) -> str:
    """The one sentence that a page or a card begins with: the trend when there is a verdict, else the newest figure."""
    if reading.since.trend.verdict is not TrendVerdict.CANNOT_SAY:
        return trend(reading)
    return level(reading)


def _not_yet(reading: Reading, parts: dict[str, str]) -> str:
    since = reading.since
    if _worth_telling(since):
        if (since.trend.ratio or 1) < 1:
            text = _("In %(newest)s %(change)s lager dan in %(baseline)s. Of het echt daalt, is nog niet te zeggen.")
        else:
            text = _("In %(newest)s %(change)s hoger dan in %(baseline)s. Of het echt stijgt, is nog niet te zeggen.")
        return text % parts
    return _("Hoe het sinds %(baseline)s is gegaan, is nog niet te zeggen.") % parts


def _worth_telling(since: Since) -> bool:
    """A change without a verdict is told only when its margin is less than fourfold: 77% off five says nothing."""
    found = since.trend
    known = found.ratio is not None and found.lower and found.upper
    return found.reason in ("uncertain", "wide_margins") and bool(known) and (found.upper or 0) < 4 * (found.lower or 1)


def _changed(since: Since) -> str:
    ratio = since.trend.ratio
    return "" if ratio is None else writing.percent(abs(ratio - 1))


def _change_margin(since: Since) -> str:
    found = since.trend
    if found.lower is None or found.upper is None:
        return ""
    ends = sorted((abs(found.lower - 1), abs(found.upper - 1)))
    between = {"lower": writing.percent(ends[0]), "upper": writing.percent(ends[1])}
    return " (" + _("tussen %(lower)s en %(upper)s") % between + ")"

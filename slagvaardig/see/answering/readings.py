"""How long whoever told or raised something waited for a first answer: counted over whole months, and in sentences."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slagvaardig.stats.first_answers import FirstAnswers, first_answers, waits
from slagvaardig.web import writing

_MONTHS = 12


@dataclass(frozen=True)
class Period:
    """Twelve whole months, so that what is published changes once a month and never by one answer of yesterday."""

    first: datetime.date
    last: datetime.date


def period_before(today: datetime.date) -> Period:
    last = today.replace(day=1) - datetime.timedelta(days=1)
    first = last.replace(day=1)
    for _month in range(_MONTHS - 1):
        first = (first - datetime.timedelta(days=1)).replace(day=1)
    return Period(first, last)


def answers_in(
    asked: Iterable[tuple[datetime.date, datetime.date | None]], period: Period, term: int
) -> FirstAnswers | None:
    """Of what was told in a period; who has no answer at its end counts as waiting. None: too few."""
    inside = [(day, answer) for day, answer in asked if period.first <= day <= period.last]
    return first_answers(waits(inside, period.last), term)


def in_words(found: FirstAnswers | None) -> list[str]:
    """Sentences: the half that had an answer, the share within the term, and who waits still."""
    if found is None:
        return [_("Er is nog te weinig verteld om te zeggen hoe snel een eerste antwoord komt.")]
    if found.median is None:
        half = _("Meer dan de helft heeft nog geen eerste antwoord.")
    else:
        text = ngettext(
            "De helft had binnen %(n)s dag een eerste antwoord.",
            "De helft had binnen %(n)s dagen een eerste antwoord.",
            found.median,
        )
        half = text % {"n": writing.number(found.median)}
    within = _("Binnen de termijn van %(term)s dagen kreeg ongeveer %(share)s%% antwoord.") % {
        "term": writing.number(found.term),
        "share": writing.number(found.within),
    }
    waiting = (
        _("Nog niet beantwoord: minder dan 5.")
        if found.waiting is None
        else _("Nog niet beantwoord: ongeveer %(n)s.") % {"n": writing.number(found.waiting)}
    )
    return [half, within, waiting, _("Wie nog wacht, telt mee.")]

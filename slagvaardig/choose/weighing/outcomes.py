"""What comes of a weighing: what each rule says, whether the set that is looked at can be carried, who gets what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.weighing.scales import Question, Scales
from slagvaardig.stats.choosing.conflicts import Reason, reasons, way_out
from slagvaardig.stats.choosing.gains import Gain, Says, gains, said
from slagvaardig.stats.choosing.majority import most_support
from slagvaardig.stats.choosing.optimum import best_set
from slagvaardig.stats.choosing.rounds import Round
from slagvaardig.stats.choosing.shares import equal_shares, per_district

BEST, MAJORITY, SHARES, DISTRICTS = "best", "majority", "shares", "districts"
RULES: Final[dict[str, str | Promise]] = {
    BEST: _("de best gesteunde combinatie"),
    MAJORITY: _("meeste steun eerst"),
    SHARES: _("gelijke delen per partner"),
    DISTRICTS: _("gelijke delen per district"),
}
MEANS: Final[dict[str, str | Promise]] = {
    BEST: _("Van alle combinaties die passen, die met de meeste punten samen. Exact uitgerekend. Dit is het advies."),
    MAJORITY: _("Van boven naar beneden op punten; wat niet meer past, wordt overgeslagen."),
    SHARES: _(
        "Elke partner krijgt een even groot deel van de plaatsen en betaalt daarvan wat hij steunt. Wat dan nog past,"
        " wordt op punten aangevuld. (Method of Equal Shares)"
    ),
    DISTRICTS: _("Hetzelfde, maar elk district krijgt een even groot deel, verdeeld over zijn partners."),
}


@dataclass(frozen=True)
class Outcome:
    """rules: what each says; empty when what must stay does not fit. reasons: why the set that is looked at cannot be
    carried; out: the fewest to drop, None when that does not help."""

    round: Round
    question: Question
    rules: Mapping[str, Says]
    reasons: tuple[Reason, ...]
    out: frozenset[str] | None
    gains: tuple[Gain, ...]

    @property
    def fits(self) -> bool:
        return not self.reasons

    @property
    def advice(self) -> frozenset[str]:
        """What the computer advises; the college decides."""
        return self.rules[BEST].chosen if self.rules else frozenset()


def outcome_of(scales: Scales, question: Question) -> Outcome:
    """Everything that a page of a weighing shows."""
    round_ = scales.round(question)
    best = best_set(round_)
    rules: dict[str, frozenset[str]] = {}
    if best is not None:
        rules = {
            BEST: best,
            MAJORITY: most_support(round_),
            SHARES: equal_shares(round_).chosen,
            DISTRICTS: per_district(round_, scales.districts).chosen,
        }
    found = tuple(reasons(round_, question.chosen))
    return Outcome(
        round=round_,
        question=question,
        rules={rule: said(rule, round_, chosen) for rule, chosen in rules.items()},
        reasons=found,
        out=way_out(round_, question.chosen) if found else frozenset(),
        gains=tuple(gains(round_, question.chosen or best or ())),
    )


def told(outcome: Outcome) -> dict[str, Any]:
    """What came out, as JSON."""
    return {
        "rules": {rule: {"chosen": sorted(one.chosen), "support": one.total} for rule, one in outcome.rules.items()},
        "chosen": sorted(outcome.question.chosen),
        "fits": outcome.fits,
        "reasons": [
            {"candidates": list(one.candidates), "cells": [list(cell) for cell in one.cells], "asked": one.asked,
             "free": one.free}
            for one in outcome.reasons
        ],
        "gains": {one.partner: {"points": dict(one.points), "given": one.given} for one in outcome.gains},
    }  # fmt: skip

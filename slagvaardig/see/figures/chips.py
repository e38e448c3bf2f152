"""The one visual form of each verdict."""

from slagvaardig.see.figures.verdicts import Since
from slagvaardig.stats.comparison import Comparison, Verdict
from slagvaardig.stats.trends import TrendVerdict
from slagvaardig.web import blocks

_TRENDS: dict[TrendVerdict, blocks.Verdict] = {
    TrendVerdict.FELL: "fallen",
    TrendVerdict.STABLE_OR_FELL: "kept",
    TrendVerdict.STABLE_OR_ROSE: "held",
    TrendVerdict.ROSE: "risen",
    TrendVerdict.CANNOT_SAY: "unclear",
}
_COMPARISONS: dict[Verdict, blocks.Verdict] = {
    Verdict.BETTER: "better",
    Verdict.SIMILAR: "similar",
    Verdict.WORSE: "worse",
    Verdict.NOT_COMPARABLE: "not_comparable",
}


def trend_chip(since: Since) -> blocks.Verdict:
    """The chip of a trend."""
    return _TRENDS[since.trend.verdict]


def comparison_chip(comparison: Comparison) -> blocks.Verdict:
    """The chip of a comparison; empty for higher and lower, which are neither good nor bad and get words only."""
    return _COMPARISONS.get(comparison.verdict, "")

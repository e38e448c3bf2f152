"""Figures beside stories: where they agree, where they contradict each other, and where one of them is silent.

Nobody is corrected by it. Silence is never read as fine, and a figure of which most is not reported is marked."""

from typing import Any

from django.utils.translation import gettext as _


def agreement(figures: list[Any], stories: dict[str, Any]) -> list[dict[str, Any]]:
    """A row for each way in which figures moved: their titles, what both say and what that is together."""
    rows = []
    for sense in ("better", "no-worse", "worse", "effort"):
        found = [figure for figure in figures if figure["sense"] == sense]
        if found:
            outcome = _outcome(sense, stories["points"])
            hidden = [figure["title"] for figure in found if figure["underreported"]]
            rows.append(
                {
                    "figures": [figure["title"] for figure in found],
                    "say": _senses()[sense],
                    "stories": _points()[stories["points"]],
                    "outcome": outcome,
                    "words": _words()[outcome],
                    "underreported": hidden,
                }
            )
    return rows


def _outcome(sense: str, points: str) -> str:
    if points in ("silent", "not-counted", "too-few"):
        return points
    if sense == "effort" or points == "mixed":
        return "open"
    if sense == "no-worse":
        return "contradict" if points == "worse" else "agree"
    return "agree" if sense == points else "contradict"


def _senses() -> dict[str, str]:
    return {
        "better": _("het gaat beter dan in het uitgangsjaar"),
        "no-worse": _("het bleef gelijk of ging beter"),
        "worse": _("het gaat slechter dan in het uitgangsjaar"),
        "effort": _("meer of minder registraties; dat kan ook inzet zijn"),
    }


def _points() -> dict[str, str]:
    return {
        "better": _("de meeste vertellers zeggen: het wordt beter"),
        "worse": _("de meeste vertellers zeggen: het wordt slechter"),
        "mixed": _("vertellers zien het verschillend"),
        "too-few": _("te weinig antwoorden om te tellen"),
        "silent": _("niemand vertelde hierover"),
        "not-counted": _("verhalen zijn nog niet geteld"),
    }


def _words() -> dict[str, str]:
    return {
        "agree": _("wijzen dezelfde kant op"),
        "contradict": _("spreken elkaar tegen"),
        "open": _("niet te vergelijken"),
        "too-few": _("nog niet te zeggen"),
        "silent": _("alleen cijfers; stilte betekent niet dat het goed gaat"),
        "not-counted": _("alleen cijfers; stilte betekent niet dat het goed gaat"),
    }

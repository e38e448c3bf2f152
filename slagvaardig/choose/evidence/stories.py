"""What stories say on a theme as data: published counts only, and where they point."""

from typing import Any

from slagvaardig.region.definitions import Theme
from slagvaardig.region.folder import Region
from slagvaardig.see.patterns.readings import Pattern, lead, newest, silence


def stories_on(region: Region, theme: Theme) -> dict[str, Any]:
    """total: None when it is withheld. answers: (text, number or None). points: better, worse, mixed, too-few, silent,
    or not-counted. quiet: municipalities from which nothing was heard on any subject."""
    pattern = newest(region, theme.slug)
    if pattern is None:
        return {"points": "not-counted", "lead": "", "total": None, "answers": [], "quiet": [], "first": "", "last": ""}
    whole = Pattern(region, pattern.made)
    answers = _direction(region, pattern)
    return {
        "points": _points(pattern.total, answers),
        "lead": lead(pattern),
        "silence": silence(whole),
        "total": pattern.total,
        "answers": [[text, number] for _way, text, number in answers],
        "quiet": [area.name for area in whole.silent],
        "first": pattern.made.first.isoformat(),
        "last": pattern.made.last.isoformat(),
    }


def _direction(region: Region, pattern: Pattern) -> list[tuple[str, str, int | None]]:
    """(way, text, number) of each answer to the first question that is about where things are going."""
    for question in region.telling.questions:
        if question.better and question.worse:
            return [
                (_way(slug, question.better, question.worse), text, pattern.number(question.slug, slug))
                for slug, text in question.options
            ]
    return []


def _way(slug: str, better: tuple[str, ...], worse: tuple[str, ...]) -> str:
    return "better" if slug in better else "worse" if slug in worse else "same"


def _points(total: int | None, answers: list[tuple[str, str, int | None]]) -> str:
    """Better or worse only when more than half of who answered say so; a number that is withheld decides nothing."""
    if total == 0:
        return "silent"
    numbers = [number for _way, _text, number in answers]
    if total is None or not answers or any(number is None for number in numbers):
        return "too-few"
    given = sum(number or 0 for number in numbers)
    if not given:
        return "silent"
    for way in ("better", "worse"):
        if 2 * sum(number or 0 for found, _text, number in answers if found == way) > given:
            return way
    return "mixed"

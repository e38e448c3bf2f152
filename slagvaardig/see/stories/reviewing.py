"""What somebody sees before he sends: as what his story will be kept, and which stories are like it."""

from typing import Any

from slagvaardig.region.current import current_region
from slagvaardig.see.stories.readings import in_words, like, place_in_words
from slagvaardig.see.stories.rules import FEWEST, Level, Told, kept_level, people_at, safe_levels


def reviewed(told: Told) -> dict[str, Any]:
    """For the page: levels to choose from (one when there is nothing to choose), and whether it had to be coarser."""
    region = current_region()
    kept = kept_level(region, told.role, told.area, told.theme, told.level)
    levels = safe_levels(region, told.role, told.area, told.theme)
    return {
        "told": told,
        "theme": region.themes[told.theme].title,
        "asked": place_in_words(role=told.role, area=told.area),
        "coarser": (kept.role, kept.area) != (told.role, told.area),
        "few": _few(people_at(region, told.role, told.area, told.theme)),
        "fewest": FEWEST,
        "levels": [(level.key, _in_words(level), level.key == kept.key) for level in levels],
        "kept": _in_words(kept),
        "safe": kept.is_safe,
        "answers": in_words(told.answers),
        "like": like(title=told.title, text=told.text, theme=told.theme),
    }


def _few(people: int | None) -> bool:
    """Whether the region knows how many people it could be; if not, the page says that nobody knows."""
    return people is not None


def _in_words(level: Level) -> str:
    return place_in_words(role=level.role, area=level.area)

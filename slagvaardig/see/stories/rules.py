"""When a teller could be recognised, and what is kept of him instead. Pure but for the region's own head counts."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.folder import Region
from slagvaardig.region.telling import Question
from slagvaardig.see.stories.models import READERS

FEWEST = 5
SHORTEST, LONGEST = 40, 4000
# Of a triad: which corner weighs most, or which two or three do.
PLACES = ("1", "2", "3", "12", "13", "23", "123")
_PLACE_KINDS = ("municipality", "district", "unit")


@dataclass(frozen=True)
class Told:
    """What somebody fills in. level: as what he wants it to be kept, when he was told that he could be recognised."""

    title: str
    text: str
    theme: str
    area: str
    readers: str
    role: str = ""
    answers: dict[str, object] = field(default_factory=dict)
    quotable: bool = False
    level: str = ""
    spared: Collection[str] = ()


@dataclass(frozen=True)
class Level:
    """As whom and from where a story is kept. people: how many that could be; None when nobody knows."""

    role: str
    area: str
    people: int | None

    @property
    def is_safe(self) -> bool:
        return self.people is not None and self.people >= FEWEST

    @property
    def key(self) -> str:
        """As a form names it."""
        return f"{self.role}@{self.area}"


def people_at(region: Region, role: str, area: str, theme: str) -> int | None:
    """How many people with a function work on a theme in an area; without a function: all of them together.

    None when the region does not say. For all together at least one person works for each partner in the area.
    """
    counts = region.telling.headcounts
    for key in ((role, area, theme), (role, area, "")):
        if key in counts:
            return counts[key]
    if role:
        return None
    return sum(1 for partner in region.partners if partner.area and area in _chain(region, partner.area))


def ladder(region: Region, role: str, area: str, theme: str) -> list[Level]:
    """What a story can be kept as, from the finest: with the function, each time in a larger area, then without."""
    places = [code for code in _chain(region, area) if _kind(region, code) in _PLACE_KINDS]
    roles = dict.fromkeys((role, ""))
    return [Level(name, code, people_at(region, name, code, theme)) for name in roles for code in places]


def safe_levels(region: Region, role: str, area: str, theme: str) -> list[Level]:
    """The finest level with the function and the finest without it at which enough people could have told it."""
    safe = [level for level in ladder(region, role, area, theme) if level.is_safe]
    finest: dict[str, Level] = {}
    for level in safe:
        finest.setdefault(level.role, level)
    with_function, without = finest.get(role), finest.get("")
    if with_function and without and without.area == with_function.area:
        return [with_function]  # leaving out the function would gain nothing
    return list(dict.fromkeys(level for level in (with_function, without) if level))


def kept_level(region: Region, role: str, area: str, theme: str, wanted: str = "") -> Level:
    """The level at which a story is kept: what the teller chose if that is safe, else the finest safe one. When none is
    safe, the whole region without a function; then nobody but the desk may read it."""
    safe = safe_levels(region, role, area, theme)
    chosen = next((level for level in safe if level.key == wanted), None)
    whole = _chain(region, area)[-1] if area else ""
    return chosen or (safe[0] if safe else Level("", whole, None))


def areas_to_tell_of(region: Region, day: datetime.date) -> list[Area]:
    """The areas that a form offers: the region, its districts and the municipalities that exist, in order of name."""
    found = [area for kind in reversed(_PLACE_KINDS) for area in _named(region, kind, day)]
    return [area for area in found if area.kind != "municipality" or area.parent]


def allowed_answers(question: Question) -> dict[str, str]:
    """(value, text) of everything that may be answered; of a triad its corners, its sides and its middle."""
    if question.kind != "triad":
        return dict(question.options)
    words = [text for _slug, text in question.options]
    named = {place: " + ".join(words[int(corner) - 1] for corner in place) for place in PLACES[:-1]}
    return {**named, PLACES[-1]: str(_("Alle drie even sterk"))}


def require_sound(region: Region, told: Told, day: datetime.date) -> None:
    """ValidationError with what is missing or unknown, per field."""
    wrong: dict[str, str | Promise] = {}
    if not SHORTEST <= len(told.text.strip()) <= LONGEST:
        wrong["text"] = _("Vertel het in %(least)s tot %(most)s tekens.") % {"least": SHORTEST, "most": LONGEST}
    sound = {
        "title": bool(told.title.strip()),
        "theme": told.theme in region.themes,
        "area": told.area in {area.code for area in areas_to_tell_of(region, day)},
        "role": not told.role or region.telling.function(told.role) is not None,
        "readers": told.readers in READERS,
    }
    wrong |= {name: _MISSING for name, good in sound.items() if not good}
    known = {question.slug: allowed_answers(question) for question in region.telling.questions}
    for slug, given in told.answers.items():
        values = given if isinstance(given, list) else [given] if given else []
        if slug not in known or any(value not in known[slug] for value in values):
            wrong["answers"] = _("Dit antwoord kennen wij niet.")
    if wrong:
        raise ValidationError({field: [str(message)] for field, message in wrong.items()})


_MISSING = gettext_lazy("Vul dit in.")


def _chain(region: Region, code: str) -> list[str]:
    """The area and what it lies in, up to the region itself."""
    found: list[str] = []
    while (area := region.areas.get(code)) and area.kind != "country":
        found.append(code)
        code = area.parent
    return found


def _kind(region: Region, code: str) -> str:
    area = region.areas.get(code)
    return area.kind if area else ""


def _named(region: Region, kind: str, day: datetime.date) -> list[Area]:
    return sorted((area for area in region.areas.of_kind(kind) if area.exists(day)), key=lambda area: area.name)

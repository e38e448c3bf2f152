"""What a region says in its files, as frozen dataclasses. The names of their fields are the keys in TOML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

DIRECTIONS = ("lower_is_better", "higher_is_better", "none")
FORMS = ("count", "proportion", "mean")
FREQUENCIES = ("year", "quarter", "month")
STATUSES = ("final", "provisional", "unknown")
THEME_KINDS = ("regional", "district", "basis")
# Words about a trend; "" where its source does not say. What they mean is in `see/trends/scales.py`.
TREND_LEVELS = ("", "national", "regional", "district", "local")
TREND_DIRECTIONS = ("", "grows", "shrinks", "changes")
TREND_KNOWN = ("", "measured", "likely", "signals")
TREND_EXPECTED = ("", "almost-certain", "likely", "even", "unlikely")


@dataclass(frozen=True)
class Source:
    """A table of a publisher and how to read it. rounding: what the publisher rounds to; recast: all years are given on
    the boundaries of `division`."""

    slug: str
    title: str
    publisher: str
    table: str
    connector: str
    licence: str
    attribution: str
    frequency: str
    columns: Mapping[str, Any]
    measures: Mapping[str, Any]
    url: str = ""
    page: str = ""
    rounding: int = 1
    status_default: str = "unknown"
    recast: bool = False
    division: int | None = None
    note: str = ""
    files: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Series:
    """One run of figures from one source. kinds are added up; a withheld part makes the sum withheld."""

    id: str
    source: str
    label: str
    measure: str
    kinds: tuple[str, ...]
    frequency: str = "year"
    level_note: str = ""


@dataclass(frozen=True)
class Break:
    """A known break. at: the first period after it ('2020' or '2020-03'); series: which it concerns, all when empty."""

    at: str
    word: str
    why: str
    series: tuple[str, ...] = ()


@dataclass(frozen=True)
class Indicator:
    """What is measured, why, and what it cannot say. margin: how much above the baseline still counts as stable;
    underreported: most of it is never reported, so that a low figure says little."""

    slug: str
    title: str
    subject: str
    question: str
    definition: str
    why: str
    direction: str
    form: str
    unit: str
    themes: tuple[str, ...]
    blind_spot: str
    not_to_conclude: tuple[str, ...]
    owner: str
    next_review: date
    per: int = 1
    per_word: str = ""
    denominator: str = ""
    baseline: int | None = None
    margin: float = 0.05
    order: int = 100
    fill: str = ""
    underreported: bool = False
    series: tuple[Series, ...] = ()
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True)
class Theme:
    """A subject of the strategy or of daily work; districts: the codes for which a district theme was chosen."""

    slug: str
    title: str
    short: str
    task: str
    kind: str
    order: int = 100
    districts: tuple[str, ...] = ()
    ambitions: tuple[str, ...] = ()
    blind_spot: str = ""
    message_none: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the strategy in own plain words, with where it stands in the document."""

    id: str
    title: str
    text: str
    page: str = ""


@dataclass(frozen=True)
class Ambition:
    """A sentence of the strategy that can be checked. professional: what only stories can tell of it."""

    id: str
    text: str
    theme: str = ""
    indicators: tuple[str, ...] = ()
    professional: str = ""
    baseline_year: int | None = None


LEVELS = ("national", "regional", "district", "local")


@dataclass(frozen=True)
class Planned:
    """A priority as a strategy or plan names it. owner: the slug of the body or partner whose priority it is; empty for
    the national agenda, which is nobody's here. adopted: when, where the strategy says so."""

    id: str
    title: str
    level: str
    owner: str = ""
    text: str = ""
    theme: str = ""
    source: str = ""
    adopted: date | None = None


@dataclass(frozen=True)
class Strategy:
    """The strategy of a region: its period, principles, sections, ambitions and priorities."""

    title: str
    period: str
    adopted: str
    source: str
    sections: tuple[Section, ...]
    ambitions: tuple[Ambition, ...]
    principles: tuple[Section, ...] = ()
    priorities: tuple[Planned, ...] = ()


@dataclass(frozen=True)
class Denominator:
    """Which table gives the number that rates are counted per."""

    source: str
    measure: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Partner:
    """An organisation in the coalition; area is the code of the area it governs, when it governs one."""

    slug: str
    name: str
    kind: str
    area: str = ""
    source: str = ""


@dataclass(frozen=True)
class Body:
    """A table at which partners meet. most_priorities: how many it agreed to carry at once, 0 without agreement;
    silence_agrees: whether who does not answer a written round in time counts as agreeing."""

    slug: str
    name: str
    kind: str
    who: str
    rhythm: str = ""
    role: str = ""
    area: str = ""
    source: str = ""
    most_priorities: int = 0
    silence_agrees: bool = False


@dataclass(frozen=True)
class Office:
    """An office (ambt) of a partner, never a person; seats: "circle:role" for each table at which it sits."""

    slug: str
    title: str
    partner: str
    seats: tuple[tuple[str, str], ...]
    source: str = ""


@dataclass(frozen=True)
class Persona:
    """Somebody invented, for looking around in a fictional region: a function with offices and roles.

    tries: what a visitor may try as this person.
    """

    slug: str
    name: str
    does: str
    tries: str = ""
    offices: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    site: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trend:
    """A development that the region sees coming. expects: what it will do; practice: what professionals say of it.

    since, until: a year or a month ("2018-03"). publications: "title | publisher | date | address" each, of which only
    the title must be there. Empty is what the source does not say.
    """

    slug: str
    title: str
    text: str = ""
    source: str = ""
    themes: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    publications: tuple[str, ...] = ()
    expects: str = ""
    practice: str = ""
    level: str = ""
    direction: str = ""
    known: str = ""
    expected: str = ""
    since: str = ""
    until: str = ""

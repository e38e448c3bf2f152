"""The published counts as tables and sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from slagvaardig.act.barriers.workflow import KINDS
from slagvaardig.act.numbers.counting import ROUNDED_TO
from slagvaardig.act.numbers.models import Published
from slagvaardig.region.current import current_region
from slagvaardig.see.answering.readings import in_words
from slagvaardig.stats.first_answers import FirstAnswers
from slagvaardig.web import writing
from slagvaardig.web.blocks import Cell, Column, Row, Table

_FIRST = "first_answer_"


@dataclass(frozen=True)
class Short:
    """The counts of the whole region. on: of which day, None when nobody counted yet."""

    on: date | None
    numbers: Mapping[str, int | None]

    def words(self, measure: str) -> str:
        return amount(self.numbers.get(measure))

    @property
    def raised(self) -> str:
        return self.words("raised")

    @property
    def felt(self) -> str:
        return self.words("felt")

    @property
    def time_out(self) -> str:
        return self.words("time_out")

    @property
    def open(self) -> str:
        return self.words("open")

    @property
    def returned(self) -> str:
        return self.words("returned")

    @property
    def hours_back(self) -> str:
        return self.words("hours_back")

    @property
    def hours_open(self) -> str:
        return self.words("hours_open")

    @property
    def answering(self) -> list[str]:
        """How soon whoever raised one had a first answer, in sentences."""
        told = {name.removeprefix(_FIRST): number for name, number in self.numbers.items() if name.startswith(_FIRST)}
        return in_words(FirstAnswers(**told) if told else None)  # type: ignore[arg-type]


def amount(number: int | None) -> str:
    """A rounded count in words: below ROUNDED_TO nobody is told whether it is nothing or a few."""
    if number is None:
        return _("minder dan %(number)s") % {"number": ROUNDED_TO}
    return _("ongeveer %(number)s") % {"number": writing.number(number)}


def in_short() -> Short:
    rows = list(Published.objects.by("total"))
    return Short(max((row.on for row in rows), default=None), {row.measure: row.number for row in rows})


def of_theme(slug: str) -> str:
    """How many barriers were raised on a theme, in words that tell nothing of a circle."""
    found = {row.measure: row.number for row in Published.objects.of_theme(slug)}
    return amount(found.get("raised"))


_MEASURES = ("raised", "open", "felt", "time_out", "hours_back", "hours_open")


def tables() -> list[Table]:
    """Per theme, per kind, and per step of the ladder."""
    region = current_region()
    themes = [(slug, theme.title) for slug, theme in region.themes.items()]
    kinds = [(slug, str(title)) for slug, title in KINDS.items()]
    steps = [(step.slug, step.name) for step in region.ladder.steps]
    return [
        _table("theme", _("Drempels per thema"), _("Thema"), themes),
        _table("kind", _("Drempels naar waar het in zit"), _("Soort"), kinds),
        _table("step", _("Op welke stap van de ladder drempels staan, of weggingen"), _("Stap"), steps),
    ]


def _table(what: str, caption: str, heading: str, keys: list[tuple[str, str]]) -> Table:
    known = {(row.key, row.measure): row.number for row in Published.objects.by(what)}
    titles = (
        _("gemeld"),
        _("nog niet weg"),
        _("weg en gemerkt"),
        _("gesloten zonder antwoord"),
        _("uren per maand terug"),
        _("uren per maand nog kwijt"),
    )
    rows = tuple(
        Row(title, tuple(Cell(amount(known.get((key, measure)))) for measure in _MEASURES)) for key, title in keys
    )
    note = _("Elk getal is apart afgerond op %(number)s. Daarom tellen kolommen niet precies op.") % {
        "number": ROUNDED_TO
    }
    return Table(f"per-{what}", caption, heading, tuple(Column(title) for title in titles), rows, note)

"""The published counts in tables and sentences. A small number is withheld; nothing heard is said, never shown as 0."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.folder import Region
from slagvaardig.region.telling import Question
from slagvaardig.see.answering.readings import in_words
from slagvaardig.see.patterns.models import Patterns
from slagvaardig.see.patterns.table import ELSEWHERE, NO_ANSWER, TOTAL
from slagvaardig.see.stories.rules import allowed_answers
from slagvaardig.stats.first_answers import FirstAnswers
from slagvaardig.web import writing
from slagvaardig.web.blocks import Cell, Column, Row, Table, figure_cell

_NOTE = gettext_lazy(
    "Aantallen onder de vijf laten wij weg, en soms een tweede getal zodat het eerste niet uit te rekenen is."
    " Een streepje: hierover vertelde niemand ons iets. Dat betekent niet dat er niets speelt."
)


@dataclass(frozen=True)
class Pattern:
    """One publication, for one theme or for all of them (theme "")."""

    region: Region
    made: Patterns
    theme: str = TOTAL

    @cached_property
    def cells(self) -> dict[tuple[str, str, str], int | None]:
        return {(theme, what, value): number for theme, what, value, number in self.made.content["cells"]}

    def number(self, what: str = TOTAL, value: str = TOTAL, theme: str | None = None) -> int | None:
        """None when it is withheld, or of something that was not counted yet."""
        return self.cells.get((self.theme if theme is None else theme, what, value))

    @property
    def total(self) -> int | None:
        return self.number()

    @property
    def silent(self) -> list[Area]:
        """Municipalities of which no story is known. That of a small one may be counted under its district."""
        towns = [area for area in self.region.areas.of_kind("municipality", self.made.last) if area.parent]
        return sorted(
            (area for area in towns if self.number("town", area.code, TOTAL) == 0), key=lambda area: area.name
        )

    @property
    def unheard(self) -> list[str]:
        """Themes about which nobody told anything."""
        return [theme.title for slug, theme in self.region.themes.items() if self.number(theme=slug) == 0]

    @property
    def answers(self) -> FirstAnswers | None:
        """How long tellers waited for a first answer; None when there are too few of them."""
        told = self.made.content.get("answers")
        return FirstAnswers(**told) if told else None


def lead(pattern: Pattern) -> str:
    """The whole in one sentence."""
    period = _("van %(first)s tot en met %(last)s") % {
        "first": writing.day(pattern.made.first),
        "last": writing.day(pattern.made.last),
    }
    if pattern.total == 0:
        return _("Over dit onderwerp vertelde niemand ons iets, %(period)s.") % {"period": period}
    if pattern.total is None:
        return _("Wij hoorden te weinig verhalen om een aantal te noemen, %(period)s.") % {"period": period}
    text = ngettext("%(n)s verhaal, %(period)s.", "%(n)s verhalen, %(period)s.", pattern.total)
    return text % {"n": writing.number(pattern.total), "period": period}


def answering(pattern: Pattern | None) -> list[str]:
    """How soon whoever told something had an answer; nothing as long as nobody counted."""
    return in_words(pattern.answers) if pattern and "answers" in pattern.made.content else []


def silence(pattern: Pattern) -> str:
    """From how many municipalities nothing was heard; never that all is well there."""
    count = len(pattern.silent)
    if not count:
        return _("Van elke gemeente hoorden wij iets, of te weinig om te noemen.")
    text = ngettext("Van %(n)s gemeente hoorden wij niets.", "Van %(n)s gemeenten hoorden wij niets.", count)
    return text % {"n": count}


def tables(pattern: Pattern) -> list[Table]:
    """By theme or answer, by area, by quarter."""
    found = [] if pattern.theme else [_themes(pattern)]
    found += [_answers(pattern, question) for question in pattern.region.telling.questions]
    return [*found, _places(pattern), _quarters(pattern)]


def _themes(pattern: Pattern) -> Table:
    scales = [one for one in pattern.region.telling.questions if one.kind == "scale"][:1]
    columns = (Column(_("verhalen")), *(Column(text) for one in scales for text in allowed_answers(one).values()))
    rows = tuple(
        Row(
            theme.title,
            (
                _cell(pattern.number(theme=slug)),
                *(_cell(pattern.number(one.slug, value, slug)) for one in scales for value in allowed_answers(one)),
            ),
            href=f"?thema={slug}",
        )
        for slug, theme in pattern.region.themes.items()
    )
    return Table("per-onderwerp", _("Waar verhalen over gaan"), _("onderwerp"), columns, rows, note=str(_NOTE))


def _answers(pattern: Pattern, question: Question) -> Table:
    several = question.kind == "several"
    offered = [*allowed_answers(question).items(), (NO_ANSWER, _("geen antwoord"))]
    values = [(question.slug, value, text) for value, text in offered]
    if several:
        values = [(f"{question.slug}:{value}", "ja", text) for value, text in question.options]
    rows = tuple(Row(text, (_cell(pattern.number(what, value)),)) for what, value, text in values)
    return Table(
        f"vraag-{question.slug}", question.title, _("antwoord van de verteller"), (Column(_("verhalen")),), rows
    )


def _places(pattern: Pattern) -> Table:
    areas = pattern.region.areas
    rows = [
        Row(areas.name_of(code), (_cell(pattern.number("place", code)),), href=f"/verhalen?gebied={code}")
        for code in (area.code for area in areas.of_kind("district"))
    ]
    rows.append(Row(_("alleen bekend van de hele regio"), (_cell(pattern.number("place", ELSEWHERE)),)))
    return Table("per-district", _("Waar het speelt"), _("district"), (Column(_("verhalen")),), tuple(rows))


def _quarters(pattern: Pattern) -> Table:
    rows = tuple(
        Row(writing.period(one), (_cell(pattern.number("quarter", one)),)) for one in pattern.made.content["quarters"]
    )
    return Table("per-kwartaal", _("Wanneer het speelde"), _("kwartaal"), (Column(_("verhalen")),), rows)


def _cell(number: int | None) -> Cell:
    """Nothing heard is a dash with a word for who hears the page."""
    return Cell("\N{EN DASH}") if number == 0 else figure_cell(number)


def newest(region: Region, theme: str = TOTAL) -> Pattern | None:
    made = Patterns.objects.newest()
    return Pattern(region, made, theme) if made else None

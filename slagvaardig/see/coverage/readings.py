"""Who was heard and where nobody was, as a page says it; what came of a round. Silence is said, never read as fine."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.models import HARVESTED, Harvest, Note, Quote
from slagvaardig.see.coverage.counting import ALL
from slagvaardig.see.coverage.models import Coverage
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.rounds.rules import areas_asked, functions_of
from slagvaardig.web.blocks import Cell, Column, Row, Table, figure_cell


@dataclass(frozen=True)
class Covered:
    """silent: municipalities that were asked and from which nobody was heard. unsaid: those of which it is not said,
    because few were. people, conversations: of the whole round; None when that would be too few."""

    silent: tuple[str, ...]
    unsaid: tuple[str, ...]
    people: int | None
    conversations: int | None
    table: Table | None
    counted: bool

    @property
    def silence(self) -> str:
        """The sentence that stands above everything else."""
        if not self.counted:
            return _("Er is nog niets geteld. Dat betekent niet dat er niets speelt.")
        if not self.silent:
            heard = _("Van elke gevraagde gemeente hoorden wij iemand, of het waren er te weinig om te zeggen.")
            return heard if self.unsaid else _("Van elke gevraagde gemeente hoorden wij iemand.")
        number = len(self.silent)
        least = _("ten minste ") if self.unsaid else ""
        text = ngettext(
            "Van %(least)s%(number)s gemeente hoorden wij niets. Dat is geen goed nieuws: wij weten er niets van.",
            "Van %(least)s%(number)s gemeenten hoorden wij niets. Dat is geen goed nieuws: wij weten er niets van.",
            number,
        )
        return text % {"least": least, "number": number}


@dataclass(frozen=True)
class Trend:
    """A trend that was named in conversations. slug: of a trend of the region; empty for a new one."""

    slug: str
    title: str
    conversations: int


@dataclass(frozen=True)
class Said:
    """What was said about one question, without who, when and in which conversation."""

    question: str
    notes: tuple[tuple[Note, str], ...]


def covered(round: Round) -> Covered:
    """Who was heard in a round, as it was last counted."""
    return _covered(round, Coverage.objects.of_round(round))


def covered_by(rounds: list[Round]) -> list[tuple[Round, Covered]]:
    """The same for several, asked at once."""
    found = {one.round_id: one for one in Coverage.objects.of_rounds(rounds)}
    return [(round, _covered(round, found.get(round.pk))) for round in rounds]


def _covered(round: Round, found: Coverage | None) -> Covered:
    region = current_region()
    asked = areas_asked(region, round.asked, round.first)
    if found is None:
        return Covered((), (), None, None, None, counted=False)
    cells = {(area, role): number for area, role, number in found.content["cells"]}
    silent = [code for code in asked if cells.get((code, ALL), 0) == 0]
    unsaid = [code for code in asked if cells.get((code, ALL), 0) is None]
    named = region.areas.name_of
    return Covered(
        silent=tuple(sorted(map(named, silent))),
        unsaid=tuple(sorted(map(named, unsaid))),
        people=cells[(ALL, ALL)],
        conversations=found.content["conversations"],
        table=_table(round, cells, found.content["held"], asked),
        counted=True,
    )


def came_of(round: Round) -> list[tuple[str, int]]:
    """(what, how many) of what was made of the notes of a round, as it was last counted."""
    found = Coverage.objects.of_round(round)
    count = found.content["came_of"] if found else {}
    return [(str(title), count[kind]) for kind, title in HARVESTED.items() if count.get(kind)]


def made_in(round: Round) -> list[Harvest]:
    """Each of them, for whoever sees the circle."""
    return list(Harvest.objects.of_round(round).done_ones())


def trends_in_conversations() -> list[Trend]:
    """Every trend that was named in a conversation that was laid open, over all rounds: for an inventory of trends.
    Everybody who works for a partner may know; others get none."""
    count: Counter[tuple[str, str]] = Counter()
    for content in Coverage.objects.values_list("content", flat=True):
        for one in content.get("trends", ()):
            count[one["trend"], one["title"]] += one["conversations"]
    return [Trend(slug, title, number) for (slug, title), number in count.most_common()]


def notes_of(round: Round) -> QuerySet[Note]:
    """What the circle may read, those about one question together."""
    return Note.objects.of_round(round).opened_ones().order_by("number", "pk")


def said_in(round: Round, some: Iterable[Note] | None = None) -> list[Said]:
    """What the circle may read, per question in order. some: only these notes."""
    notes: dict[int, list[Note]] = {}
    for note in notes_of(round) if some is None else some:
        notes.setdefault(note.number, []).append(note)
    asked = [*enumerate(round.asks, 1), (0, _("Wat verder naar voren kwam"))]
    return [Said(question, _placed(notes.get(number, []))) for number, question in asked]


def quotes_of(round: Round) -> list[tuple[Quote, str]]:
    """Quotes that their speakers approved and that were laid open; nobody sees another here, not even whoever wrote it
    down: he would think that others see it too."""
    found = Quote.objects.of_round(round).opened_ones().approved_ones()
    return [(quote, _named(quote.area)) for quote in found]


def _placed(notes: list[Note]) -> tuple[tuple[Note, str], ...]:
    return tuple((note, _named(note.area)) for note in notes)


def _named(code: str) -> str:
    return current_region().areas.name_of(code)


def _table(
    round: Round, cells: dict[tuple[str, str], int | None], held: dict[str, int | None], asked: list[str]
) -> Table:
    region = current_region()
    wanted = {role for role, _partner in round.asked}
    roles = [(slug, title) for slug, title in functions_of(region) if slug in wanted or cells.get((ALL, slug))]
    wider = [code for code in held if code not in asked and cells.get((code, ALL), 0) != 0]
    columns = (Column(_("gesprekken")), Column(_("mensen")), *(Column(title) for _slug, title in roles))
    rows = []
    for code in [*sorted(asked, key=_named), *wider]:
        numbers = [_cell(cells.get((code, slug), 0)) for slug, _title in roles]
        rows.append(Row(_named(code), (_cell(held.get(code)), _cell(cells.get((code, ALL), 0)), *numbers)))
    note = _("Leeg is niet nul: dan waren het er te weinig om te zeggen. Nul betekent dat wij daar niemand hoorden.")
    return Table("gehoord", _("Hoeveel mensen wij hoorden"), _("gebied"), columns, tuple(rows), note)


def _cell(number: int | None) -> Cell:
    return figure_cell(number)

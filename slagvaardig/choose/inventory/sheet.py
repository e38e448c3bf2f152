"""A whole round as one spreadsheet: the template to hand out, and what was filled in, with a place for every fault.

One sheet, whichever program made it. A row names a partner and then a topic, a role with hours, a question to the
region, or several of these at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.inventory.rules import Filled, Pick, faults_in, kinds_of_partners
from slagvaardig.region.areas.geography import normalised
from slagvaardig.region.current import current_region
from slagvaardig.see.connectors import workbooks
from slagvaardig.see.connectors.reading import ReadProblem
from slagvaardig.see.connectors.text_files import read_table
from slagvaardig.trust.textguard.guard import found_in, sentence

SHEET = "Inventarisatie"
PARTNER, TOPIC, PLACE, POINTS, WHY = "partner", "onderwerp", "plaats", "punten", "motivering"
PLAN, PLAN_ON, ROLE, HOURS, ASKS = "bronplan", "datum bronplan", "rol", "uren per kwartaal", "vraag aan de regio"
MOST_LINES = 5_000
_FORMULA = ("=", "'=", "'@", "'+")  # in CSV; with a mark when it was made harmless on its way in


def headings(found: Round) -> tuple[str, ...]:
    """The columns of the sheet of a round."""
    return PARTNER, TOPIC, PLACE if found.ranks else POINTS, WHY, PLAN, PLAN_ON, ROLE, HOURS, ASKS


@dataclass(frozen=True)
class SheetFault:
    """Something wrong in a file: on which sheet, in which row and column, what it is and what to do about it."""

    sheet: str
    row: int
    column: str
    message: str

    @property
    def place(self) -> str:
        """Where, in words."""
        parts = [self.sheet, _("rij %(row)s") % {"row": self.row} if self.row else "", self.column]
        return ", ".join(part for part in parts if part)


@dataclass
class _Partner:
    """What was read of one partner so far. rows: of each topic and role the row on which it stands."""

    first: int
    picks: list[Pick] = field(default_factory=list)
    hours: dict[str, int] = field(default_factory=dict)
    asks: str = ""
    rows: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """What a file says. filled: per partner; worth nothing as long as there are faults."""

    filled: Mapping[str, Filled]
    faults: tuple[SheetFault, ...]


def read_sheet(file: Path, found: Round) -> Sheet:
    """Everything in a file, or every fault in it with its place. Loads nothing."""
    try:
        table = _table(file)
    except ReadProblem as problem:
        facts = {"expected": problem.expected, "found": problem.found, "remedy": problem.remedy}
        message = _("Verwacht: %(expected)s; gevonden: %(found)s. %(remedy)s") % facts
        return Sheet({}, (SheetFault(SHEET, 0, problem.place, message),))
    name, rows = (SHEET if file.suffix != ".csv" else file.name), list(table)
    if not rows:
        message = _("Dit blad is leeg. Haal het sjabloon op en vul het in.")
        return Sheet({}, (SheetFault(name, 0, "", message),))
    (_line, head), *rest = rows
    wanted, own = headings(found), [normalised(text) for text in head]
    if missing := [one for one in wanted if one not in own]:
        message = _("Kolom „%(name)s” ontbreekt. Gebruik de koppen van het sjabloon.")
        return Sheet({}, tuple(SheetFault(name, 1, one, message % {"name": one}) for one in missing))
    return _Reader(name, found, {one: own.index(one) for one in wanted}).read(rest)


def _table(file: Path) -> Sequence[tuple[int, tuple[str, ...]]]:
    if file.suffix.lower() == ".xlsx":
        return workbooks.read_xlsx(file, SHEET).rows
    if file.suffix.lower() == ".ods":
        return workbooks.read_ods(file, SHEET).rows
    return read_table(file).rows


class _Reader:
    """Goes through the rows once and keeps every fault."""

    def __init__(self, sheet: str, found: Round, columns: Mapping[str, int]) -> None:
        region = current_region()
        self.sheet, self.round, self.columns = sheet, found, columns
        self.kinds = kinds_of_partners()
        slugs = {one.slug: one for one in region.partners if one.slug in self.kinds}
        self.partners = _by_name({slug: one.name for slug, one in slugs.items()})
        self.topics = _by_name({one.slug: one.title for one in region.inventory.topics})
        self.roles = _by_name({one.slug: one.title for one in region.inventory.roles})
        self.read_so_far: dict[str, _Partner] = {}
        self.faults: list[SheetFault] = []

    def read(self, rows: Sequence[tuple[int, tuple[str, ...]]]) -> Sheet:
        if len(rows) > MOST_LINES:
            self.fault(
                0, "", _("Meer dan %(most)s rijen. Lever alleen deze inventarisatie aan.") % {"most": MOST_LINES}
            )
            return Sheet({}, tuple(self.faults))
        for number, row in rows:
            self.line(number, {name: row[at].strip() if at < len(row) else "" for name, at in self.columns.items()})
        filled = {slug: Filled(tuple(one.picks), one.hours, one.asks) for slug, one in self.read_so_far.items()}
        if not filled and not self.faults:
            self.fault(0, "", _("Onder de koppen staat niets. Vul ten minste één partner in."))
        for slug, content in filled.items():
            self.whole(slug, content)
        return Sheet(filled, tuple(sorted(self.faults, key=lambda one: one.row)))

    def line(self, number: int, row: Mapping[str, str]) -> None:
        if not any(value for name, value in row.items() if name not in (PARTNER, ROLE)):
            return  # a partner whose row of the template was left as it was
        if formulas := [name for name, value in row.items() if value.startswith(_FORMULA)]:
            for name in formulas:
                self.fault(number, name, _("Hier staat een formule. Plak de waarde in plaats van de formule."))
            return
        slug = self.named(number, row, PARTNER, self.partners, _("Schrijf de naam zoals in het sjabloon."))
        if not slug:
            return
        own = self.read_so_far.setdefault(slug, _Partner(number))
        if row[TOPIC] or row[PLACE if self.round.ranks else POINTS]:
            self.pick(number, row, own)
        if row[ROLE] or row[HOURS]:
            self.offer(number, row, own)
        if row[ASKS]:
            self.guard(number, ASKS, row[ASKS])
            own.asks = "\n".join(filter(None, (own.asks, row[ASKS])))

    def pick(self, number: int, row: Mapping[str, str], own: _Partner) -> None:
        column = PLACE if self.round.ranks else POINTS
        slug = self.named(number, row, TOPIC, self.topics, _("Kies uit de lijst in het sjabloon."))
        amount = self.whole_number(number, column, row[column])
        if slug in own.rows:
            facts = {"row": own.rows[slug]}
            self.fault(number, TOPIC, _("Dit onderwerp staat voor deze partner ook op rij %(row)s.") % facts)
        elif slug and amount is not None:
            own.rows[slug] = number
            given = {"place": amount} if self.round.ranks else {"points": amount}
            on = self.day(number, row[PLAN_ON])
            for name in (WHY, PLAN):
                self.guard(number, name, row[name])
            own.picks.append(Pick(slug, motivation=row[WHY], plan=row[PLAN], plan_on=on, **given))

    def offer(self, number: int, row: Mapping[str, str], own: _Partner) -> None:
        slug = self.named(number, row, ROLE, self.roles, _("Kies uit de lijst in het sjabloon."))
        hours = self.whole_number(number, HOURS, row[HOURS])
        if slug in own.hours:
            self.fault(number, ROLE, _("Deze rol staat voor deze partner twee keer. Laat één rij staan."))
        elif slug and hours is not None:
            own.hours[slug] = hours
            own.rows[f"role:{slug}"] = number

    def whole(self, slug: str, content: Filled) -> None:
        """What is wrong with everything of one partner together, each at the row that it is about."""
        own = self.read_so_far[slug]
        if any(fault.row in own.rows.values() or fault.row == own.first for fault in self.faults):
            return  # first the rows themselves: what they add up to is not known yet
        for fault in faults_in(content, self.round, self.kinds[slug], complete=True):
            kind, _colon, rest = fault.where.partition(":")
            row = own.rows.get(rest if kind == "topic" else fault.where, own.first)
            column = {"topic": PLACE if self.round.ranks else POINTS, "role": HOURS, "asks": ASKS}.get(kind, "")
            self.fault(row, column, fault.message)

    def named(self, number: int, row: Mapping[str, str], column: str, known: Mapping[str, str], remedy: str) -> str:
        text = row[column]
        if not text:
            self.fault(number, column, _("Hier staat niets. %(remedy)s") % {"remedy": remedy})
        elif normalised(text) not in known:
            facts = {"text": text[:60], "remedy": remedy}
            self.fault(number, column, _("„%(text)s” kennen wij niet. %(remedy)s") % facts)
        return known.get(normalised(text), "")

    def whole_number(self, number: int, column: str, text: str) -> int | None:
        if text.isascii() and text.isdigit() and len(text) < 7:
            return int(text)
        shown = _("niets") if not text else f"„{text[:20]}”"
        self.fault(number, column, _("Geef een heel getal van 0 of meer; er staat %(text)s.") % {"text": shown})
        return None

    def day(self, number: int, text: str) -> date | None:
        if not text:
            return None
        for form in (text, "-".join(reversed(text.split("-")))):
            try:
                return date.fromisoformat(form)
            except ValueError:
                continue
        facts = {"text": text[:20]}
        self.fault(number, PLAN_ON, _("„%(text)s” is geen datum. Schrijf bijvoorbeeld 2026-12-31.") % facts)
        return None

    def guard(self, number: int, column: str, text: str) -> None:
        if found := found_in(text):
            self.fault(number, column, sentence(found))

    def fault(self, number: int, column: str, message: str) -> None:
        at = f"{get_column_letter(self.columns[column] + 1)} ({column})" if column in self.columns else column
        self.faults.append(SheetFault(self.sheet, number, at, message))


def _by_name(titles: Mapping[str, str]) -> dict[str, str]:
    """Slugs by their slug and by their title, in any spelling of capitals and accents."""
    return {normalised(name): slug for slug, title in titles.items() for name in (slug, title)}


def rows_of_template(found: Round, partners: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The rows of the template: the headings, then each partner with a row per topic and per role to fill in."""
    yield headings(found)
    inventory, kinds = current_region().inventory, kinds_of_partners()
    names = {one.slug: one.name for one in current_region().partners}
    empty = ("",) * len(headings(found))
    for slug in partners:
        for _number in range(found.most):
            yield (names[slug], *empty[1:])
        for role in inventory.roles_of(kinds[slug]):
            yield (names[slug], *empty[1:6], role.title, "", "")

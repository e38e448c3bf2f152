"""What the components of the page kit take. A page makes these; the templates in `components/` show them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.utils.safestring import SafeString

from slagvaardig.web import writing

CellState = Literal["", "withheld", "absent", "provisional", "uncertain"]
Status = Literal["final", "provisional", "unknown"]
Verdict = Literal["", "better", "similar", "worse", "not_comparable", "fallen", "kept", "held", "risen", "unclear"]


@dataclass(frozen=True)
class Crumb:
    """One step of the way back; the page itself has no `href`."""

    title: str
    href: str = ""


@dataclass(frozen=True)
class Column:
    title: str
    numeric: bool = True


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, already written in the language of the page."""

    text: str
    state: CellState = ""
    href: str = ""


@dataclass(frozen=True)
class Row:
    head: str
    cells: tuple[Cell, ...]
    href: str = ""
    status: Status = "final"
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """`row_heading` names the first column; `key`, unique on the page, ties the caption to its scroll area."""

    key: str
    caption: str
    row_heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"{self.key}: row {row.head!r} has {len(row.cells)} cells, not {len(self.columns)}")

    @property
    def states(self) -> list[str]:
        """The special forms in this table, so that each is explained below it."""
        seen = {cell.state for row in self.rows for cell in row.cells} | {row.status for row in self.rows}
        return [state for state in ("withheld", "absent", "provisional", "uncertain") if state in seen]

    @property
    def long(self) -> bool:
        return len(self.rows) > 16


@dataclass(frozen=True)
class Waiting:
    """Something that waits for somebody: how many of which kind, since when the oldest, and where. Says nothing of what
    stands in it. text: what follows the number. of_office: it comes with a role, so whoever reads a mailbox may know;
    what is about somebody himself (what he told, raised or answers for himself) is never told by mail unasked.
    late: the day by which it should have been done has passed."""

    kind: str
    number: int
    text: str
    href: str
    since: date | None = None
    of_office: bool = False
    late: bool = False


@dataclass(frozen=True)
class Source:
    """One published table: who, which, when we fetched it and how final it is."""

    publisher: str
    table: str
    fetched: date | None
    status: Status = "final"
    href: str = ""
    vintage: date | None = None
    licence: str = ""


@dataclass(frozen=True)
class Figure:
    """A chart with everything that a reader needs to trust it.

    `title` is the message in one sentence; `wide` and `narrow` are the same chart drawn for a screen and for a phone
    (leave `narrow` empty when one drawing serves both). `csv` and `json` are addresses.
    """

    key: str
    title: str
    wide: SafeString
    sources: tuple[Source, ...]
    blind_spot: str
    table: Table | None = None
    narrow: SafeString = field(default_factory=SafeString)
    intro: str = ""
    csv: str = ""
    json: str = ""
    level: Literal[2, 3, 4] = 2


@dataclass(frozen=True)
class KeyNumber:
    """One figure, large. `value` is written already; `unit` says per what; `note` gives the period."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    status: Status = "final"
    state: CellState = ""
    verdict: Verdict = ""
    than: str = ""
    href: str = ""
    source: Source | None = None


def figure_cell(value: float | None, state: CellState = "", decimals: int = 0) -> Cell:
    """A figure as a cell. A missing value becomes "withheld" unless the state says otherwise; it never becomes 0."""
    if value is None:
        return Cell("", "absent" if state == "absent" else "withheld")
    return Cell(writing.number(value, decimals), state)

"""What every model keeps, why and how long: declared beside the model. The register, the retention page, the rules of
the database and the nightly job all read this, so that what is promised and what is done cannot differ."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from slagvaardig.trust.privacy.processing import PROCESSINGS

Text = str | Promise
Deed = Literal["delete", "anonymise"]


@dataclass(frozen=True)
class After:
    """A row goes when `years` and `days` have passed since the day or moment in column `field`; `since` says in words
    what that is. also: a further condition on its columns, in SQL, such as that it was not made anonymous yet."""

    field: str
    since: Text
    years: int = 0
    days: int = 0
    deed: Deed = "delete"
    also: str = ""

    @property
    def interval(self) -> str:
        """The term as PostgreSQL writes it; it knows leap years."""
        return f"interval '{self.years} years {self.days} days'"

    def in_words(self) -> str:
        """Until when, for the pages."""
        years = ngettext("%(number)s jaar", "%(number)s jaar", self.years) % {"number": self.years}
        days = ngettext("%(number)s dag", "%(number)s dagen", self.days) % {"number": self.days}
        terms = [term for amount, term in ((self.years, years), (self.days, days)) if amount]
        if not terms:
            return gettext("tot en met %(moment)s") % {"moment": self.since}
        return gettext("tot %(term)s na %(moment)s") % {"term": ", ".join(terms), "moment": self.since}

    def afterwards(self) -> str:
        """What happens then, for the pages."""
        return gettext("wordt vernietigd") if self.deed == "delete" else gettext("naam en login worden gewist")


@dataclass(frozen=True)
class Along:
    """A row goes together with the row of `table` that its column `column` points to; `whole` names that in words."""

    table: str
    column: str
    whole: Text

    def in_words(self) -> str:
        return gettext("zo lang als %(whole)s") % {"whole": self.whole}

    def afterwards(self) -> str:
        return gettext("gaat tegelijk weg")


@dataclass(frozen=True)
class Never:
    """A row stays; `why` says in words why that harms nobody. Not allowed for what can be about a person."""

    why: Text

    def in_words(self) -> str:
        return gettext("zolang dit systeem bestaat")

    def afterwards(self) -> str:
        return str(self.why)


Ends = After | Along | Never


@dataclass(frozen=True)
class Counts:
    """What survives of destroyed rows: how many there were per month of `month_of` and per kind of circle; those for
    which the column `apart` is true are counted apart."""

    month_of: str
    circle: str
    apart: str


@dataclass(frozen=True)
class Privacy:
    """The declaration that each model carries as `privacy`.

    processing: a slug of PROCESSINGS. person: whether a row can be about a person at all; the coalition part holds none
    of citizens. in_backup: whether a backup holds it; if not, it need not be destroyed again after a restore.
    """

    keeps: Text
    why: Text
    processing: str
    ends: Ends
    person: bool = False
    in_backup: bool = True
    counts: Counts | None = None

    def __post_init__(self) -> None:
        if self.processing not in PROCESSINGS:
            raise LookupError(f"No processing is called {self.processing!r}: write it in privacy/processing.py first.")
        if self.person and isinstance(self.ends, Never):
            raise ValueError(f"What is about a person must end ({self.keeps}).")

    @property
    def until(self) -> str:
        """How long, in words; made from what the nightly job executes."""
        return self.ends.in_words()

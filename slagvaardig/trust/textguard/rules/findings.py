"""What the text guard can find, and how a found piece of text is described."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final


@dataclass(frozen=True)
class Kind:
    """instead: what may stand in its place, coarser. certain: not a matter of judgement."""

    slug: str
    instead: str
    certain: bool = True


# In the order in which one wins where two overlap.
KINDS: Final[dict[str, Kind]] = {
    kind.slug: kind
    for kind in (
        Kind("bsn", "[een burgerservicenummer]"),
        Kind("iban", "[een rekeningnummer]"),
        Kind("mail", "[een e-mailadres]"),
        Kind("phone", "[een telefoonnummer]"),
        Kind("address", "[een adres]"),
        Kind("postcode", "[een postcode]"),
        Kind("plate", "[een kenteken]"),
        Kind("name", "[een persoon]", certain=False),
    )
}
REMOVED: Final = "[weggelaten]"


@dataclass(frozen=True)
class Span:
    """A stretch of a text: from `start` up to, but not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """One piece of a text that may not stand there: what it looks like and where it is."""

    kind: Kind
    start: int
    end: int
    text: str

    @property
    def mark(self) -> str:
        """The same for the same words found as the same kind, wherever they stand: how a form names this finding."""
        return sha256(f"{self.kind.slug}\0{self.text}".encode("utf-8", "replace")).hexdigest()[:16]

"""One filled address, and what can be sent to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

Who = Callable[[str], bool]
Data = Mapping[str, object]


@dataclass(frozen=True)
class Act:
    """Something sent to an address, and who may do it. `does`: valid data of which the sender's name may matter."""

    label: str
    may: Who
    data: Callable[[str], Data]


@dataclass(frozen=True)
class Visit:
    """One filled address. `opens`: who gets a page; None where only sending is possible."""

    name: str
    filled: dict[str, object] = field(default_factory=dict)
    opens: Who | None = None
    acts: tuple[Act, ...] = ()
    way_in: bool = False  # a page for logging in: it answers everybody, and knows nothing of what lies inside

    @property
    def address(self) -> str:
        return reverse(self.name, kwargs=self.filled)


def everybody(_name: str) -> bool:
    return True

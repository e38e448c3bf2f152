"""Everything that can wait for somebody: one reading per subject. The first page and the mail by the clock ask here, so
that a new subject is told by both when it adds its line. A test names a reading that is missing."""

from collections.abc import Callable
from datetime import date
from typing import Final

from slagvaardig.act.barriers.readings import what_waits_for as barriers_for
from slagvaardig.choose.inventory.readings import what_waits_for as inventories_for
from slagvaardig.choose.overview.readings import what_waits_for as choices_for
from slagvaardig.see.conversations.readings import what_waits_for as conversations_for
from slagvaardig.see.pulse.readings import what_waits_for as pulse_for
from slagvaardig.see.scans.readings import what_waits_for as scans_for
from slagvaardig.see.stories.readings import what_waits_for as stories_for
from slagvaardig.see.trends.readings import what_waits_for as trends_for
from slagvaardig.trust.access.models import Person
from slagvaardig.web.blocks import Waiting

READINGS: Final[tuple[Callable[[Person], list[Waiting]], ...]] = (
    stories_for,
    conversations_for,
    scans_for,
    pulse_for,
    trends_for,
    inventories_for,
    choices_for,
    barriers_for,
)


FEW = 3


def most_urgent(waiting: list[Waiting]) -> tuple[list[Waiting], list[Waiting]]:
    """The few to begin with, and the others: what is late first, then what comes with an office, then
    what waits longest. One more than a few is shown
    as well: a fold for one line hides it for nothing."""
    ordered = sorted(waiting, key=lambda one: (not one.late, not one.of_office, one.since or date.max))
    few = FEW if len(ordered) > FEW + 1 else len(ordered)
    return ordered[:few], ordered[few:]


def all_that_waits_for(person: Person) -> list[Waiting]:
    """For somebody who is the one who acts: counts, days and addresses, never what anything is about."""
    return [one for reading in READINGS for one in reading(person)]

"""Rows of the pulse, made by its actions: what retention takes away."""

import uuid
from datetime import date

from slagvaardig.region.current import current_region
from slagvaardig.see.pulse.actions import hand_out, open_round
from slagvaardig.see.pulse.models import PulseRound
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.unseen import tickets
from tests.people import People
from tests.trust.retention.looking import rows


def pulse_round(people: People) -> PulseRound:
    """One that was opened, each time another: retention takes what hangs under it, never the round."""
    pulse, there = current_region().pulse, len(rows("see_pulseround"))
    assert pulse
    with people.acting("bureau") as bureau:
        return open_round(by=bureau, on=date(2020 + there, pulse.months[0], 1))


def pulse_batch(people: People) -> uuid.UUID:
    found, ticket = pulse_round(people), tickets.issue()
    with people.acting("bureau") as bureau:
        circle = Circle.objects.get(slug="gemeente-een")
        role = current_region().pulse.roles[0].slug  # type: ignore[union-attr]
        hand_out(found=found, circle=circle, role=role, area="", number=1, ticket=ticket, by=bureau, on=found.opened)
    return ticket.key


def pulse_link(people: People) -> str:
    before = {row[0] for row in rows("see_pulselink")}
    pulse_batch(people)
    return str(({row[0] for row in rows("see_pulselink")} - before).pop())

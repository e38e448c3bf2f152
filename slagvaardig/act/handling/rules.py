"""Which bodies can be asked, and what was asked last."""

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.tables import Ask
from slagvaardig.region.current import current_region
from slagvaardig.region.ladder import Step, bodies_at
from slagvaardig.trust.circles.models import Circle


def bodies_for(step: Step, home: Circle) -> list[Circle]:
    """The circles of the bodies at a step. At a step without bodies of the region (a ministry, a court) the question is
    sent by hand, and stays where the barrier lies."""
    if not step.bodies:
        return [home]
    region = current_region()
    kinds = {area.code: area.kind for area in region.areas.all()}
    slugs = [body.slug for body in bodies_at(step, region.bodies, kinds)]
    return list(Circle.objects.of_kinds("body").with_slugs(slugs))


def newest_ask(barrier: Barrier) -> Ask | None:
    """The last question that was put at the step where the barrier is now, unless it was withdrawn."""
    asked = Ask.objects.about(barrier).at_step(barrier.step).not_withdrawn()
    return asked.last()

"""What the files of a region say of priorities: how many each body agreed to, and which there are. Files never change a
row that is there: a priority is of whoever chose it."""

from django.db import transaction
from django.utils import timezone

from slagvaardig.choose.priorities.models import Places, Priority
from slagvaardig.region.definitions import Planned
from slagvaardig.region.folder import Region
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle


@transaction.atomic
def lay_out_places(*, region: Region, by: str) -> None:
    """How many priorities each body carries at most, as its file says today."""
    circles = {circle.slug: circle for circle in Circle.objects.of_kinds("body")}
    for body in region.bodies:
        if body.most_priorities:
            circle, most = circles[body.slug], body.most_priorities
            there = Places.objects.filter(circle=circle).values_list("most", flat=True).first()
            if there is None:
                Places(circle=circle, most=most).save(force_insert=True)
            elif there != most:
                Places.objects.filter(circle=circle).update(most=most)
            if there != most:
                record(verb="agree-places", about=f"circle:{circle.pk}", by=by, circle=circle.pk, detail={"most": most})


@transaction.atomic
def import_priorities(*, region: Region, by: str) -> int:
    """The priorities that the strategy of a region names, each a row of its own body or partner. How many were new."""
    circles = {circle.slug: circle for circle in Circle.objects.all()}
    nobodys = next(circle for circle in circles.values() if circle.kind == "coalition")
    there = set(Priority.objects.values_list("circle_id", "slug"))
    new = 0
    for planned in region.strategy.priorities:
        circle = circles[planned.owner] if planned.owner else nobodys
        if (circle.pk, planned.id) not in there:
            _import(planned, circle, by)
            new += 1
    return new


def _import(planned: Planned, circle: Circle, by: str) -> None:
    today = timezone.localdate()
    made = Priority(
        circle=circle,
        slug=planned.id,
        title=planned.title,
        text=planned.text,
        level=planned.level,
        theme=planned.theme,
        source=planned.source,
        state="adopted",
        proposed_on=today,
        adopted_on=planned.adopted,
    )
    made.save(force_insert=True)
    detail: dict[str, object] = {"level": planned.level}
    record(verb="import-priority", about=f"priority:{made.pk}", by=by, circle=circle.pk, detail=detail)

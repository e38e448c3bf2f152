"""The topics and hours of a version as rows."""

from collections.abc import Collection

from slagvaardig.choose.inventory.rules import Filled
from slagvaardig.choose.inventory.submissions import Choice, Offer, Submission


def keep_content(filled: Collection[tuple[Submission, Filled]]) -> None:
    """The topics and hours of versions that were just made or emptied."""
    Choice.objects.bulk_create(
        Choice(
            round_id=one.round_id,
            submission=one,
            topic=pick.topic,
            place=pick.place,
            points=pick.points,
            motivation=pick.motivation.strip(),
            plan=pick.plan.strip(),
            plan_on=pick.plan_on,
        )
        for one, content in filled
        for pick in content.picks
    )
    Offer.objects.bulk_create(
        Offer(round_id=one.round_id, submission=one, role=role, hours=hours)
        for one, content in filled
        for role, hours in content.hours.items()
    )

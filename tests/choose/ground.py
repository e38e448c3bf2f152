"""Where rounds are tried: the cast and the partners of a region, each with an office that signs and somebody who
writes; everything made only through actions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from slagvaardig.choose.inventory.actions import hand_in, save_submission, sign
from slagvaardig.choose.inventory.models import Part, Round
from slagvaardig.choose.inventory.rules import Filled, Pick, office_of, working_version
from slagvaardig.choose.inventory.running import move_round, plan_round, taken_by_partners
from slagvaardig.region.current import current_region
from slagvaardig.region.folder import Region
from slagvaardig.region.seats import circles_of
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.circles.actions import OfficePlan, admit, hand_over, lay_out
from slagvaardig.trust.circles.models import Circle, Office
from tests.people import YEAR, People, gather, newcomer


def today() -> date:
    return timezone.localdate()


@dataclass
class Ground:
    """The people; `signer-SLUG` holds the office of a partner, `writer-SLUG` writes for it."""

    people: People
    circles: dict[str, Circle]
    partners: tuple[str, ...]

    def client(self, name: str) -> Client:
        return self.people.client(name)

    def round(self, method: str = "rank", most: int = 3, points: int = 0, *, opened: bool = True) -> Round:
        with self.people.acting("bureau") as by:
            made = plan_round(
                title="Inventarisatie voor de nieuwe strategie",
                method=method,
                most=most,
                points=points,
                opens=today(),
                closes=today() + timedelta(days=30),
                first_quarter="2027-Q1",
                quarters=4,
                body=self.circles["beraad"],
                by=by,
            )
            return move_round(found=made, verb="open", by=by) if opened else made

    def move(self, found: Round, verb: str) -> Round:
        with self.people.acting("bureau") as by:
            return move_round(found=found, verb=verb, by=by)

    def part(self, found: Round, slug: str) -> Part:
        with self.people.acting("bureau"):
            return taken_by_partners(found)[slug]

    def fill(self, found: Round, slug: str, filled: Filled, reason: str = "") -> Part:
        part = self.part(found, slug)
        with self.people.acting(f"writer-{slug}") as by:
            now = working_version(part)
            revision = now.revision if now else 0
            save_submission(part=part, filled=filled, revision=revision, reason=reason, by=by)
        return self.part(found, slug)

    def hand_in(self, found: Round, slug: str) -> None:
        part = self.part(found, slug)
        with self.people.acting(f"writer-{slug}") as by:
            hand_in(part=part, by=by)

    def sign(self, found: Round, slug: str) -> None:
        part = self.part(found, slug)
        with self.people.acting(f"signer-{slug}") as by:
            sign(part=part, by=by)

    def signed(self, found: Round, slug: str, filled: Filled, reason: str = "") -> None:
        self.fill(found, slug, filled, reason)
        self.hand_in(found, slug)
        self.sign(found, slug)


def ranked(*topics: str, hours: dict[str, int] | None = None, asks: str = "") -> Filled:
    picks = tuple(
        Pick(topic, place=place, motivation=f"Omdat {topic} speelt.") for place, topic in enumerate(topics, 1)
    )
    return Filled(picks, hours or {}, asks)


def divided(**points: int) -> Filled:
    return Filled(tuple(Pick(topic.replace("_", "-"), points=number) for topic, number in points.items()))


def topics(count: int) -> list[str]:
    return [topic.slug for topic in current_region().inventory.topics[:count]]


def at_work(partners: Iterable[str] | None = None, writers: Collection[str] | None = None) -> Ground:
    """The cast with partners of the region that is shown; all that take part, or some. writers: which of them have
    somebody who writes, when that is not each."""
    region = current_region()
    taking_part = [one.slug for one in region.partners if one.kind in region.inventory.kinds]
    chosen = tuple(taking_part if partners is None else partners)
    people = gather()
    _lay_out(region)
    with acting_as_job("console"):
        circles = {circle.slug: circle for circle in Circle.objects.all()}
    for slug in chosen:
        signer = newcomer(people, f"signer-{slug}")
        with acting_as_job("console") as by:
            hand_over(office=Office.objects.get(slug=office_of(slug)), to=signer, on=today(), by=by)
        if writers is not None and slug not in writers:
            continue
        writer = newcomer(people, f"writer-{slug}")
        with acting_as_job("console") as by:
            admit(person=writer, circle=circles[slug], role="contributor", until=today() + YEAR, by=by)
    return Ground(people, circles, chosen)


def _lay_out(region: Region) -> None:
    plans = [OfficePlan(office.slug, office.title, office.partner, office.seats) for office in region.offices]
    wanted = list(circles_of({"partners": region.partners, "bodies": region.bodies}))
    with acting_as_job("console") as by:
        lay_out(circles=wanted, offices=plans, by=by)

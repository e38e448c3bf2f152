"""Where barriers are tried: the cast, the bodies of the fictional region, and barriers made only through actions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from unittest.mock import patch

from django.test import Client
from django.utils import timezone

from slagvaardig.act.barriers.actions import feel_too, raise_barrier
from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.handling.actions import say_it_is_gone, take_up
from slagvaardig.region.current import current_region
from slagvaardig.region.seats import circles_of
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.models import User
from slagvaardig.trust.circles.actions import admit
from slagvaardig.trust.circles.models import Circle
from tests.attack.owner import run
from tests.people import CIRCLES, YEAR, People, gather, newcomer, sign_in

TEXT = "Wij mogen niet zien of er al hulp is. Daardoor komen wij elke keer voor niets."
REASON = "Wij bellen met wie erover gaat."
# Who sits at the bodies of the region, beside the roles that the cast has.
SEATS = (
    ("bureau", "driehoek-land", "editor"),
    ("bureau", "district-middelveen", "editor"),
    ("bureau", "werkgroep-water", "editor"),
    ("mayor", "driehoek-land", "contributor"),
    ("chief prosecutor", "district-middelveen", "contributor"),
    ("second mayor", "werkgroep-water", "contributor"),
)


@dataclass
class Ground:
    """The cast, and what they do with barriers."""

    people: People
    circles: dict[str, Circle]

    def circle(self, slug: str) -> Circle:
        return self.circles[slug]

    def raised(self, name: str = "officer", slug: str = "loket", *, named: bool = False, text: str = TEXT) -> Barrier:
        circle = self.circle(slug)
        region = current_region()
        with self.people.acting(name) as by:
            return raise_barrier(
                circle=circle,
                text=text,
                kind="information",
                often="weekly",
                hours=6,
                theme=next(iter(region.themes)),
                area=region.areas.of_kind("municipality")[0].code,
                named=named,
                by=by,
            )

    def taken(self, barrier: Barrier, name: str = "bureau") -> None:
        owner = self.circle("politie")
        with self.people.acting(name) as by:
            take_up(barrier=barrier, owner=owner, due=today() + timedelta(days=14), reason=REASON, by=by)

    def removed(self, barrier: Barrier, name: str = "bureau") -> None:
        self.taken(barrier, name)
        with self.people.acting(name) as by:
            say_it_is_gone(barrier=barrier, reason="Er is nu een vast nummer.", by=by)

    def felt_too(self, barrier: Barrier, name: str, hours: int = 3) -> None:
        with self.people.acting(name) as by:
            feel_too(barrier=barrier, hours=hours, by=by)

    def logged_in_now(self, name: str) -> Client:
        """After days have passed: a session lasts for hours."""
        with acting_as_job("console"):
            user = User.objects.get(pk=self.people[name].pk)
        self.people.keys[name] = sign_in(user)
        return self.people.client(name)

    def now(self, barrier: Barrier) -> Barrier:
        """As whoever sees everything sees it: the clock."""
        with acting_as_job("clock"):
            return Barrier.objects.select_related("circle", "owner").get(pk=barrier.pk)


def today() -> date:
    return timezone.localdate()


def at_work() -> Ground:
    """The cast with the bodies of the region beside their own circles."""
    region = current_region()
    known = {slug for _, slug, _ in CIRCLES}
    of_region = [row for row in circles_of({"partners": (), "bodies": region.bodies}) if row[1] not in known]
    people = gather(of_region)
    for name in ("boa", "nurse", "coach"):
        newcomer(people, name)
    with acting_as_job("console") as by:
        for name, slug, role in SEATS:
            circle = Circle.objects.get(slug=slug)
            admit(person=people[name], circle=circle, role=role, until=today() + YEAR, by=by)
        for name in ("boa", "nurse", "coach"):
            circle = Circle.objects.get(slug="gemeente-een")
            admit(person=people[name], circle=circle, role="contributor", until=today() + YEAR, by=by)
        circles = {circle.slug: circle for circle in Circle.objects.all()}
    return Ground(people, circles)


SHIFTED = """create or replace function sec.today() returns date language sql stable set search_path = pg_catalog as $$
select (now() at time zone '{zone}')::date + coalesce(nullif(current_setting('test.days', true), ''), '0')::int $$"""
_real_now = timezone.now


class Clock:
    """Lets days pass, in Python and in the database; only where the fixture `floor` holds."""

    def __init__(self) -> None:
        self.moved = 0
        self.patch = patch("django.utils.timezone.now", self.now)

    def now(self) -> datetime:
        return _real_now() + timedelta(days=self.moved)

    def wait(self, days: int) -> None:
        self.moved += days
        run("select set_config('test.days', %s, true)", str(self.moved))

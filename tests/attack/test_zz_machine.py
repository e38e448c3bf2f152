"""People come, go, get roles, lose them, share and publish while days pass: who sees what stays what the oracle says.

The day is moved for real: in the database by the owner, who lays another function in the place of sec.today() for as
long as this transaction lasts, and in Python by moving the clock of Django by as many days.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import ClassVar
from unittest.mock import patch

from django.conf import settings as site
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from slagvaardig.trust.access.actions import set_active
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.models import User
from slagvaardig.trust.circles.actions import admit, end, hand_over, let_go
from slagvaardig.trust.circles.models import Membership, Office
from slagvaardig.trust.papers.actions import share, write_paper
from slagvaardig.trust.papers.models import Paper
from tests.attack.oracle import Somebody, allowed
from tests.attack.owner import looking, run
from tests.attack.proofs import proven
from tests.attack.scene import KINDS, Scene
from tests.attack.sizes import size
from tests.people import CAST, OFFICES, YEAR, sign_in

NAMES = ["mayor", "bureau", "adviser", "analyst", "outsider", "chief prosecutor"]
PLANS = {plan.slug: plan for plan in OFFICES}
CLOSED = [slug for slug, kind in KINDS.items() if kind in ("partner", "body", "desk")]
SHIFTED = """create or replace function sec.today() returns date language sql stable set search_path = pg_catalog as $$
select (now() at time zone '{zone}')::date + coalesce(nullif(current_setting('test.days', true), ''), '0')::int $$"""
names, closed, anywhere = st.sampled_from(NAMES), st.sampled_from(CLOSED), st.sampled_from(list(KINDS))
real_now = timezone.now


@dataclass(frozen=True)
class Held:
    """A role as the description knows it; `office` when it comes with one."""

    circle: str
    role: str
    first: date
    last: date
    office: str = ""


class Coalition(RuleBasedStateMachine):
    """The real thing and a plain description of it, side by side."""

    scene: ClassVar[Scene]
    compared: ClassVar[int] = 0
    seen: ClassVar[int] = 0
    runs: ClassVar[int] = 0

    @initialize()
    def begin(self) -> None:
        type(self).runs += 1
        self.point, self.moved, self.turn = transaction.savepoint(), 0, count()
        self.keys = dict(self.scene.people.keys)
        self.clock = patch("django.utils.timezone.now", self.now)
        self.clock.start()
        self.held = {name: self.at_first(name) for name in NAMES}
        self.active = dict.fromkeys(NAMES, True)
        self.papers = [(thing.paper, thing.circle) for thing in self.scene.things]

    def at_first(self, name: str) -> list[Held]:
        offices, roles, everywhere = CAST[name]
        pairs = [tuple(one.split(":")) for one in roles] + [("", role) for role in everywhere]
        given = [Held(circle, role, self.day, self.day + YEAR) for circle, role in pairs]
        return given + [held for office in offices for held in self.seats(office)]

    def seats(self, office: str) -> list[Held]:
        plan = PLANS[office]
        pairs = {*plan.seats, (plan.partner, "contributor")}
        return [Held(circle, role, self.day, self.day + YEAR, office) for circle, role in pairs]

    def now(self) -> datetime:
        return real_now() + timedelta(days=self.moved)

    @property
    def day(self) -> date:
        return timezone.localdate()

    def may(self, act: str, name: str, circle: str) -> bool:
        terms = tuple((one.circle, one.role, one.first, one.last) for one in self.held[name])
        return allowed(act, Somebody(terms, self.active[name]), circle, KINDS, self.day)

    def stops(self, name: str, which: Callable[[Held], bool]) -> None:
        """In the description: what runs and is meant ends as of yesterday."""
        last = self.day - timedelta(days=1)
        self.held[name] = [
            replace(one, last=last) if one.last >= self.day and which(one) else one for one in self.held[name]
        ]

    @rule(
        name=names, circle=closed, role=st.sampled_from(["reader", "contributor", "editor"]), length=st.integers(0, 90)
    )
    def join(self, name: str, circle: str, role: str, length: int) -> None:
        until = self.day + timedelta(days=length)
        with acting_as_job("console") as by:
            admit(person=self.scene.people[name], circle=self.scene.circles[circle], role=role, until=until, by=by)
        self.held[name].append(Held(circle, role, self.day, until))

    @rule(name=names, circle=closed)
    def leave(self, name: str, circle: str) -> None:
        person, where = self.scene.people[name], self.scene.circles[circle]
        with acting_as_job("console") as by:
            for term in Membership.objects.of(person).on(self.day).in_circle(where):
                end(term=term, by=by)
        self.stops(name, lambda one: one.circle == circle and not one.office)

    @rule(office=st.sampled_from(list(PLANS)), to=names)
    def change_of_office(self, office: str, to: str) -> None:
        with acting_as_job("console") as by:
            hand_over(office=Office.objects.get(slug=office), to=self.scene.people[to], on=self.day, by=by)
        for name in NAMES:
            self.stops(name, lambda one: one.office == office)
        self.held[to] += self.seats(office)

    @rule(name=names)
    def shut_out(self, name: str) -> None:
        with acting_as_job("console") as by:
            set_active(person=self.scene.people[name], active=False, by=by)
        self.active[name] = False

    @rule(name=names)
    def let_in(self, name: str) -> None:
        if not self.active[name]:
            with acting_as_job("console") as by:
                set_active(person=self.scene.people[name], active=True, by=by)
                user = User.objects.get(pk=self.scene.people[name].pk)
            self.scene.people.keys[name] = sign_in(user)
            self.active[name] = True

    @rule(name=names)
    def part(self, name: str) -> None:
        with acting_as_job("console") as by:
            let_go(person=self.scene.people[name], by=by)
        self.stops(name, lambda one: True)
        self.active[name] = False

    @rule(days=st.integers(1, 60))
    def wait(self, days: int) -> None:
        self.moved += days
        run("select set_config('test.days', %s, true)", str(self.moved))

    @rule(name=names, circle=anywhere)
    def write(self, name: str, circle: str) -> None:
        where = self.scene.circles[circle]
        made = self.done(name, lambda by: write_paper(circle=where, title="x", text="", by=by))  # type: ignore[arg-type]
        assert (made is not None) == self.may("write", name, circle)
        if made:
            self.papers.append((made, circle))  # type: ignore[arg-type]

    @rule(name=names, which=st.integers(0, 999), receiver=anywhere)
    def share_or_publish(self, name: str, which: int, receiver: str) -> None:
        paper, circle = self.papers[which % len(self.papers)]
        if circle == receiver:
            return
        right, to = "publish" if receiver == "openbaar" else "share", [self.scene.circles[receiver]]
        made = self.done(name, lambda by: share(paper=paper, circles=to, reason="x", by=by)[0])  # type: ignore[arg-type]
        assert (made is not None) == self.may(right, name, circle)
        if made:
            self.papers.append((made, receiver))  # type: ignore[arg-type]

    def done(self, name: str, act: Callable[[object], object]) -> object | None:
        with self.scene.people.acting(name) as by:
            try:
                return act(by)
            except PermissionDenied:
                return None

    @invariant()
    def everybody_sees_what_the_oracle_says(self) -> None:
        if not hasattr(self, "turn"):
            return
        name = NAMES[next(self.turn) % len(NAMES)]
        with self.scene.people.acting(name):
            found = set(Paper.objects.values_list("pk", flat=True))
        wanted = {paper.pk for paper, circle in self.papers if self.may("see", name, circle)}
        type(self).compared += len(self.papers)
        type(self).seen += len(found)
        assert found == wanted, f"{name} sees {len(found - wanted)} too many and {len(wanted - found)} too few"

    def teardown(self) -> None:
        if hasattr(self, "clock"):
            self.clock.stop()
            transaction.savepoint_rollback(self.point)
            self.scene.people.keys.update(self.keys)


def test_through_any_history_everybody_sees_what_the_oracle_says(floor: Scene) -> None:
    with looking():
        run(SHIFTED.format(zone=site.TIME_ZONE))
    Coalition.scene = floor
    chosen = settings(
        max_examples=1000,
        stateful_step_count=15,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Coalition, settings=chosen)
    proven(
        "members-over-time",
        attempts=Coalition.compared - Coalition.seen,
        entitled=Coalition.seen,
        served=Coalition.seen,
        note=f"{Coalition.runs} histories",
    )
    assert Coalition.seen > size(300, 50_000)

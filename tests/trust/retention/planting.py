"""Rows of every kind that ends: one past its end and a twin that is not. Made by actions, then aged by the owner."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.tables import HowTo
from slagvaardig.act.handling.actions import write_memo
from slagvaardig.choose.absorption.actions import state_hours
from slagvaardig.choose.absorption.models import Stated, Work
from slagvaardig.choose.inventory.actions import give_mandate
from slagvaardig.choose.inventory.models import Mandate, Round
from slagvaardig.choose.quarters import quarter_of
from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.models import Conversation
from slagvaardig.see.figures.models import PullRun
from slagvaardig.see.patterns.models import Patterns
from slagvaardig.see.pulse.models import PulseBatch, PulseBox, PulseLink
from slagvaardig.see.rounds.models import Round as Talks
from slagvaardig.see.scans.models import Scan
from slagvaardig.see.stories.actions import UNSEEN, tell_unseen
from slagvaardig.see.stories.models import Story
from slagvaardig.see.stories.rules import Told
from slagvaardig.see.teller.proving import as_teller
from slagvaardig.see.trends.models import Sight
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.models import Person, Sent, Session, User
from slagvaardig.trust.access.sessions import hashed
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.audit.models import Event
from slagvaardig.trust.circles.actions import admit, hand_over, let_go
from slagvaardig.trust.circles.models import Circle, Membership, Office, Tenure
from slagvaardig.trust.database.ownership import as_owner
from slagvaardig.trust.limits.models import DayKey, Tally
from slagvaardig.trust.papers.actions import attach, write_paper
from slagvaardig.trust.papers.models import Paper
from slagvaardig.trust.retention.actions import begin_run
from slagvaardig.trust.retention.models import RetentionRun
from tests.attack.rounds import HOLDER, PARTNER, opened, promised, role
from tests.people import People, newcomer, sign_in
from tests.see.conversations import guarding
from tests.trust.audit.sealed import seal_all
from tests.trust.retention.looking import rows
from tests.trust.retention.pulses import pulse_batch, pulse_link, pulse_round
from tests.trust.textguard.barrier_texts import solving, taken
from tests.trust.textguard.trend_texts import seeing


@dataclass(frozen=True)
class Planted:
    """Keys of a row that is past its end and of one that is not."""

    overdue: Any
    twin: Any


def paper(people: People, title: str = "Stuk") -> Paper:
    """A paper with a file, of somebody in a closed circle."""
    with people.acting("officer") as officer:
        made = write_paper(circle=Circle.objects.get(slug="gemeente-een"), title=title, text="Tekst", by=officer)
        attach(paper=made, name="bijlage.txt", kind="text/plain", checksum="0" * 64, content=b"inhoud", by=officer)
    return made


def session(people: People) -> str:
    with acting_as_job("console"):
        user = User.objects.get(pk=people["officer"].pk)
    return hashed(sign_in(user))


def sent(people: People) -> uuid.UUID:
    once = uuid.uuid4()
    with people.acting("officer") as officer:
        Sent(once=once, user_id=officer.pk, answer="/stukken").save(force_insert=True)
    return once


def event(people: People) -> int:
    about = f"made-up:{uuid.uuid4()}"
    with transaction.atomic():
        record(verb="try", about=about, by="system:test")
    seal_all()  # a line that no seal covers yet never goes
    with acting_as_job("console"):
        return Event.objects.get(about=about).pk


def leaver(people: People) -> uuid.UUID:
    person = newcomer(people, f"leaver-{uuid.uuid4().hex[:6]}")
    with people.acting("administrator") as administrator:
        let_go(person=person, by=administrator)
    return uuid.UUID(str(person.pk))


def membership(people: People) -> int:
    person = newcomer(people, f"member-{uuid.uuid4().hex[:6]}")
    until = timezone.localdate() + timedelta(days=30)
    with people.acting("bureau") as bureau:
        circle = Circle.objects.get(slug="beraad")
        return admit(person=person, circle=circle, role="reader", until=until, by=bureau).pk


def tenure(people: People) -> int:
    person = newcomer(people, f"holder-{uuid.uuid4().hex[:6]}")
    with people.acting("administrator") as administrator:
        office = Office.objects.get(slug="hoofdofficier")
        return hand_over(office=office, to=person, on=timezone.localdate(), by=administrator).pk


def pull(people: People) -> int:
    return PullRun.objects.create(source="verzonnen").pk


def day_key(people: People) -> int:
    """One of a day that has none yet."""
    day = timezone.localdate() + timedelta(days=DayKey.objects.count() + 1)
    return DayKey.objects.create(day=day, key=b"k" * 32).pk


def tally(people: People) -> str:
    return Tally.objects.create(key=uuid.uuid4().hex, day=timezone.localdate(), started=0, times=1).pk


def run(people: People) -> int:
    with acting_as_job("retention") as by:
        return begin_run(by=by).pk


def barrier(people: People) -> uuid.UUID:
    """One that is picked up and felt by two, with advice."""
    made = taken(people)
    with people.acting("bureau") as bureau:
        write_memo(barrier=made, analysis="Een.", options="Twee.", question="Drie.", version=0, by=bureau)
    return made.pk


def how_to(people: People) -> uuid.UUID:
    before = set(rows_of_how_tos())
    solving(people, "title", "Een nummer")
    return next(iter(set(rows_of_how_tos()) - before))


def rows_of_how_tos() -> list[uuid.UUID]:
    return [row[0] for row in rows("act_howto")]


def story(people: People) -> uuid.UUID:
    """One of somebody unseen, of whom nobody here is the teller; what hangs under it is tried in tests/see/stories."""
    region, key = current_region(), uuid.uuid4()
    told = Told(
        title="Verhaal",
        text="Dit maakte ik vandaag mee in de wijk waar ik werk.",
        theme=next(iter(region.themes)),
        area=region.areas.of_kind("unit")[0].code,
        readers="everyone",
    )
    with transaction.atomic(), as_teller(key):
        return tell_unseen(told=told, key=key, code="", by=UNSEEN).pk


def sight(people: People) -> uuid.UUID:
    before = {row[0] for row in rows("see_sight")}
    seeing(people, "text", "Ik zie het elke week.")
    return uuid.UUID(str(next(row[0] for row in rows("see_sight") if row[0] not in before)))


def mandate(people: People) -> int:
    person = newcomer(people, f"signer-{uuid.uuid4().hex[:6]}")
    until = timezone.localdate() + timedelta(days=30)
    with people.acting("mayor") as mayor:
        office = Office.objects.get(slug="burgemeester-een")
        give_mandate(office=office, person=person, until=until, by=mayor)
    with acting_as_job("console"):
        return Mandate.objects.get(person=person).pk


def stated(people: People) -> uuid.UUID:
    quarter = quarter_of(timezone.localdate())
    with acting_as_job("console"):
        number = Stated.objects.count() + 1
    with people.acting(HOLDER) as by:
        state_hours(partner=Circle.objects.get(slug=PARTNER), hours={(role(), quarter): number}, by=by)
        return Stated.objects.get(hours=number).pk


def counts(people: People) -> int:
    today = timezone.localdate()
    with acting_as_job("stories"):
        made = Patterns(made=today, first=today, last=today, content={"cells": []})
        made.save(force_insert=True)
    return made.pk


DAY, YEARS = "current_date - interval", "now() - interval"
# model: (how one is made, what makes it overdue, what makes its twin as old as it may be)
PLANTS: dict[type[models.Model], tuple[Callable[[People], Any], str, str]] = {
    Paper: (lambda people: paper(people).pk, f"keep_until = {DAY} '2 days'", "keep_until = current_date + 1"),
    Membership: (
        membership,
        f"since = {DAY} '7 years 9 days', until = {DAY} '7 years 2 days'",
        f"since = {DAY} '7 years 9 days', until = {DAY} '6 years 11 months'",
    ),
    Tenure: (
        tenure,
        f"since = {DAY} '7 years 9 days', until = {DAY} '7 years 2 days'",
        f"since = {DAY} '7 years 9 days', until = {DAY} '6 years 11 months'",
    ),
    Session: (session, f"expire_date = {YEARS} '1 minute'", "expire_date = now() + interval '1 hour'"),
    Sent: (sent, f"made = {DAY} '3 days'", "made = current_date"),
    Event: (event, f"at = {YEARS} '7 years 2 days'", f"at = {YEARS} '6 years 11 months'"),
    Person: (leaver, f"left_on = {DAY} '2 years 2 days'", f"left_on = {DAY} '1 year 11 months'"),
    DayKey: (day_key, "day = day - 3000", "day = day"),
    Tally: (tally, f"day = {DAY} '3 days'", "day = current_date"),
    PullRun: (pull, f"started = {YEARS} '2 years 2 days'", f"started = {YEARS} '1 year 11 months'"),
    Barrier: (barrier, f"touched_on = {DAY} '2 years 2 days'", f"touched_on = {DAY} '1 year 11 months'"),
    HowTo: (how_to, f"made_on = {DAY} '5 years 2 days'", f"made_on = {DAY} '4 years 11 months'"),
    Story: (story, f"keep_until = {DAY} '2 days'", "keep_until = current_date + 1"),
    Conversation: (
        lambda people: guarding.held(people).pk,
        f"keep_until = {DAY} '2 days'",
        "keep_until = current_date",
    ),
    Talks: (lambda people: guarding.running(people).pk, f"keep_until = {DAY} '2 days'", "keep_until = current_date"),
    Scan: (lambda people: guarding.scanned(people).pk, f"keep_until = {DAY} '2 days'", "keep_until = current_date"),
    Patterns: (counts, f"made = {DAY} '3 years 2 days'", f"made = {DAY} '2 years 11 months'"),
    PulseBatch: (pulse_batch, f"keep_until = {DAY} '2 days'", "keep_until = current_date + 1"),
    PulseLink: (pulse_link, f"keep_until = {DAY} '2 days'", "keep_until = current_date + 1"),
    PulseBox: (
        lambda people: pulse_round(people).pk,
        f"keep_until = {DAY} '2 days'",
        "keep_until = current_date + 1",
    ),
    Sight: (sight, f"month = {DAY} '3 years 2 days'", f"month = {DAY} '2 years 11 months'"),
    Round: (
        lambda people: opened(people).pk,
        f"opens = {DAY} '7 years 9 days', closes = {DAY} '7 years 2 days'",
        f"opens = {DAY} '7 years 9 days', closes = {DAY} '6 years 11 months'",
    ),
    Mandate: (
        mandate,
        f"since = {DAY} '7 years 9 days', until = {DAY} '7 years 2 days'",
        f"since = {DAY} '7 years 9 days', until = {DAY} '6 years 11 months'",
    ),
    Stated: (stated, f"stated_on = {DAY} '7 years 2 days'", f"stated_on = {DAY} '6 years 11 months'"),
    Work: (
        lambda people: promised(people).pk,
        f"touched_on = {DAY} '7 years 2 days'",
        f"touched_on = {DAY} '6 years 11 months'",
    ),
    RetentionRun: (run, f"started = {YEARS} '2 years 2 days'", f"started = {YEARS} '1 year 11 months'"),
}


def plant(people: People, model: type[models.Model]) -> Planted:
    make, overdue, twin = PLANTS[model]
    planted = Planted(make(people), make(people))
    age(model, planted.overdue, overdue)
    age(model, planted.twin, twin)
    return planted


def age(model: type[models.Model], key: Any, change: str) -> None:
    """Let time pass for one row."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f'update {model._meta.db_table} set {change} where "{model._meta.pk.column}" = %s', [key])
        assert cursor.rowcount == 1


def there(model: type[models.Model], key: Any) -> bool:
    return bool(rows(model._meta.db_table, f'"{model._meta.pk.column}" = %s', key))

"""Choosing how one hears by mail, stopping it, and what the clock writes down about a letter."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db import connection, transaction

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.digests.models import Digest


@transaction.atomic
def choose_digest(*, rhythm: str, own: str, language: str, by: Person) -> Digest:
    """How often, what about oneself, in which language. Which of these it became is not told by the log."""
    chosen = {"rhythm": rhythm, "own": own, "language": language}
    if not Digest.objects.filter(person=by).update(**chosen):
        Digest(person=by, **chosen).save(force_insert=True)
    record(verb="choose-digest", about="digest", by=by.actor)
    return Digest.objects.get(person=by)


@transaction.atomic
def stop_digest(*, stop: uuid.UUID, by: str = "system:letter") -> bool:
    """With the key in a letter, without a login: no more mail, from now on. False for a key of nobody."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.stop_digest(%s)", [stop])
        found = cursor.fetchone()[0]
    if found:
        record(verb="stop-digest", about=f"person:{found}", by=by)
    return found is not None


@transaction.atomic
def begin_round(*, people: Collection[uuid.UUID], by: str) -> list[Digest]:
    """The digests of people; who never chose gets what holds for everybody who did not."""
    known = set(Digest.objects.of_people(people).values_list("person_id", flat=True))
    Digest.objects.bulk_create(
        (Digest(person_id=key) for key in people if key not in known), ignore_conflicts=True, batch_size=500
    )
    return list(Digest.objects.of_people(people).order_by("person_id"))


@transaction.atomic
def claim(*, digest: Digest, day: date, by: str) -> bool:
    """Write down, before it leaves, that a letter may leave today; False when another did, or it is wanted no more."""
    taken = Digest.objects.unclaimed(day).filter(pk=digest.pk).update(claimed_on=day)
    if taken:
        record(verb="send-digest", about="digests", by=by)
    return bool(taken)


@transaction.atomic
def give_back(*, digest: Digest, by: str) -> None:
    """It surely did not leave: it may be tried again today."""
    Digest.objects.filter(pk=digest.pk).update(claimed_on=None)
    record(verb="digest-not-sent", about="digests", by=by)


@transaction.atomic
def finish(*, digests: Collection[Digest], day: date, by: str) -> None:
    """They left, or there was nothing to tell: until the next day of their rhythm they are done."""
    if not by:
        raise ValueError("The clock does this: pass `by`.")
    Digest.objects.filter(pk__in=[digest.pk for digest in digests]).update(done_on=day)

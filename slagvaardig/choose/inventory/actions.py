"""What partners do in a round: fill in, hand in, sign, send back, withdraw. The round itself is in running.py."""

from collections.abc import Collection
from datetime import date

from django.contrib.postgres.functions import TransactionNow
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.choose.inventory.contents import keep_content
from slagvaardig.choose.inventory.models import Mandate, Part
from slagvaardig.choose.inventory.rules import (
    Fault,
    Filled,
    faults_in,
    filled_in,
    holds,
    kinds_of_partners,
    stands_as,
    working_version,
)
from slagvaardig.choose.inventory.submissions import Choice, Offer, Submission
from slagvaardig.choose.inventory.workflow import PART_MOVES
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Office
from slagvaardig.trust.circles.rules import Refused
from slagvaardig.trust.textguard.guard import judged, require_clean


class Faulty(ValidationError):
    """What was filled in is not right: every fault with its place."""

    def __init__(self, faults: Collection[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__([fault.message for fault in self.faults])


class Overtaken(ValidationError):
    """Somebody else saved meanwhile; what was sent is not kept, and the page shows both."""


@transaction.atomic
def save_submission(
    *, part: Part, filled: Filled, revision: int, by: Person, reason: str = "", spared: Collection[str] = ()
) -> Submission:
    """Keep what a partner filled in so far, in the version that is being worked on or in a new one. revision: of the
    version as it was shown, 0 for none. reason: what changes and why, asked for after a signed version."""
    part = _locked(part, "save")
    now = working_version(part)
    if revision != (now.revision if now else 0):
        raise Overtaken(_("Een collega bewaarde intussen iets anders. Vergelijk en bewaar opnieuw."))
    if now is None and part.signed and not reason.strip():
        raise Faulty([Fault("reason", _("Schrijf op wat er verandert en waarom: anderen zien dat bij de correctie."))])
    count = require_clean(spared=spared, before=_earlier_texts(part), reason=reason, **filled.texts)
    _require_sound(filled, part, complete=False)
    now = _begun(part, reason) if now is None else _continued(now, reason)
    now.asks = filled.asks.strip()
    Submission.objects.filter(pk=now.pk).update(
        asks=now.asks, state="draft", revision=now.revision, reason=now.reason, imported=False, filled_on=None
    )
    Choice.objects.filter(submission=now).delete()
    Offer.objects.filter(submission=now).delete()
    keep_content([(now, filled)])
    _move(part, "save", number=now.number, imported=False)
    record(verb="fill-priorities", about=_about(part), by=by.actor, circle=part.partner_id, detail=judged(count))
    return now


@transaction.atomic
def hand_in(*, part: Part, by: Person) -> None:
    """Ready: whoever signs is asked to. Refuses what is not complete."""
    part = _locked(part, "hand-in")
    now = _working(part)
    _require_sound(filled_in(now), part, complete=True)
    Submission.objects.filter(pk=now.pk).update(state="filled", filled_on=timezone.localdate())
    _move(part, "hand-in")
    record(verb="hand-in-priorities", about=_about(part), by=by.actor, circle=part.partner_id)


@transaction.atomic
def send_back(*, part: Part, by: Person) -> None:
    """Whoever signs wants something changed first."""
    part = _locked(part, "send-back")
    now = _working(part)
    Submission.objects.filter(pk=now.pk).update(state="draft", filled_on=None)
    _move(part, "send-back")
    record(verb="send-back-priorities", about=_about(part), by=by.actor, circle=part.partner_id)


@transaction.atomic
def sign(*, part: Part, by: Person) -> None:
    """From now on it counts, in the place of an earlier version, and every partner sees it."""
    part = _locked(part, "sign")
    now = _working(part)
    _require_sound(filled_in(now), part, complete=True)
    today = timezone.localdate()
    _move(part, "sign", signed=now.number)
    Submission.objects.filter(pk=now.pk).update(state="signed", signed_on=today, signed_as=_signed_as(part))
    record(
        verb="sign-priorities", about=_about(part), by=by.actor, circle=part.partner_id, detail={"version": now.number}
    )


@transaction.atomic
def withdraw(*, part: Part, reason: str, by: Person, spared: Collection[str] = ()) -> None:
    """It does not count any more. That it did, and why not now, stays to be seen."""
    part = _locked(part, "withdraw")
    if not reason.strip():
        raise Faulty([Fault("reason", _("Schrijf op waarom: anderen zien dat bij de inzending."))])
    count = require_clean(reason=reason, spared=spared)
    today = timezone.localdate()
    Submission(
        round_id=part.round_id,
        part=part,
        number=part.number + 1,
        state="withdrawn",
        reason=reason.strip(),
        made=TransactionNow(),
        signed_on=today,
        signed_as=_signed_as(part),
    ).save(force_insert=True)
    _move(part, "withdraw", number=part.number + 1, signed=0)
    record(verb="withdraw-priorities", about=_about(part), by=by.actor, circle=part.partner_id, detail=judged(count))


@transaction.atomic
def give_mandate(*, office: Office, person: Person, until: date, by: Person) -> Mandate:
    """The holder of an office lets somebody else sign for its partner, until a day at most a year from now."""
    if not holds(office.pk) or person == by:
        raise Refused
    today = timezone.localdate()
    if not today <= until or (until - today).days > 366:
        raise ValidationError({"until": _("Kies een dag vanaf vandaag en hooguit een jaar vooruit.")})
    given = Mandate(office=office, person=person, since=today, until=until, given_by=by)
    Mandate.objects.bulk_create([given])
    about = f"office:{office.pk}"
    record(verb="give-mandate", about=about, by=by.actor, circle=office.partner_id, detail={"to": str(person.pk)})
    return given


def _locked(part: Part, verb: str) -> Part:
    """The part as it is now, held until the end; Refused when it is not somebody's to move, or not in this state."""
    found = Part.objects.select_for_update(of=("self",)).select_related("round__circle", "partner", "office")
    now = found.filter(pk=part.pk).first()
    move = PART_MOVES[verb]
    if now is None or move.who not in stands_as(now):
        raise Refused
    if now.state not in move.sources:
        raise ValidationError(_("Dit kan nu niet: de inzending staat op „%(state)s”.") % {"state": now.status.title})
    return now


def _move(part: Part, verb: str, **changes: object) -> None:
    state = PART_MOVES[verb].target
    Part.objects.filter(pk=part.pk).update(state=state, changed_on=timezone.localdate(), **changes)


def _begun(part: Part, reason: str) -> Submission:
    made = Submission(
        round_id=part.round_id,
        part=part,
        number=part.number + 1,
        state="draft",
        reason=reason.strip(),
        made=TransactionNow(),
    )
    made.save(force_insert=True)
    return made


def _continued(now: Submission, reason: str) -> Submission:
    now.revision += 1
    now.reason = reason.strip() or now.reason
    return now


def _working(part: Part) -> Submission:
    now = working_version(part)
    if now is None:
        raise Refused
    return now


def _earlier_texts(part: Part) -> list[str]:
    """Everything that this partner wrote before, here and in earlier rounds: names in it were judged then."""
    mine = Submission.objects.filter(part__partner=part.partner_id).prefetch_related("choices", "offers")
    return [text for one in mine for text in (one.reason, *filled_in(one).texts.values())]


def _require_sound(filled: Filled, part: Part, *, complete: bool) -> None:
    kind = kinds_of_partners().get(part.partner.slug, "")
    if faults := faults_in(filled, part.round, kind, complete=complete):
        raise Faulty(faults)


def _signed_as(part: Part) -> str:
    title = part.office.title if part.office else ""
    return title if part.office and holds(part.office.pk) else _("%(office)s, bij volmacht") % {"office": title}


def _about(part: Part) -> str:
    return f"inventory:{part.round_id}/{part.partner.slug}"

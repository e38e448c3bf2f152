"""Holding a conversation: numbers, notes, quotes. The log names no conversation: whoever looks after the circle reads
its lines, and would see in them on which evening somebody spoke."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.models import Conversation, Note, Quote
from slagvaardig.see.conversations.rules import ELSE, LONGEST, MOST_QUOTES, Held, may_hold, require_sound
from slagvaardig.see.rounds.actions import Moved
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.rounds.workflow import CONVERSATION_MOVES, after
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.rules import Refused
from slagvaardig.trust.textguard.guard import judged, require_clean

ABOUT = "conversations"


@transaction.atomic
def hold(*, round: Round, held: Held, by: Person) -> Conversation:
    """A conversation in a round that runs, with how many of each function; only `by` sees it."""
    if not may_hold(round):
        raise Refused
    require_sound(current_region(), round, held, timezone.localdate())
    made = Conversation(
        round=round, circle_id=round.circle_id, owner=by, state="draft", keep_until=round.keep_until, **_columns(held)
    )
    made.save(force_insert=True)
    record(verb="hold-conversation", about=ABOUT, by=by.actor)
    return made


@transaction.atomic
def change_held(*, conversation: Conversation, held: Held, by: Person) -> None:
    """Correct the day, the area or the numbers, as long as it is not finished."""
    _require_draft(conversation, by)
    require_sound(current_region(), conversation.round, held, timezone.localdate())
    Conversation.objects.filter(pk=conversation.pk).update(**_columns(held))
    record(verb="note-conversation", about=ABOUT, by=by.actor)


@transaction.atomic
def write_note(
    *, conversation: Conversation, number: int, text: str, by: Person, spared: Collection[str] = ()
) -> Note | None:
    """What was said about one question; an empty text takes the note away."""
    return write_notes(conversation=conversation, texts={number: text}, by=by, spared=spared).get(number)


@transaction.atomic
def write_notes(
    *, conversation: Conversation, texts: Mapping[int, str], by: Person, spared: Collection[str] = ()
) -> dict[int, Note]:
    """The same for several questions at once: all are kept, or none."""
    _require_draft(conversation, by)
    known = {note.number: note for note in conversation.notes.all()}
    kept, count = {}, 0
    for number, text in texts.items():
        if not ELSE <= number <= len(conversation.round.asks) or len(text) > LONGEST:
            raise ValidationError({"text": [_("Schrijf hoogstens %(most)s tekens.") % {"most": LONGEST}]})
        before = known.get(number)
        count += require_clean(text=text, spared=spared, before=[before.text] if before else [])
        if not text.strip():
            Note.objects.filter(conversation=conversation, number=number).delete()
        elif before:
            Note.objects.filter(pk=before.pk).update(text=text.strip())
            kept[number] = before
        else:
            kept[number] = Note(number=number, text=text.strip(), **_inside(conversation))
            kept[number].save(force_insert=True)
    record(verb="note-conversation", about=ABOUT, by=by.actor, detail=judged(count))
    return kept


@transaction.atomic
def write_quote(
    *, conversation: Conversation, text: str, by: Person, approved: bool = False, spared: Collection[str] = ()
) -> Quote:
    """What somebody said in his own words. approved: he agreed that others read it, without his name."""
    _require_draft(conversation, by)
    count = require_clean(text=text, spared=spared)
    if not 1 <= len(text.strip()) <= 400:
        raise ValidationError({"text": [_("Een citaat heeft 1 tot 400 tekens.")]})
    if conversation.quotes.count() >= MOST_QUOTES:
        raise ValidationError({"text": [_("Bij dit gesprek staan al %(n)s citaten.") % {"n": MOST_QUOTES}]})
    made = Quote(text=text.strip(), approved=approved, **_inside(conversation))
    made.save(force_insert=True)
    record(verb="note-conversation", about=ABOUT, by=by.actor, detail=judged(count))
    return made


@transaction.atomic
def approve_quote(*, quote: Quote, approved: bool, by: Person) -> None:
    """The speaker says yes, or takes it back; both can be done for as long as the quote is kept."""
    _require_held(quote, by)
    Quote.objects.filter(pk=quote.pk).update(approved=approved)
    record(verb="approve-quote", about=ABOUT, by=by.actor)


@transaction.atomic
def drop_quote(*, quote: Quote, by: Person) -> None:
    """The speaker does not want it to be kept at all."""
    _require_held(quote, by)
    Quote.objects.filter(pk=quote.pk).delete()
    record(verb="note-conversation", about=ABOUT, by=by.actor)


@transaction.atomic
def move_conversation(*, conversation: Conversation, move: str, by: Person) -> None:
    """Finish it, or go on with it as long as it was not laid open. Raises Moved."""
    if conversation.owner_id != by.pk:
        raise Refused
    state = after(CONVERSATION_MOVES, move, conversation.state) if CONVERSATION_MOVES.get(move) else ""
    if not state or not CONVERSATION_MOVES[move].button:
        raise Moved
    if state == "finished" and not conversation.notes.exists():
        raise ValidationError(_("Schrijf bij ten minste één vraag iets op."))
    if not Conversation.objects.filter(pk=conversation.pk, state=conversation.state).update(state=state):
        raise Moved
    record(verb="move-conversation", about=ABOUT, by=by.actor, detail={"state": state})


def _columns(held: Held) -> dict[str, object]:
    return {"day": held.day, "area": held.area, "present": {role: n for role, n in held.present.items() if n}}


def _inside(conversation: Conversation) -> dict[str, object]:
    return {"conversation": conversation, "round_id": conversation.round_id, "circle_id": conversation.circle_id}


def _require_draft(conversation: Conversation, by: Person) -> None:
    """Refused unless `by` holds it, and nothing changes once it is finished."""
    if conversation.owner_id != by.pk:
        raise Refused
    if not Conversation.objects.filter(pk=conversation.pk, state="draft").exists():
        raise Moved


def _require_held(quote: Quote, by: Person) -> None:
    if not Conversation.objects.held_by(by).filter(pk=quote.conversation_id).exists():
        raise Refused

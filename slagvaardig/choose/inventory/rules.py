"""What somebody may do in a round, and what is wrong with what a partner filled in."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from slagvaardig.choose.inventory.models import Part, Round
from slagvaardig.choose.inventory.submissions import Submission
from slagvaardig.choose.inventory.workflow import BUREAU, PART_MOVES, SIGNER, WRITER, Step, moves_from
from slagvaardig.region.current import current_region
from slagvaardig.region.inventory import Inventory
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import circles_with, kinds_with, may

MOST_HOURS = 20_000  # of one role in one quarter: more than the largest partner has
LONGEST_MOTIVATION, LONGEST_PLAN, LONGEST_ASKS = 1_000, 160, 4_000


@dataclass(frozen=True)
class Pick:
    """A topic as it is filled in. One of place and points is None, after the method of the round."""

    topic: str
    place: int | None = None
    points: int | None = None
    motivation: str = ""
    plan: str = ""
    plan_on: date | None = None


@dataclass(frozen=True)
class Filled:
    """Everything that a partner fills in. hours: per role, in a quarter; a role that is not there was not told."""

    picks: tuple[Pick, ...] = ()
    hours: Mapping[str, int] = field(default_factory=dict)
    asks: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """Every free text, by the name of its field; those of several topics one after the other."""
        found = {
            "asks": self.asks,
            "motivation": "\n\n".join(filter(None, (pick.motivation for pick in self.picks))),
            "plan": "\n\n".join(filter(None, (pick.plan for pick in self.picks))),
        }
        return {name: text for name, text in found.items() if text}


@dataclass(frozen=True)
class Fault:
    """Something that must be changed. where: "topic:SLUG", "role:SLUG", or empty when it is about the whole."""

    where: str
    message: str


def filled_in(submission: Submission) -> Filled:
    """A version as it was filled in."""
    names = ("topic", "place", "points", "motivation", "plan", "plan_on")
    picks = tuple(Pick(**{name: getattr(one, name) for name in names}) for one in submission.choices.all())
    return Filled(picks, {one.role: one.hours for one in submission.offers.all()}, submission.asks)


def working_version(part: Part) -> Submission | None:
    """The version that is being worked on, for its own partner; None when there is none."""
    found = Submission.objects.of_part(part).with_number(part.number)
    return found if found and found.state in ("draft", "filled") else None


def runs_rounds() -> bool:
    """Whether the one who acts runs the rounds: whoever edits what lies in the circle of the whole coalition."""
    return "coalition" in kinds_with("edit")


def sees_rounds() -> bool:
    """Whether the one who acts works for a partner."""
    return bool(Circle.objects.among(circles_with("see")).of_kinds("coalition"))


def may_sign(part: Part) -> bool:
    """Whether the one who acts holds the office that signs, or a mandate of it. Only while the round is open."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.may_sign_choose_part(%s, %s)", [part.pk, part.round_id])
        return bool(cursor.fetchone()[0])


def holds(office: str) -> bool:
    """Whether the one who acts holds an office today."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.may_hold_choose_office(%s)", [office])
        return bool(cursor.fetchone()[0])


def stands_as(part: Part) -> set[str]:
    """What the one who acts is to a part, while its round is open: writer, signer, bureau."""
    if not part.round.is_open:
        return set()
    found = {WRITER} if may("write", part.partner) else set()
    if may_sign(part):
        found.add(SIGNER)
    return found | ({BUREAU} if may("edit", part.round.circle) else set())


def moves_for(part: Part) -> dict[str, Step]:
    """The moves that the one who acts can make now, by slug."""
    return moves_from(part.state, PART_MOVES, stands_as(part))


def worth(found: Round, place: int | None, points: int | None) -> int:
    """What one named topic counts for: its points, or with a ranking as many as the number of places from the last."""
    return points or 0 if place is None else found.most + 1 - place


def full_ballot(found: Round) -> int:
    """What all topics of one partner together can count for at most: the same for every partner."""
    return found.most * (found.most + 1) // 2 if found.ranks else found.points


def faults_in(filled: Filled, found: Round, kind: str, *, complete: bool) -> list[Fault]:
    """Everything that is wrong. kind: of the partner. complete: also what a draft may still lack."""
    inventory = current_region().inventory
    faults = [*_topics(filled, found, inventory), *_lengths(filled), *_hours(filled, inventory, kind)]
    faults += _places(filled, found, complete) if found.ranks else _points(filled, found, complete)
    if complete and not filled.picks:
        faults.append(Fault("", _("Kies ten minste één onderwerp.")))
    return faults


def _topics(filled: Filled, found: Round, inventory: Inventory) -> Iterator[Fault]:
    known = {topic.slug for topic in inventory.topics}
    times = Counter(pick.topic for pick in filled.picks)
    for slug, number in times.items():
        if slug not in known:
            yield Fault(f"topic:{slug}", _("Dit onderwerp staat niet in de lijst van de regio."))
        if number > 1:
            yield Fault(f"topic:{slug}", _("Dit onderwerp staat er twee keer. Laat één keer staan."))
    if len(times) > found.most:
        facts = {"most": found.most, "number": len(times)}
        yield Fault("", _("Kies hooguit %(most)s onderwerpen; het zijn er nu %(number)s.") % facts)


def _lengths(filled: Filled) -> Iterator[Fault]:
    for pick in filled.picks:
        where = f"topic:{pick.topic}"
        if len(pick.motivation) > LONGEST_MOTIVATION:
            yield Fault(where, _("De motivering is te lang: hooguit %(most)s tekens.") % {"most": LONGEST_MOTIVATION})
        if len(pick.plan) > LONGEST_PLAN:
            yield Fault(where, _("De naam van het plan is te lang: hooguit %(most)s tekens.") % {"most": LONGEST_PLAN})
    if len(filled.asks) > LONGEST_ASKS:
        yield Fault("asks", _("De vraag aan de regio is te lang: hooguit %(most)s tekens.") % {"most": LONGEST_ASKS})


def _hours(filled: Filled, inventory: Inventory, kind: str) -> Iterator[Fault]:
    fitting = {role.slug for role in inventory.roles_of(kind)}
    for slug, hours in filled.hours.items():
        if slug not in fitting:
            yield Fault(f"role:{slug}", _("Deze rol hoort niet bij dit soort partner."))
        if not 0 <= hours <= MOST_HOURS:
            facts = {"most": MOST_HOURS, "hours": hours}
            yield Fault(f"role:{slug}", _("Geef uren tussen 0 en %(most)s per kwartaal, niet %(hours)s.") % facts)


def _places(filled: Filled, found: Round, complete: bool) -> Iterator[Fault]:
    places = Counter(pick.place for pick in filled.picks)
    for pick in filled.picks:
        where = f"topic:{pick.topic}"
        if pick.place is None or pick.points is not None or not 1 <= pick.place <= found.most:
            yield Fault(where, _("Geef een plaats van 1 tot en met %(most)s.") % {"most": found.most})
        elif places[pick.place] > 1:
            yield Fault(where, _("Plaats %(place)s is twee keer gegeven.") % {"place": pick.place})
    wanted = set(range(1, len(filled.picks) + 1))
    if complete and not any(number > 1 for number in places.values()):
        for missing in sorted(wanted - {place for place in places if place is not None}):
            yield Fault("", _("Plaats %(place)s ontbreekt: nummer door vanaf 1.") % {"place": missing})


def _points(filled: Filled, found: Round, complete: bool) -> Iterator[Fault]:
    for pick in filled.picks:
        if pick.points is None or pick.place is not None or not 1 <= pick.points <= found.points:
            message = _("Geef een heel aantal punten van 1 tot en met %(most)s.") % {"most": found.points}
            yield Fault(f"topic:{pick.topic}", message)
    total = sum(pick.points or 0 for pick in filled.picks)
    facts = {"most": found.points, "total": total}
    if total > found.points:
        yield Fault("", _("Er zijn %(total)s punten gegeven; verdeel er precies %(most)s.") % facts)
    elif complete and filled.picks and total < found.points:
        yield Fault("", _("Er zijn pas %(total)s van de %(most)s punten verdeeld.") % facts)


def kinds_of_partners() -> dict[str, str]:
    """The kind of each partner of the region that takes part in rounds, by slug."""
    region = current_region()
    return {one.slug: one.kind for one in region.partners if one.kind in region.inventory.kinds}


def office_of(partner: str) -> str:
    """The slug of the office that signs for a partner; empty when the region names none."""
    region = current_region()
    chosen = {one.partner: one.office for one in region.inventory.signing}
    first = next((office.slug for office in region.offices if office.partner == partner), "")
    return chosen.get(partner, first)

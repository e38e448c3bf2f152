"""What the pages of a round show: who stands where, what changed between versions, what need not be typed again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext_lazy

from slagvaardig.choose.inventory.ballots import partner_order
from slagvaardig.choose.inventory.models import Mandate, Part, Round
from slagvaardig.choose.inventory.rules import Filled, Pick, filled_in, runs_rounds
from slagvaardig.choose.inventory.submissions import Submission
from slagvaardig.choose.inventory.workflow import PART_STATES, State
from slagvaardig.choose.offices import held_by
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Membership, Tenure
from slagvaardig.trust.circles.rules import circles_with
from slagvaardig.web.blocks import Waiting
from slagvaardig.web.writing import short_day


@dataclass(frozen=True)
class Group:
    """The parts of one district, by name of the partner."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Coverage:
    """Who stands where. counts: how many parts per state, in the order of the states. counted: of how many a signed
    version counts."""

    groups: tuple[Group, ...]
    counts: tuple[tuple[State, int], ...]
    counted: int
    whole: int


def coverage_of(found: Round) -> Coverage:
    """Every partner of a round, by district and by name; never by how far somebody is."""
    region = current_region()
    known = {one.slug: one for one in region.partners}
    parts = [part for part in Part.objects.in_round(found).with_names() if part.partner.slug in known]
    parts.sort(key=lambda part: partner_order(known[part.partner.slug], region))
    groups: dict[str, list[Part]] = {}
    for part in parts:
        whole, name, _title = partner_order(known[part.partner.slug], region)
        groups.setdefault(gettext("De hele regio") if whole else name, []).append(part)
    counts = [(state, sum(part.state == slug for part in parts)) for slug, state in PART_STATES.items()]
    return Coverage(
        tuple(Group(title, tuple(own)) for title, own in groups.items()),
        tuple((state, number) for state, number in counts if number),
        sum(part.signed > 0 for part in parts),
        len(parts),
    )


@dataclass(frozen=True)
class Version:
    """One version of what a partner handed in, and what is different from the one before, in sentences."""

    submission: Submission
    filled: Filled
    changed: tuple[str, ...]


def versions_of(part: Part) -> list[Version]:
    """Every version that the one who looks may see, newest first."""
    found: list[Version] = []
    before: Filled | None = None
    for one in Submission.objects.of_part(part).with_content():
        now = filled_in(one)
        found.append(Version(one, now, tuple(differences(before, now)) if before is not None else ()))
        before = now if one.state != "withdrawn" else Filled()
    return found[::-1]


def differences(before: Filled, now: Filled) -> Iterable[str]:
    """What changed from one version to the next, topic by topic and role by role."""
    inventory = current_region().inventory
    old, new = ({pick.topic: pick for pick in one.picks} for one in (before, now))
    for slug in [*new, *(slug for slug in old if slug not in new)]:
        topic = inventory.topic(slug)
        yield from _topic_changed(topic.title if topic else slug, old.get(slug), new.get(slug))
    for slug in sorted({*before.hours, *now.hours}):
        was, is_now = before.hours.get(slug), now.hours.get(slug)
        if was != is_now:
            role = inventory.role(slug)
            facts = {"name": role.title if role else slug, "before": _told(was), "now": _told(is_now)}
            yield gettext("%(name)s: van %(before)s naar %(now)s per kwartaal") % facts
    if before.asks != now.asks:
        yield gettext("de vraag aan de regio is anders")


def _told(hours: int | None) -> str:
    return gettext("niet opgegeven") if hours is None else gettext("%(hours)s uur") % {"hours": hours}


def _topic_changed(title: str, old: Pick | None, new: Pick | None) -> Iterable[str]:
    if old is None or new is None:
        sentence = gettext("erbij: %(title)s") if new else gettext("eraf: %(title)s")
        yield sentence % {"title": title}
        return
    if old.place != new.place:
        facts = {"title": title, "before": old.place, "now": new.place}
        yield gettext("%(title)s: van plaats %(before)s naar %(now)s") % facts
    if old.points != new.points:
        facts = {"title": title, "before": old.points, "now": new.points}
        yield gettext("%(title)s: van %(before)s naar %(now)s punten") % facts
    if (old.motivation, old.plan, old.plan_on) != (new.motivation, new.plan, new.plan_on):
        yield gettext("%(title)s: andere motivering of ander plan") % {"title": title}


@dataclass(frozen=True)
class Prefilled:
    """What need not be typed again, and where it comes from."""

    filled: Filled
    sources: tuple[str, ...]


def prefilled(part: Part) -> Prefilled:
    """From the last round in which this partner signed, and from its newest local plan for topics that are not there
    yet. Places and points are given only when the method is the same."""
    last = _last_signed(part)
    before = filled_in(last) if last else Filled()
    known = {topic.slug for topic in current_region().inventory.topics}
    picks = [pick for pick in before.picks if pick.topic in known][: part.round.most]
    same = last is not None and last.round.method == part.round.method and last.round.points == part.round.points
    sources = [gettext("uw inzending bij „%(title)s”") % {"title": last.round.title}] if last and picks else []
    picks = [_placed(pick, number, part.round, same=same) for number, pick in enumerate(picks, 1)]
    for plan in current_region().inventory.plans_of(part.partner.slug)[:1]:
        new = [slug for slug in plan.topics if slug not in {pick.topic for pick in picks}]
        new = new[: part.round.most - len(picks)]
        picks += [
            _placed(Pick(slug, plan=plan.title, plan_on=plan.adopted), len(picks) + number, part.round, same=False)
            for number, slug in enumerate(new, 1)
        ]
        sources += [gettext("uw plan „%(title)s”") % {"title": plan.title}] if new else []
    return Prefilled(Filled(tuple(picks), before.hours, before.asks), tuple(sources))


def _placed(pick: Pick, number: int, found: Round, *, same: bool) -> Pick:
    points = (pick.points if same else None) if not found.ranks else None
    return Pick(pick.topic, number if found.ranks else None, points, pick.motivation, pick.plan, pick.plan_on)


def _last_signed(part: Part) -> Submission | None:
    earlier = Round.objects.before(part.round)
    own = Submission.objects.final().filter(part__partner=part.partner_id, round__in=earlier)
    newest = own.newest_per_part().with_content().select_related("round", "part__partner")
    signed = [one for one in newest if one.state == "signed"]
    return max(signed, key=lambda one: (one.round.closes, one.number), default=None)


@dataclass(frozen=True)
class Hands:
    """Who may do what for a partner: by role and office; names only of mandates, for whoever knows the people."""

    office: str
    held: bool
    mandates: tuple[Mandate, ...]


def hands_of(part: Part) -> Hands:
    """The office that signs, whether somebody holds it, and who signs by mandate."""
    if part.office is None:
        return Hands("", held=False, mandates=())
    today = timezone.localdate()
    held = Tenure.objects.on(today).of_offices([part.office.pk]).exists()
    mandates = Mandate.objects.on(today).for_offices([part.office.pk])
    return Hands(part.office.title, held, tuple(mandates))


WAITING: Final[dict[str, str | Promise]] = {
    "fill-in": ngettext_lazy(
        "inventarisatie die uw organisatie nog moet invullen, uiterlijk %(day)s",
        "inventarisaties die uw organisatie nog moet invullen, de eerste uiterlijk %(day)s",
        "number",
    ),
    "sign": ngettext_lazy(
        "inzending die op uw handtekening wacht, uiterlijk %(day)s",
        "inzendingen die op uw handtekening wachten, de eerste uiterlijk %(day)s",
        "number",
    ),
    "close": ngettext_lazy(
        "inventarisatie die over de sluitdag heen is", "inventarisaties die over hun sluitdag heen zijn", "number"
    ),
}


def what_waits_for(person: Person) -> list[Waiting]:
    """What waits for somebody who is the one who acts: to fill in, to sign, to close."""
    today = timezone.localdate()
    writable = Part.objects.of_partners(circles_with("write")).to_fill()
    offices = held_by(person) | {mandate.office_id for mandate in Mandate.objects.on(today).of(person)}
    found = [_waiting("fill-in", writable)]
    if offices:
        found.append(_waiting("sign", Part.objects.to_sign().signed_by_offices(offices)))
    if runs_rounds():
        late = Round.objects.past_closing(today).aggregate(first=Min("closes"), number=Count("pk"))
        found.append(
            Waiting(
                "close",
                late["number"],
                str(WAITING["close"] % {"number": late["number"]}),
                reverse("inventories"),
                late["first"],
                of_office=True,
                late=True,
            )
        )
    return [one for one in found if one.number]


def _waiting(kind: str, parts: QuerySet[Any]) -> Waiting:
    days = list(parts.values_list("changed_on", "round__closes"))
    first, until = (min(column, default=None) for column in ([one[place] for one in days] for place in (0, 1)))
    text = str(WAITING[kind] % {"number": len(days), "day": short_day(until)})
    late = until is not None and until < timezone.localdate()
    return Waiting(kind, len(days), text, reverse("inventories"), first, of_office=True, late=late)


def my_parts(person: Person) -> list[Part]:
    """The parts of one's own organisations in open rounds."""
    own = Part.objects.of_partners(circles_with("write")).in_open_rounds().with_names().select_related("round")
    return list(own)


def may_be_given_a_mandate(part: Part, by: Person) -> QuerySet[Person]:
    """Colleagues who write for the same partner, without the one who gives it."""
    today = timezone.localdate()
    members = Membership.objects.in_circle(part.partner).on(today)
    writing = members.filter(role__in=("contributor", "editor")).values_list("person", flat=True)
    return Person.objects.filter(pk__in=list(writing)).exclude(pk=by.pk).order_by("name")

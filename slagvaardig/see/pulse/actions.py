"""Opening a round, making links, answering once, closing and publishing.

An answer leaves no line in the log: a line has a moment. What is written down is that a round was opened, for how many
links were made, and that it was closed and published.
"""

import csv
from array import array
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.region.current import current_region
from slagvaardig.region.folder import Region
from slagvaardig.region.pulse import Pulse
from slagvaardig.see.connectors.pulse_rounds import COLUMNS
from slagvaardig.see.figures.actions import ingest
from slagvaardig.see.figures.drafts import workplace
from slagvaardig.see.figures.ingestion import geography_of
from slagvaardig.see.pulse import box
from slagvaardig.see.pulse.mandates import circles_to_hand_out_for
from slagvaardig.see.pulse.models import PulseBatch, PulseBox, PulseLink, PulseRound
from slagvaardig.see.pulse.proving import DeadLink, round_of
from slagvaardig.see.pulse.rules import (
    ANSWERS,
    MOST_LINKS,
    Cell,
    Tally,
    areas_for,
    asked_now,
    changed_silently,
    kind_of,
    lines_of,
    period_of,
    results,
)
from slagvaardig.see.pulse.tokens import cell_of, hash_of, tokens_of
from slagvaardig.see.pulse.workflow import MOVES
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import Refused, require
from slagvaardig.trust.unseen.tickets import Ticket
from slagvaardig.web import spreadsheet

UNSEEN = "system:holder of a link"
KEPT = timedelta(days=61)
MOST_A_ROUND = 20_000


@transaction.atomic
def open_round(*, by: Person, on: date | None = None, closes: date | None = None) -> PulseRound:
    """Ask the questions of the region's file, in a month in which they are asked, up to and including a day."""
    require("edit", Circle.objects.get(kind="coalition"))
    region, pulse, today = *_region_with_pulse(), on or timezone.localdate()
    period = period_of(pulse, today)
    if period is None:
        raise ValidationError(_("In deze maand wordt de polsvraag niet gesteld."))
    if PulseRound.objects.in_period(period).exists():
        raise ValidationError(_("Deze ronde is er al."))
    before = PulseRound.objects.newest_first().first()
    if changed := changed_silently(pulse, before.asked if before else None):
        text = _("De zin of de antwoorden van %(slugs)s veranderden. Zet de oude zin in pulse.toml, met een breuk.")
        raise ValidationError(text % {"slugs": ", ".join(changed)})
    last = closes or today + timedelta(days=pulse.open_days)
    made = PulseRound(period=period, opened=today, closes=last, asked=asked_now(region, pulse))
    made.save(force_insert=True)
    counters = len(made.asked["cells"]) * len(pulse.questions) * len(ANSWERS)
    sealed = box.empty(made.pk, counters)
    PulseBox(round=made, sealed=sealed, keep_until=last + KEPT).save(force_insert=True)
    record(verb="open-pulse", about=f"pulse:{period}", by=by.actor)
    return made


@transaction.atomic
def hand_out(
    *,
    found: PulseRound,
    circle: Circle,
    role: str,
    area: str,
    number: int,
    ticket: Ticket,
    by: Person,
    on: date | None = None,
) -> list[str]:
    """Make links for people of a partner; their tokens, which can be shown now and never again. With the same ticket:
    the same."""
    _require_hands_out(circle)
    region, pulse, today = *_region_with_pulse(), on or timezone.localdate()
    cell = [kind_of(region, circle.slug), area]
    sound = role in {one.slug for one in pulse.roles} and area in areas_for(region, circle.slug)
    if not sound or cell not in found.asked["cells"] or not 1 <= number <= MOST_LINKS:
        raise ValidationError(_("Kies het werk, de plaats, en hoogstens %(most)s links.") % {"most": MOST_LINKS})
    if found.state != "open" or found.closes < today:
        raise ValidationError(_("Deze ronde is voorbij."))
    tokens = tokens_of(ticket, found.asked["cells"].index(cell), number)
    facts = {"round": found, "circle": circle, "kind": cell[0], "role": role, "area": area, "number": number}
    if PulseBatch.objects.filter(pk=ticket.key).exists():
        if not PulseBatch.objects.filter(pk=ticket.key, **facts).exists():
            raise ValidationError(_("Met dit formulier zijn al links gemaakt. Open de pagina opnieuw voor andere."))
        return tokens
    if sum(one.number for one in PulseBatch.objects.of(found)) + number > MOST_A_ROUND:
        raise ValidationError(_("Voor deze ronde zijn al zeer veel links gemaakt."))
    until = found.closes + KEPT
    PulseBatch(id=ticket.key, day=today, keep_until=until, **facts).save(force_insert=True)
    # In order of the hash, which is chance: the order of rows says nothing.
    PulseLink.objects.bulk_create(
        PulseLink(hash=kept, round=found, keep_until=until) for kept in sorted(map(hash_of, tokens))
    )
    record(verb="invite-pulse", about=f"pulse:{found.period}", by=by.actor, circle=circle.pk, detail={"links": number})
    return tokens


@transaction.atomic
def answer(*, token: str, answers: Mapping[str, str], by: str, on: date | None = None) -> None:
    """Count the answers of who holds a link, and end the link: both or neither. Of two at once one. Raises DeadLink."""
    if by != UNSEEN:
        raise Refused
    found = round_of(token, on)
    questions = [slug for slug, _text, _indicator in found.asked["questions"]]
    if set(answers) != set(questions) or any(value not in ANSWERS for value in answers.values()):
        raise ValidationError(_("Kies bij elke vraag één antwoord."))
    link = PulseLink.objects.filter(hash=hash_of(token), used=False).select_for_update().first()
    if link is None:  # somebody else was first with it, just now
        raise DeadLink("used")
    kept = PulseBox.objects.select_for_update().filter(round=found).first()
    if kept is None:  # the round was closed meanwhile
        raise DeadLink("over")
    counts = box.opened(found.pk, kept.sealed)
    tally = _tally(found, counts)
    for number, slug in enumerate(questions):
        counts[tally.place(cell_of(token), number, int(answers[slug]))] += 1
    PulseBox.objects.filter(round=found).update(sealed=box.seal(found.pk, counts))
    # Last, for it is by a link that was not used that the box may be touched.
    PulseLink.objects.filter(hash=link.hash).update(used=True)


@transaction.atomic
def close_round(*, found: PulseRound, by: Person, on: date | None = None) -> PulseRound:
    """Open the box once, keep what may be shown, and destroy box and links."""
    require("edit", Circle.objects.get(kind="coalition"))
    move = MOVES["close"]
    if not PulseRound.objects.filter(pk=found.pk, state=move.before).update(state=move.after, closed=_day(on)):
        raise ValidationError(_("Deze ronde is al gesloten."))
    made = PulseRound.objects.get(pk=found.pk)
    try:
        tally = _tally(made, box.opened(made.pk, _taken_away(made)))
    except box.LostKey as lost:
        text = _("De sleutel van deze site is vervangen. De antwoorden van deze ronde zijn niet meer te lezen.")
        raise ValidationError(text) from lost
    invited: Counter[Cell] = Counter()
    for batch in PulseBatch.objects.of(made):
        invited[batch.kind, batch.area] += batch.number
    made.result = results(tally, invited, int(made.asked["fewest"]))
    made.save(update_fields=("result",))
    PulseLink.objects.of(made).delete()
    record(verb="close-pulse", about=f"pulse:{made.period}", by=by.actor)
    return made


@transaction.atomic
def publish_round(*, found: PulseRound, by: Person, on: date | None = None) -> PulseRound:
    """Everybody sees the round, and it becomes a figure like any other."""
    require("edit", Circle.objects.get(kind="coalition"))
    region, pulse, today = *_region_with_pulse(), on or timezone.localdate()
    move = MOVES["publish"]
    if not PulseRound.objects.filter(pk=found.pk, state=move.before).update(state=move.after, published=today):
        raise ValidationError(_("Sluit de ronde eerst. Of zij is al gepubliceerd."))
    source = region.sources[pulse.source]
    with workplace(Path(settings.FIGURES_FOLDER) / "staging", source.slug) as bench:
        raw = bench / "raw"
        raw.mkdir()
        _write(raw / f"{source.slug}.csv", region)
        ingest(source=source, raw=raw, geography=geography_of(region), known_on=today, by=by.actor)
    record(verb="publish-pulse", about=f"pulse:{found.period}", by=by.actor)
    return PulseRound.objects.get(pk=found.pk)


def _taken_away(found: PulseRound) -> bytes:
    """The box of a closed round, gone then; waits for an answer that is being counted, so that none is lost."""
    with connection.cursor() as cursor:
        cursor.execute("delete from see_pulsebox where round_id = %s returning sealed", [found.pk])
        row = cursor.fetchone()
    if row is None:
        raise ValidationError(_("Deze ronde is al gesloten."))
    return bytes(row[0])


def _day(on: date | None) -> date:
    return on or timezone.localdate()


def _write(file: Path, region: Region) -> None:
    whole = region.areas.of_kind("unit")[0].code
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow([spreadsheet.cell(title) for title in COLUMNS])
        for one in reversed(PulseRound.objects.published()):
            questions = [slug for slug, _text, _indicator in one.asked["questions"]]
            lines = lines_of(whole, one.period, one.result or {}, questions)
            table.writerows([spreadsheet.cell(value) for value in line] for line in lines)


def _tally(found: PulseRound, counts: "array[int]") -> Tally:
    cells = [(kind, area) for kind, area in found.asked["cells"]]
    return Tally(cells, [slug for slug, _text, _indicator in found.asked["questions"]], counts)


def _region_with_pulse() -> tuple[Region, Pulse]:
    region = current_region()
    if region.pulse is None:
        raise ValidationError(_("Deze regio heeft geen polsvraag."))
    return region, region.pulse


def _require_hands_out(circle: Circle) -> None:
    """The bureau for every partner, and whoever looks after the circle of a partner for his own."""
    if circle.pk not in {one.pk for one in circles_to_hand_out_for()}:
        raise Refused

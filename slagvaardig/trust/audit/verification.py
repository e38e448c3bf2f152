"""Is the log still what was sealed? Computed from the rows alone, in the database that holds them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.audit import chain
from slagvaardig.trust.audit.lines import KEPT, LINES, as_line, leaf_of
from slagvaardig.trust.audit.models import Event, Seal

Heads = Mapping[int, tuple[str, str]]  # seal: (head, moment or "")
Leaf = tuple[bytes, datetime | None]  # with the moment of the line, unless only the leaf is left

AT_ONCE = 10_000  # lines in memory
# A line may be sealed later than a newer one, because its transaction took long; never by more than this.
LATEST = timedelta(days=1)
KINDS: dict[str, str | Promise] = {
    "gap": _("zegel %(seal)s ontbreekt"),
    "count": _("zegel %(seal)s dekt een ander aantal regels dan erin staat"),
    "root": _("de regels van zegel %(seal)s zijn niet de regels die verzegeld werden"),
    "head": _("zegel %(seal)s volgt niet op het zegel ervoor"),
    "time": _("zegel %(seal)s dekt een regel van een ander tijdstip: terug- of vooruitgedateerd"),
    "loose": _("er zijn regels onder zegel %(seal)s, maar dat zegel bestaat niet"),
    "witness": _("het controlegetal van zegel %(seal)s is een ander dan de getuige kreeg"),
}
_SEALED = LINES + "where seal between %s and %s union all " + KEPT + "where seal between %s and %s order by seal, id"
_LOOSE = """select distinct seal from (select seal from trust_event union select seal from trust_keptleaf) found
where seal < 1 or seal > (select coalesce(max(seq), 0) from trust_seal) order by seal limit 10"""


@dataclass
class Outcome:
    """What was looked at, and every (kind of deviation, seal); `unsealed` lines are too new to have a seal."""

    lines: int = 0
    seals: int = 0
    heads: int = 0
    unsealed: int = 0
    deviations: list[tuple[str, int]] = field(default_factory=list)

    def facts(self) -> dict[str, object]:
        """For the log itself."""
        return {"lines": self.lines, "seals": self.seals, "heads": self.heads, "deviations": len(self.deviations)}

    def sentences(self) -> list[str]:
        return [str(KINDS[kind]) % {"seal": seal} for kind, seal in self.deviations]


def verify(heads: Heads | None = None, *, after: int = 0) -> Outcome:
    """Compute every seal after `after` again, and hold the seals against the heads that witnesses kept."""
    outcome = Outcome(heads=len(heads or {}), unsealed=Event.objects.unsealed().count())
    start = Seal.objects.after(after - 1).first() if after else None
    before = bytes.fromhex(start.head) if start else chain.BEFORE_THE_FIRST
    expected, newest = after + 1, None
    for seal, lines in _with_lines(after):
        if seal.seq != expected:
            outcome.deviations.append(("gap", expected))
        newest = _check(seal, lines, before, newest, outcome)
        before, expected = bytes.fromhex(seal.head), seal.seq + 1
    outcome.deviations += [("witness", seq) for seq in _differing(heads or {})]
    with connection.cursor() as cursor:
        cursor.execute(_LOOSE)
        outcome.deviations += [("loose", seq) for (seq,) in cursor.fetchall()]
    return outcome


def start_of_the_last(lines: int) -> int:
    """After which seal to begin, to look at about so many of the newest lines only."""
    covered = 0
    for seal in Seal.objects.all()[: lines + 1]:
        covered += seal.events
        if covered > lines:
            return int(seal.seq)
    return 0


def _check(
    seal: Seal, lines: Sequence[Leaf], before: bytes, newest: datetime | None, outcome: Outcome
) -> datetime | None:
    """Hold one seal against its lines; the newest moment of a line so far."""
    outcome.seals += 1
    outcome.lines += len(lines)
    over = chain.root(leaf for leaf, _ in lines)
    moments = [at for _, at in lines if at]
    earliest = newest - LATEST if newest else None
    for kind, wrong in (
        ("count", len(lines) != seal.events),
        ("root", over.hex() != seal.root),
        ("head", chain.head(before, seal.seq, len(lines), over).hex() != seal.head),
        ("time", any(at > seal.at or (earliest and at < earliest) for at in moments)),
    ):
        if wrong:
            outcome.deviations.append((kind, seal.seq))
    return max((at for at in [*moments, newest] if at and at <= seal.at), default=newest)


def _differing(heads: Heads) -> Iterator[int]:
    """The seals of which a witness has another head or moment than stands here, or that are not here at all."""
    there = {seal.seq: (seal.head, chain.moment(seal.at)) for seal in Seal.objects.among(heads)}
    for seq, (head, at) in sorted(heads.items()):
        if seq not in there or there[seq][0] != head or (at and there[seq][1] != at):
            yield seq


def _with_lines(after: int) -> Iterator[tuple[Seal, list[Leaf]]]:
    """Every seal after one with what it covers, about AT_ONCE lines in memory."""
    while seals := _next_seals(after):
        first, after = seals[0].seq, seals[-1].seq
        covered = _covered(first, after)
        yield from ((seal, covered.get(seal.seq, [])) for seal in seals)


def _next_seals(after: int) -> list[Seal]:
    chosen, lines = [], 0
    for seal in Seal.objects.after(after)[:AT_ONCE]:
        chosen.append(seal)
        lines += seal.events
        if lines >= AT_ONCE:
            break
    return chosen


def _covered(first: int, last: int) -> dict[int, list[Leaf]]:
    found: dict[int, list[Leaf]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_SEALED, [first, last, first, last])
        for row in cursor.fetchall():
            leaf = (bytes.fromhex(row[-1]), None) if row[-1] else (leaf_of(as_line(row)), row[1])
            found.setdefault(row[-2], []).append(leaf)
    return found

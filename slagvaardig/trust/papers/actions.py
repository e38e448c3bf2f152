"""Writing papers in a circle, sharing a frozen copy with another, publishing. Every act leaves a line in the log."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import Refused, require
from slagvaardig.trust.papers.models import Attachment, Paper
from slagvaardig.trust.papers.rules import kept_until
from slagvaardig.trust.textguard.guard import judged, require_clean

_COPIED = ("name", "kind", "checksum", "size", "content")


class Conflict(Exception):
    """Somebody else changed the paper in the meantime; `now` is how it stands."""

    def __init__(self, now: Paper) -> None:
        super().__init__(str(now.pk))
        self.now = now


@transaction.atomic
def write_paper(
    *,
    circle: Circle,
    title: str,
    text: str,
    by: Person,
    keep_until: date | None = None,
    spared: Collection[str] = (),
) -> Paper:
    """A new paper of `by` in a circle. `spared`: marks of likely names that `by` says are no persons."""
    require("write", circle)
    until = kept_until(keep_until)
    count = require_clean(title=title, text=text, spared=spared)
    paper = Paper(circle=circle, owner=by, title=title, text=text, keep_until=until)
    paper.full_clean(exclude=["id", "circle", "owner"], validate_unique=False, validate_constraints=False)
    paper.save(force_insert=True)
    record(verb="write", about=f"paper:{paper.pk}", by=by.actor, circle=circle.pk, detail=judged(count))
    return paper


@transaction.atomic
def change_paper(
    *,
    paper: Paper,
    title: str,
    text: str,
    version: int,
    by: Person,
    keep_until: date | None = None,
    spared: Collection[str] = (),
) -> Paper:
    """Replace the text of a paper as it was at `version`. Raises Conflict when it is not that any more."""
    until = kept_until(keep_until) if keep_until else paper.keep_until
    count = require_clean(title=title, text=text, spared=spared, before=(paper.title, paper.text))
    changed = Paper.objects.filter(pk=paper.pk, version=version).update(
        title=title, text=text, version=version + 1, changed=timezone.now(), keep_until=until
    )
    now = Paper.objects.get(pk=paper.pk)
    if not changed:
        if now.version != version:
            raise Conflict(now)
        raise Refused
    detail = {"version": now.version, **judged(count)}
    record(verb="change", about=f"paper:{paper.pk}", by=by.actor, circle=now.circle_id, detail=detail)
    return now


@transaction.atomic
def attach(*, paper: Paper, name: str, kind: str, checksum: str, content: bytes, by: Person) -> Attachment:
    """Add a file that `trust/uploads` found clean."""
    require_clean(name=name)
    file = Attachment(paper=paper, name=name, kind=kind, checksum=checksum, size=len(content), content=content)
    file.save(force_insert=True)
    record(
        verb="attach",
        about=f"paper:{paper.pk}",
        by=by.actor,
        circle=paper.circle_id,
        detail={"file": str(file.pk), "checksum": checksum},
    )
    return file


@transaction.atomic
def share(
    *, paper: Paper, circles: Sequence[Circle], reason: str, by: Person, spared: Collection[str] = ()
) -> list[Paper]:
    """Lay a frozen copy in each of the other circles, with a name and a reason. In the public circle: publishing."""
    if not reason.strip():
        raise ValidationError(_("Schrijf waarom u dit stuk deelt."))
    count = require_clean(reason=reason, spared=spared)
    files = list(paper.attachments.all())
    return [_copy(paper, files, circle, reason, by, count) for circle in circles]


@transaction.atomic
def read_circle(*, circle: Circle, by: Person | None) -> None:
    """Write down who saw the titles of what lies in a closed circle: no line, no page."""
    if by is not None and circle.reading_is_recorded:
        record(verb="list", about=f"circle:{circle.pk}", by=by.actor, circle=circle.pk)


@transaction.atomic
def read_paper(*, paper: Paper, by: Person | None) -> None:
    """Write down who reads a paper outside the open circles: no line, no page."""
    if by is not None and paper.circle.reading_is_recorded:
        record(verb="read", about=f"paper:{paper.pk}", by=by.actor, circle=paper.circle_id)


@transaction.atomic
def read_attachment(*, attachment: Attachment, by: Person | None) -> None:
    """The same for a file with a paper."""
    circle = attachment.paper.circle
    if by is not None and circle.reading_is_recorded:
        detail: dict[str, object] = {"file": str(attachment.pk)}
        record(verb="download", about=f"paper:{attachment.paper_id}", by=by.actor, circle=circle.pk, detail=detail)


def _copy(paper: Paper, files: Sequence[Attachment], circle: Circle, reason: str, by: Person, count: int) -> Paper:
    require("publish" if circle.kind == "public" else "share", paper.circle)
    if circle == paper.circle:
        raise ValidationError(_("Het stuk ligt al in deze kring."))
    copy = Paper(
        circle=circle,
        owner=by,
        title=paper.title,
        text=paper.text,
        frozen=True,
        copied_from=paper.pk,
        reason=reason.strip(),
        keep_until=paper.keep_until,
        made=_moment_of_the_transaction(),  # by which the database knows that its files belong to this very act
    )
    copy.save(force_insert=True)
    for file in files:
        Attachment(paper=copy, **{name: getattr(file, name) for name in _COPIED}).save(force_insert=True)
    record(
        verb="publish" if circle.kind == "public" else "share",
        about=f"paper:{paper.pk}",
        by=by.actor,
        circle=paper.circle_id,
        detail={"to": str(circle.pk), "copy": str(copy.pk), "version": paper.version, **judged(count)},
    )
    return copy


def _moment_of_the_transaction() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("select now()")
        moment: datetime = cursor.fetchone()[0]
    return moment

"""What the attacks are tried on: in every circle papers with a file, a frozen copy here and there; every text holds a
word that stands nowhere else."""

import hashlib
import io
import secrets
import zipfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

import typst
from django.utils import timezone

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.papers.actions import attach, share, write_paper
from slagvaardig.trust.papers.models import Attachment, Paper
from tests.attack.oracle import Somebody, allowed
from tests.people import CAST, CIRCLES, OFFICES, TERMS, YEAR, People, gather

KINDS = {slug: kind for kind, slug, _ in CIRCLES}
WRITERS = {
    "openbaar": "bureau", "coalitie": "bureau", "loket": "bureau", "gemeente-een": "officer",
    "gemeente-twee": "second mayor", "parket": "chief prosecutor", "politie": "police chief", "beraad": "mayor",
    "werkgroep": "adviser",
}  # fmt: skip
# who shares a copy: from which circle, to which
COPIES = [("bureau", "beraad", "coalitie"), ("adviser", "gemeente-een", "openbaar"), ("bureau", "werkgroep", "loket")]


@dataclass(frozen=True)
class Thing:
    """A paper with its file, as a test knows it."""

    paper: Paper
    file: Attachment
    circle: str
    owner: str


@dataclass
class Scene:
    """The cast, what lies where, and what the oracle says about it."""

    people: People
    circles: dict[str, Circle]
    things: list[Thing] = field(default_factory=list)
    lies: dict[str, set[str]] = field(default_factory=dict)  # of every word: the circles in which it may be read
    reasons: set[str] = field(default_factory=set)  # those of the words that are the reason of a copy

    @cached_property
    def descriptions(self) -> dict[str, Somebody]:
        return {name: described(name) for name in self.people.names}

    def allows(self, act: str, name: str, circle: str = "") -> bool:
        return allowed(act, self.descriptions.get(name, Somebody()), circle, KINDS, timezone.localdate())

    def may_change(self, name: str, thing: Thing) -> bool:
        own = thing.owner == name and self.allows("write", name, thing.circle)
        return not thing.paper.frozen and (own or self.allows("edit", name, thing.circle))

    def logged_in(self, name: str) -> bool:
        return name in self.people.keys and self.descriptions[name].allowed_in

    def in_coalition(self, name: str) -> bool:
        """Whether somebody is a colleague: who sees what lies there for the whole coalition."""
        return self.allows("see", name, "coalitie")


def described(name: str) -> Somebody:
    """Somebody of the cast in the words of the oracle; of a visitor and of whoever was let go nothing is left."""
    offices, roles, site = CAST.get(name, ((), (), ()))
    today = timezone.localdate()
    first, last = (today + timedelta(days=days) for days in TERMS.get(name, (0, YEAR.days)))
    given = [tuple(word.split(":")) for word in roles] + [("", role) for role in site]
    for plan in (plan for plan in OFFICES if plan.slug in offices):
        given += [*plan.seats, (plan.partner, "contributor")]
    return Somebody(tuple((where, role, first, last) for where, role in given), name not in ("disabled", "gone"))


def word() -> str:
    """A word that stands nowhere else and that no page would change."""
    return f"kanarie{secrets.token_hex(8)}"


def laid_out(each: int = 1) -> Scene:
    """In every circle `each` papers, and some copies."""
    people = gather()
    with people.acting("visitor"):
        circles = {circle.slug: circle for circle in Circle.objects.all()}
    scene = Scene(people, circles)
    for slug, name in WRITERS.items():
        for _ in range(each):
            scene.things.append(_written(scene, slug, name))
    for name, source, target in COPIES:
        scene.things.append(_copied(scene, name, source, target))
    return scene


def _written(scene: Scene, slug: str, name: str) -> Thing:
    title, text, label, content = (word() for _ in range(4))
    scene.lies |= {one: {slug} for one in (title, text, label, content)}
    with scene.people.acting(name) as by:
        paper = write_paper(circle=scene.circles[slug], title=title, text=text, by=by)
        data = content.encode()
        checksum = hashlib.sha256(data).hexdigest()
        file = attach(paper=paper, name=f"{label}.txt", kind="text/plain", checksum=checksum, content=data, by=by)
    return Thing(paper, file, slug, name)


def _copied(scene: Scene, name: str, source: str, target: str) -> Thing:
    """Of a paper that is written for it, so that all other words stay in one circle."""
    before = set(scene.lies)
    origin = _written(scene, source, WRITERS[source])
    scene.things.append(origin)
    for one in set(scene.lies) - before:
        scene.lies[one] = {source, target}
    reason = word()
    scene.lies[reason] = {target}
    scene.reasons.add(reason)
    with scene.people.acting(name) as by:
        copy = share(paper=origin.paper, circles=[scene.circles[target]], reason=reason, by=by)[0]
        return Thing(copy, Attachment.objects.get(paper=copy), target, name)


def hidden_in_files(scene: Scene) -> None:
    """Files with a paper of the desk and with a public one: words inside an archive and inside a PDF."""
    for slug in ("loket", "openbaar"):
        thing = next(thing for thing in scene.things if thing.circle == slug and not thing.paper.frozen)
        inside, shown = word(), word()
        scene.lies |= {inside: {slug}, shown: {slug}}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", f"<w:t>{inside}</w:t>")
        page = typst.compile(f"#set page(width: 20cm)\n{shown}".encode())
        with scene.people.acting(thing.owner) as by:
            for name, data in (("stuk.docx", buffer.getvalue()), ("stuk.pdf", bytes(page))):
                checksum = hashlib.sha256(data).hexdigest()
                attach(paper=thing.paper, name=name, kind="application/x", checksum=checksum, content=data, by=by)


def renamed(scene: Scene) -> None:
    """Everybody gets a name that is no ordinary word."""
    with acting_as_job("console"):
        for person in scene.people.persons.values():
            person.name = word()
            person.save(update_fields=["name"])


def days(number: int) -> date:
    """So many days from today."""
    return timezone.localdate() + timedelta(days=number)

"""The rules of the floor, one at a time taken out: by the owner in the database, or in Python. Every one of them has an
attack that then gets through, and that gets nothing through while the rule stands."""

import inspect
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from django.conf import settings
from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from slagvaardig.trust.access import identity
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.views import circles
from slagvaardig.trust.papers.models import Paper
from tests.attack.filling import filled
from tests.attack.forgeries import forged, whoever
from tests.attack.objects import visits
from tests.attack.owner import looking, run, undone
from tests.attack.scene import Scene
from tests.attack.writes import blind_writes, inserted

Attack = Callable[[Scene], int]
APP = f'"{settings.APP_ROLE}"'
PROVEN = "proof is distinct from sec.hmac('process', concat_ws('|', kind, session, job, pg_backend_pid(), moment))"


@dataclass(frozen=True)
class Mutant:
    """`sql`: what the owner does; `within`: what is different in Python. `attack`: counts what got through."""

    name: str
    attack: Attack
    sql: str = ""
    within: Callable[[], AbstractContextManager[None]] | None = None


def reads(scene: Scene) -> int:
    """Hidden papers, files and colleagues that somebody finds by asking for everything, from whatever he may read."""
    got = 0
    for name in ("outsider", "visitor", "former member", "future member", "disabled", "analyst"):
        hidden = {str(t.paper.pk) for t in scene.things if not scene.allows("see", name, t.circle)}
        hidden |= {
            str(t.file.pk) for t in scene.things if not scene.allows("see", name, t.circle) and not t.paper.frozen
        }
        if not scene.in_coalition(name):
            hidden |= {str(person.pk) for other, person in scene.people.persons.items() if other != name}
        with undone():
            whoever(name, scene)
            got += sum(str(key) in hidden for relation in _readable() for key in _keys_in(relation))
    return got


def _readable() -> list[str]:
    return [
        str(row[0])
        for row in run(
            "select c.oid::regclass::text from pg_class c where relnamespace = 'public'::regnamespace"
            " and relkind in ('r', 'v', 'm') and relname ~ 'paper|attachment|person|seen'"
            " and has_table_privilege(c.oid, 'select')"
        )
    ]


def _keys_in(relation: str) -> list[object]:
    column = "user_id" if relation == "trust_person" else "id"
    try:
        with transaction.atomic():
            return [row[0] for row in run(f"select {column} from {relation}")]
    except Error:
        return []


def writes_on(table: str) -> Attack:
    def writes(scene: Scene) -> int:
        names = ["outsider", "officer", "analyst", "adviser", "visitor"]
        return len(blind_writes(scene, names, [table], plain=True)[1])

    writes.__name__ = f"writes on {table}"
    return writes


on_papers, on_files, on_roles = map(writes_on, ("trust_paper", "trust_attachment", "trust_membership"))


def makes(scene: Scene) -> int:
    return len([line for line in inserted(scene, ["analyst", "officer"])[1] if "accepted" in line])


def forges(scene: Scene) -> int:
    """Without the statements that ask for the rights of the owner: this connection is his."""
    return len(forged(scene, random.Random(1), 74, statements=())[1])


def visits_after_another(scene: Scene) -> int:
    """A member opens his pages; then somebody without a login comes along on the same connection."""
    member, visitor, got = scene.people.client("bureau"), Client(), 0
    for thing in scene.things[:6]:
        with undone():
            member.get(f"/stukken/{thing.paper.pk}")
            answer = visitor.get(f"/stukken/{thing.paper.pk}")
            got += answer.status_code == 200 and not scene.allows("see", "visitor", thing.circle)
    return got


def enters_without_login(scene: Scene) -> int:
    """Pages of people with a login that do not lead a visitor to it."""
    client = Client(raise_request_exception=False)
    pages = [visit for visit in visits(scene) if visit.name in ("mine", "circles", "offices")]
    return sum(client.get(visit.address).status_code != 302 for visit in pages)


def sends_more(scene: Scene) -> int:
    new = next(v for v in visits(scene) if v.name == "paper_new" and v.filled == {"slug": "beraad"})
    return len(filled(scene, "bureau", new, new.acts[0], apart=False)[1])


@contextmanager
def view_replaced(name: str, view: Callable[..., HttpResponse]) -> Iterator[None]:
    pattern = next(p for p in get_resolver("slagvaardig.urls").url_patterns if getattr(p, "name", "") == name)
    with patch.object(pattern, "callback", view):
        yield


@contextmanager
def without_login_check() -> Iterator[None]:
    with view_replaced("circles", inspect.unwrap(circles)):
        yield


@contextmanager
def with_every_field() -> Iterator[None]:
    """Writing a paper with whatever was sent that has the name of a field."""

    def paper_new(request: HttpRequest, slug: str) -> HttpResponse:
        paper = Paper(owner=Person.objects.get(pk=request.user.pk), circle=Circle.objects.get(slug=slug))
        paper.keep_until = timezone.localdate()
        for name in ("title", "text", "version", "reason"):
            setattr(paper, name, request.POST.get(name, getattr(paper, name)))
        if request.method == "POST":
            paper.save(force_insert=True)
        return HttpResponse("")

    with view_replaced("paper_new", paper_new):
        yield


@contextmanager
def without_leaving() -> Iterator[None]:
    with patch.object(identity, "leave", lambda: None):
        yield


def policy(act: str, table: str, using: str = "", check: str = "") -> str:
    clause = (f" using ({using})" if using else "") + (f" with check ({check})" if check else "")
    return f"alter policy rule_{act} on {table}{clause}"


def function(name: str, old: str, new: str) -> str:
    """The function of that name with a piece of its text replaced; fails when the piece is not there."""
    return (
        f"do $m$ declare was text := pg_get_functiondef('{name}'::regprocedure); begin"
        f" if position($o${old}$o$ in was) = 0 then raise 'not in {name}'; end if;"
        f" execute replace(was, $o${old}$o$, $n${new}$n$); end $m$"
    )


MUTANTS = [
    Mutant(
        "the application owns a table without FORCE",
        reads,
        f"alter table trust_paper no force row level security; alter table trust_paper owner to {APP}",
    ),
    Mutant("no rules on papers", reads, "alter table trust_paper disable row level security"),
    Mutant("everybody reads papers", reads, policy("select", "trust_paper", "true")),
    Mutant("everybody reads files", reads, policy("select", "trust_attachment", "true")),
    Mutant("everybody reads names", reads, policy("select", "trust_person", "true")),
    Mutant(
        "a view of the owner",
        reads,
        f"create view seen as select * from trust_paper; grant select on seen to {APP}",
    ),
    Mutant(
        "a stored view",
        reads,
        f"create materialized view seen as select * from trust_paper; grant select on seen to {APP}",
    ),
    Mutant(
        "a second rule that allows more", reads, f"create policy more on trust_paper for select to {APP} using (true)"
    ),
    Mutant(
        "roles without a last day",
        reads,
        function("sec.held(uuid)", "sec.today() between m.since and m.until", "m.since <= sec.today()"),
    ),
    Mutant(
        "roles without a first day",
        reads,
        function("sec.held(uuid)", "sec.today() between m.since and m.until", "sec.today() <= m.until"),
    ),
    Mutant(
        "the coalition is everybody",
        reads,
        function("sec.allowed(text)", "and exists (select 1 from held where held.kind = 'partner')", ""),
    ),
    Mutant("a change without the circle", on_papers, policy("update", "trust_paper", "not frozen", "not frozen")),
    Mutant(
        "whoever owns a paper changes it, frozen or not",
        on_papers,
        policy("update", "trust_paper", "owner_id = (select sec.me())", "true"),
    ),
    Mutant("anybody takes away a file", on_files, policy("delete", "trust_attachment", "true")),
    Mutant("everybody ends a role", on_roles, policy("update", "trust_membership", "true", "true")),
    Mutant("every column may be changed", on_papers, f"grant update on trust_paper to {APP}"),
    Mutant("a paper in any circle", makes, policy("insert", "trust_paper", check="owner_id = (select sec.me())")),
    Mutant(
        "a paper of any owner",
        makes,
        policy("insert", "trust_paper", check="circle_id = any((select sec.circles('write'))::uuid[])"),
    ),
    Mutant("a file with any paper", makes, policy("insert", "trust_attachment", check="true")),
    Mutant("everybody admits", makes, policy("insert", "trust_membership", check="true")),
    Mutant("a line in any name", makes, policy("insert", "trust_event", check="true")),
    Mutant(
        "copies of what one may not share",
        makes,
        function(
            "sec.may_copy_trust_paper(uuid,uuid)",
            "case when c.kind = 'public' then 'publish' else 'share' end",
            "'see'",
        ),
    ),
    Mutant(
        "a seal that nobody checks",
        forges,
        function(
            "sec.part(integer)", "or parts[7] is distinct from sec.hmac('seal', array_to_string(parts[1:6], '|'))", ""
        ),
    ),
    Mutant(
        "a proof that nobody checks",
        forges,
        function(
            "sec.enter(text,text,text,bigint,text)",
            PROVEN,
            "false",
        ),
    ),
    Mutant(
        "a proof of any moment",
        forges,
        function("sec.enter(text,text,text,bigint,text)", "> 5000", "> 5000000000"),
    ),
    Mutant(
        "a proof for any connection",
        forges,
        function(
            "sec.enter(text,text,text,bigint,text)",
            PROVEN,
            "proof <> all(array(select sec.hmac('process', concat_ws('|', kind, session, job, n, moment))"
            " from generate_series(pg_backend_pid(), pg_backend_pid() + 1000) n))",
        ),
    ),
    Mutant("a session that becomes another's", forges, policy("update", "trust_session", check="true")),
    Mutant("sessions for anybody", forges, policy("insert", "trust_session", check="true")),
    Mutant("nobody leaves", visits_after_another, within=without_leaving),
    Mutant("a page without a login", enters_without_login, within=without_login_check),
    Mutant("a form of all fields", sends_more, within=with_every_field),
]


@contextmanager
def taken_out(mutant: Mutant) -> Iterator[None]:
    with undone():
        if mutant.sql:
            with looking():
                run(mutant.sql)
        if mutant.within is None:
            yield
        else:
            with mutant.within():
                yield

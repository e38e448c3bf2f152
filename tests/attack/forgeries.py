"""Ways to become somebody else with SQL of one's own making, as an injection in the application would allow."""

import hashlib
import hmac
import random
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.db import Error, transaction

from slagvaardig.trust.access.identity import enter, leave, process_key
from slagvaardig.trust.access.sessions import hashed
from tests.attack.owner import run, undone
from tests.attack.scene import Scene

Call = tuple[object, ...]
VICTIM = "bureau"


def proof(kind: str, session: str, job: str, pid: int, moment: int, key: bytes | None = None) -> str:
    message = f"{kind}|{session}|{job}|{pid}|{moment}"
    return hmac.new(process_key() if key is None else key, message.encode(), hashlib.sha256).hexdigest()


def now() -> int:
    return time.time_ns() // 1_000_000


def pid() -> int:
    return int(run("select pg_backend_pid()")[0][0])


def _calls(session: str, chosen: random.Random) -> dict[str, Callable[[], Call]]:
    """Arguments for sec.enter that no process of ours would make."""
    moment, here = now(), pid()
    good = proof("session", session, "", here, moment)
    late = moment + chosen.choice((-1, 1)) * chosen.randrange(6_000, 600_000)
    other = here + chosen.randrange(1, 999)
    stranger = chosen.choice((b"", b"slagvaardig", settings.SECRET_KEY.encode(), secrets.token_bytes(32)))
    return {
        "a random proof": lambda: ("session", session, "", moment, secrets.token_hex(32)),
        "a proof cut short": lambda: ("session", session, "", moment, good[: chosen.randrange(64)]),
        "a proof made longer": lambda: ("session", session, "", moment, good + "0"),
        "a proof in capitals": lambda: ("session", session, "", moment, good.upper() + " "),
        "no proof": lambda: ("session", session, "", moment, chosen.choice(("", None))),
        "a proof of another connection": lambda: (
            "session", session, "", moment, proof("session", session, "", other, moment),
        ),
        "a proof of another moment": lambda: (
            "session", session, "", late, proof("session", session, "", here, late),
        ),
        "a moment moved after proving": lambda: ("session", session, "", moment + 1, good),
        "a proof of nobody for a session": lambda: (
            "session", session, "", moment, proof("session", "", "", here, moment),
        ),
        "a proof with another key": lambda: (
            "session", session, "", moment, proof("session", session, "", here, moment, stranger),
        ),
        "a session proof for a job": lambda: ("job", "", "console", moment, good),
        "a session proof for the login": lambda: ("login", session, "", moment, good),
        "a job named in the session": lambda: (
            "job", "", "console", moment, proof("session", "|console", "", here, moment),
        ),
        "a kind that is none": lambda: (chosen.choice(("console", "admin", "", None)), session, "", moment, good),
        "nothing at all": lambda: (None, None, None, None, None),
        "everything empty": lambda: ("session", "", "", 0, ""),
        "a bar in the session": lambda: ("session", f"{session}|", "", moment, good),
    }  # fmt: skip


def _contexts(sealed: str, victim: str, chosen: random.Random) -> dict[str, str]:
    """Edited forms of a sealed identity."""
    parts = sealed.split("|") if sealed else ["session", "", "", "", str(pid()), "0", secrets.token_hex(32)]

    def edited(place: int, value: str) -> str:
        return "|".join([*parts[:place], value, *parts[place + 1 :]])

    return {
        "another kind": edited(0, chosen.choice(("login", "job", ""))),
        "another user": edited(1, victim),
        "another session": edited(2, secrets.token_hex(32)),
        "a job": edited(3, chosen.choice(("console", "retention", "sealer", "backup"))),
        "another connection": edited(4, str(pid() + 1)),
        "another moment": edited(5, str(time.time())),
        "another seal": edited(6, secrets.token_hex(32)),
        "no seal": edited(6, ""),
        "a plain hash for a seal": "|".join(
            [*parts[:1], victim, *parts[2:6], hashlib.sha256("|".join(parts[:6]).encode()).hexdigest()]
        ),
        "a part too many": f"{parts[0]}|{victim}|{sealed}",
        "only a user": victim,
        "nothing": "",
        "a list": "{" + ",".join([parts[0], victim, *parts[2:]]) + "}",
    }


STATEMENTS = (
    "set role {owner}",
    "set session authorization {owner}",
    "reset session authorization",
    "set row_security = off",
    "set local row_security = off",
    "alter table trust_paper disable row level security",
    "alter table trust_paper no force row level security",
    "drop policy rule_select on trust_paper",
    "create policy mine on trust_paper using (true)",
    "alter policy rule_select on trust_paper using (true)",
    "grant all on trust_paper to public",
    'alter role "{app}" bypassrls',
    'alter role "{app}" superuser',
    "grant {owner} to \"{app}\"",
    "select sec.hmac('seal', 'x')",
    "select * from sec.key",
    "update sec.key set inner_pad = ''",
    "select * from sec.held((select user_id from trust_person limit 1))",
    "create or replace function sec.me() returns uuid language sql as $$ select '{victim}'::uuid $$",
    "create function public.spy() returns int language sql as $$ select 1 $$",
    "create temp table trust_membership (id int)",
    "create schema mine",
    "create view public.seen as select * from trust_paper",
    "create rule spy as on select to trust_paper do instead select 1",
    "create trigger spy after update on trust_paper execute function sec.me()",
    "copy trust_paper to program 'cat'",
    "select pg_read_file('PG_VERSION')",
    "set session_preload_libraries = 'x'",
    "set local sec.ctx = 'session|{victim}|||0|0|0'",
    "set session sec.ctx = 'job|||console|0|0|0'",
    "insert into trust_membership (person_id, circle_id, role, since, until) select '{me}', id, 'editor',"
    " current_date, current_date from trust_circle where slug = 'loket'",
    "insert into trust_tenure (person_id, office_id, since, until) select '{me}', slug, current_date, current_date"
    " from trust_office limit 1",
    "insert into trust_seat (office_id, circle_id, role) select slug, (select id from trust_circle where slug ="
    " 'loket'), 'editor' from trust_office limit 1",
    "update trust_membership set person_id = '{me}'",
    "update trust_tenure set person_id = '{me}'",
    "update trust_circle set kind = 'public'",
    "update trust_paper set circle_id = (select id from trust_circle where slug = 'openbaar')",
    "select sec.set_active('{victim}', false)",
)  # fmt: skip
# A row of trust_session tells whose session it is. `{key}` is the hash of a key that the attacker holds.
SESSION_ROWS = (
    "update trust_session set user_id = '{victim}'",
    "update trust_session set user_id = '{victim}' where session_key = '{key}'",
    "update trust_session set session_key = '{key}' where user_id = '{victim}'",
    "insert into trust_session (session_key, session_data, expire_date, user_id, device, started, seen)"
    " values ('{new}', '', now() + interval '1 hour', '{victim}', '', now(), now())",
    "insert into trust_session (session_key, session_data, expire_date, user_id, device, started, seen)"
    " values ('{key}', '', now() + interval '1 hour', '{victim}', '', now(), now())"
    " on conflict (session_key) do update set user_id = excluded.user_id",
    "insert into trust_session (session_key, session_data, expire_date, user_id, device, started, seen)"
    " values ('{new}', '', now() + interval '1 hour', null, '', now(), now());"
    "update trust_session set user_id = '{victim}' where session_key = '{new}'",
    "update trust_user set email = email, is_active = true, password = '' where id = '{victim}'",
)


def whoever(name: str, scene: Scene) -> None:
    """Begin as an attacker with an honest identity of his own."""
    if name in scene.people.keys:
        enter(kind="session", session=hashed(scene.people.keys[name]))
    else:
        leave()


def tried(statement: str, *values: object) -> bool:
    """Whether a statement was not refused; a refusal leaves the transaction usable."""
    try:
        with transaction.atomic():
            run(statement, *values)
    except Error:
        return False
    return True


def became_somebody(scene: Scene, name: str) -> bool:
    """Whether the attacker now is another, or sees a paper that the oracle keeps from him. An error is a refusal."""
    try:
        with transaction.atomic():
            return _is_another(scene, name)
    except Error:
        return False


def _is_another(scene: Scene, name: str) -> bool:
    me, job, login = run("select sec.me(), sec.job(), sec.is_login()")[0]
    own = scene.people.persons[name].pk if scene.logged_in(name) else None
    if me not in (own, None) or job or login:
        return True
    hidden = [str(thing.paper.pk) for thing in scene.things if not scene.allows("see", name, thing.circle)]
    return bool(run("select count(*) from trust_paper where id = any(%s::uuid[])", hidden)[0][0])


def forged(
    scene: Scene, chosen: random.Random, attempts: int, statements: tuple[str, ...] = STATEMENTS
) -> tuple[int, list[str]]:
    """(tried, what succeeded): every way in turn, each time by somebody else, until there were enough."""
    attackers = ["outsider", "visitor", "former member", "analyst", "gone"]
    won, count = [], 0
    while count < attempts:
        for label, attack in _ways(scene, chosen, statements):
            name = chosen.choice(attackers)
            with undone():
                whoever(name, scene)
                attack(name)
                if became_somebody(scene, name):
                    won.append(f"{name}: {label}")
            count += 1
    return count, won


def _ways(scene: Scene, chosen: random.Random, statements: tuple[str, ...]) -> list[tuple[str, Callable[[str], None]]]:
    victim, session = str(scene.people[VICTIM].pk), hashed(scene.people.keys[VICTIM])
    ways: list[tuple[str, Callable[[str], None]]] = []
    for label, call in _calls(session, chosen).items():
        ways.append((label, lambda _name, call=call: _entered(call())))  # type: ignore[misc]
    for label in _contexts("", victim, chosen):
        ways.append((f"context with {label}", lambda _name, label=label: _put(label, victim, chosen)))  # type: ignore[misc]
    for text in statements:
        ways.append((text, lambda name, text=text: _stated(text, name, scene)))  # type: ignore[misc]
    for text in SESSION_ROWS:
        ways.append((text, lambda name, text=text: _took_over(text, name, scene)))  # type: ignore[misc]
    return ways


def _entered(call: Call) -> None:
    tried("select sec.enter(%s, %s, %s, %s, %s)", *call)


def _put(label: str, victim: str, chosen: random.Random) -> None:
    sealed = run("select coalesce(current_setting('sec.ctx', true), '')")[0][0]
    tried("select set_config('sec.ctx', %s, true)", _contexts(sealed, victim, chosen)[label])


def _stated(text: str, name: str, scene: Scene) -> None:
    person = scene.people.persons.get(name)
    words = {
        "owner": str(settings.OWNER.get("USER", "postgres")),
        "app": settings.APP_ROLE,
        "victim": str(scene.people[VICTIM].pk),
        "me": str(person.pk if person else scene.people[VICTIM].pk),
    }
    for key, value in words.items():
        text = text.replace("{" + key + "}", value)
    tried(text)


def _took_over(text: str, name: str, scene: Scene) -> None:
    """Change rows of sessions, then come in honestly with the session that is now somebody else's, or not."""
    key, new = hashed(scene.people.keys.get(name, "a cookie of nobody")), hashed(secrets.token_hex(8))
    if name not in scene.people.keys:
        enter(kind="session", session=key)  # a visitor who brings a cookie has that session and no user
    for word, value in {"victim": str(scene.people[VICTIM].pk), "key": key, "new": new}.items():
        text = text.replace("{" + word + "}", value)
    if tried(text):
        enter(kind="session", session=new if new in text else key)

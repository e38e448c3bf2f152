"""Reads the catalogue of PostgreSQL and names every hole in the floor; independent of how the rules were made.

A site does not start with a hole in it. `slagvaardig check-trust` tells the same at any time.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db import connection

from slagvaardig.trust.database.durability import ways_to_lose
from slagvaardig.trust.database.tables import UNUSED, counted, declared, known
from slagvaardig.trust.rows import InCircle, Open, Rows, UnderParent, Written

MAY_EXECUTE = frozenset(
    [
        "enter",
        "part",
        "today",
        "me",
        "session",
        "claim",
        "receipt",
        "job",
        "is_login",
        "actor",
        "in_coalition",
        "has",
        "circles",
        "rights",
        "set_active",
        "reset_login",
        "forget_person",
        "digest_list",
        "stop_digest",
    ]
)  # beside may_copy_* and may_fill_*
_WRITES = {"INSERT", "UPDATE", "DELETE"}
_NEVER = {"TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"}


def holes() -> list[str]:
    """One Dutch sentence per hole; empty when the floor is sound. Any role that may read the catalogue can ask."""
    return [sentence for look in _LOOKS for sentence in look()]


def _ask(query: str, *values: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _ruled() -> dict[str, Rows]:
    return {table: rows for table, rows in declared() if not isinstance(rows, Open)}


def _the_role() -> Iterator[str]:
    found = _ask(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = %s",
        settings.APP_ROLE,
    )
    if not found:
        yield f"De rol {settings.APP_ROLE} bestaat niet. Draai `slagvaardig prepare`."
        return
    words = ("superuser", "bypassrls", "createrole", "createdb", "replication")
    for word in (word for word, has in zip(words, found[0], strict=True) if has):
        yield f"De rol van de toepassing heeft {word}; dan gelden de regels niet."
    for (role,) in _ask(
        "select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid"
        " join pg_roles w on w.oid = m.member"
        " where w.rolname = %s",
        settings.APP_ROLE,
    ):
        yield f"De rol van de toepassing is lid van {role} en kan die worden."


def _ownership() -> Iterator[str]:
    for (name,) in _ask(
        "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " join pg_roles r on r.oid = c.relowner where r.rolname = %s and n.nspname not like 'pg\\_%%'",
        settings.APP_ROLE,
    ):
        yield f"{name} is van de toepassing zelf; de eigenaar kan elke regel weghalen."
    if _ask(
        "select 1 from pg_database d join pg_roles r on r.oid = d.datdba"
        " where d.datname = current_database() and r.rolname = %s",
        settings.APP_ROLE,
    ):
        yield "De database is van de toepassing zelf."


def _undecided() -> Iterator[str]:
    for (name,) in _ask(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
    ):
        if name not in known():
            yield f"Over tabel {name} heeft niemand besloten wie de rijen mag zien."


def _forced() -> Iterator[str]:
    state = {
        name: (enabled, forced)
        for name, enabled, forced in _ask(
            "select relname, relrowsecurity, relforcerowsecurity from pg_class"
            " where relnamespace = 'public'::regnamespace"
        )
    }
    for table in _ruled():
        enabled, forced = state.get(table, (False, False))
        if not enabled:
            yield f"Tabel {table} heeft geen regels per rij."
        elif not forced:
            yield f"De regels van {table} gelden niet voor de eigenaar (FORCE ontbreekt)."


def _policies() -> Iterator[str]:
    found = {}
    for table, act, permissive, using, check, roles in _ask(
        "select tablename, cmd, permissive, coalesce(qual, ''), coalesce(with_check, ''), roles::text[]"
        " from pg_policies where schemaname = 'public'"
    ):
        if (table, act) in found or act == "ALL" or permissive != "PERMISSIVE":
            yield f"Tabel {table} heeft een regel te veel voor {act}; samen laten twee regels meer toe dan elk apart."
        if roles != [settings.APP_ROLE]:
            yield f"Een regel van {table} geldt voor een andere rol dan die van de toepassing."
        found[table, act] = (str(using), str(check))
    for table, rows in _ruled().items():
        if (table, "SELECT") not in found:
            yield f"Tabel {table} heeft geen regel voor lezen."
        for act in ("UPDATE", "DELETE"):
            if (table, act) in found:
                yield from _whole_rule(table, act, rows, *found[table, act])


def _whole_rule(table: str, act: str, rows: Rows, using: str, check: str) -> Iterator[str]:
    """A change that reads no column is held against its own rule only, so that rule must say all."""
    if isinstance(rows, InCircle):
        change = (f"{rows.circle} = ANY", "sec.circles", rows.frozen)
        wanted: tuple[str, ...] = change if act == "UPDATE" else ("sec.job", rows.keeps_until)
    elif isinstance(rows, UnderParent):
        wanted = (rows.parent,)
    else:
        wanted = ("sec.",)
    for part in wanted:
        if part not in using or (act == "UPDATE" and part not in check):
            yield f"De regel voor {act} op {table} is niet de hele regel: {part} ontbreekt."
    if using.strip("() ") in ("true", ""):
        yield f"De regel voor {act} op {table} laat alles toe."


def _digests() -> Iterator[str]:
    """The clock counts for people who are not there: only rows that may be counted, and it changes nothing."""
    told = counted()
    for table, condition in _ask(
        "select tablename, coalesce(qual, '') from pg_policies where schemaname = 'public' and cmd = 'SELECT'"
    ):
        if table in _ruled() and table not in told and "digest|%" not in condition:
            yield f"Vaste mail kan rijen van {table} lezen; die tabel hoort daar niet bij (in_digest)."
    for (text,) in _ask("select prosrc from pg_proc where pronamespace = 'sec'::regnamespace and proname = 'enter'"):
        if "transaction_read_only" not in text:
            yield "Wie voor vaste mail telt kan ook schrijven: de controle in sec.enter ontbreekt."


def _side_doors() -> Iterator[str]:
    for name, kind, options in _ask(
        "select c.relname, c.relkind, coalesce(c.reloptions, '{}') from pg_class c"
        " join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind in ('v', 'm', 'f')"
    ):
        if kind == "m":
            yield f"{name} is een opgeslagen overzicht; dat kent geen regels per rij."
        elif kind == "f":
            yield f"{name} is een tabel van elders; daar gelden onze regels niet."
        elif not {"security_invoker=true", "security_invoker=on"} & set(options):
            yield f"Overzicht {name} leest met de rechten van de eigenaar (security_invoker ontbreekt)."


def _functions() -> Iterator[str]:
    for schema, name, definer, settings_of in _ask(
        "select n.nspname, p.proname, p.prosecdef, coalesce(p.proconfig, '{}') from pg_proc p"
        " join pg_namespace n on n.oid = p.pronamespace"
        " where n.nspname not in ('pg_catalog', 'information_schema') and has_function_privilege(%s, p.oid, 'execute')",
        settings.APP_ROLE,
    ):
        ours = schema == "sec" and (name in MAY_EXECUTE or str(name).startswith("may_"))
        if not ours:
            yield f"De toepassing mag functie {schema}.{name} uitvoeren; daarover heeft niemand besloten."
        elif definer and not any(str(one).startswith("search_path=") for one in settings_of):
            yield f"Functie {schema}.{name} draait als eigenaar zonder vast zoekpad."


def _grants() -> Iterator[str]:
    held: dict[str, set[str]] = {}
    for table, right in _ask(
        "select table_schema || '.' || table_name, privilege_type from information_schema.table_privileges"
        " where grantee in (%s, 'PUBLIC') and table_schema not in ('pg_catalog', 'information_schema')",
        settings.APP_ROLE,
    ):
        held.setdefault(str(table), set()).add(str(right))
    for table in (table for table in held if table.startswith("sec.")):
        yield f"De toepassing mag bij {table}; daar staan de sleutels."
    for table, rows in declared():
        rights = held.get(f"public.{table}", set())
        if _NEVER & rights:
            yield f"De toepassing heeft te ruime rechten op {table}: {', '.join(sorted(_NEVER & rights))}."
        narrowed = isinstance(rows, InCircle) or (isinstance(rows, Written) and rows.changes)
        if narrowed and "UPDATE" in rights:
            yield f"De toepassing mag elke kolom van {table} wijzigen; alleen de genoemde kolommen mogen dat."
    for table in UNUSED:
        if held.get(f"public.{table}"):
            yield f"De toepassing heeft rechten op {table}, maar gebruikt die tabel niet."
    yield from _wide()


def _wide() -> Iterator[str]:
    for schema in ("public", "sec"):
        if _ask("select has_schema_privilege(%s, %s, 'create')", settings.APP_ROLE, schema)[0][0]:
            yield f"De toepassing mag tabellen en functies maken in schema {schema}."
    for right in ("create", "temporary"):
        if _ask("select has_database_privilege(%s, current_database(), %s)", settings.APP_ROLE, right)[0][0]:
            yield f"De toepassing heeft het recht {right} op de database."


def _uniqueness() -> Iterator[str]:
    """A unique column that spans circles tells that a hidden row exists."""
    spanning = {table: rows.circle for table, rows in declared() if isinstance(rows, InCircle)}
    for table, index, columns in _ask(
        "select t.relname, i.relname, array_agg(a.attname::text) from pg_index x join pg_class t on t.oid = x.indrelid"
        " join pg_class i on i.oid = x.indexrelid"
        " join pg_attribute a on a.attrelid = t.oid and a.attnum = any(x.indkey)"
        " where x.indisunique and not x.indisprimary and t.relnamespace = 'public'::regnamespace group by 1, 2"
    ):
        if table in spanning and spanning[table] not in columns:
            yield f"Index {index} is uniek over kringen heen en verraadt dat er iets is."
    for table, column, kind in _ask(
        "select c.relname, a.attname, format_type(a.atttypid, null) from pg_index x"
        " join pg_class c on c.oid = x.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any(x.indkey)"
        " where x.indisprimary"
    ):
        if table in spanning and kind != "uuid":
            yield f"De sleutel {column} van {table} is te raden; gebruik een UUID."


def _keys() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('sec.key') is not null")
        if not cursor.fetchone()[0]:
            yield "De sleutels ontbreken. Draai `slagvaardig prepare`."


_LOOKS: tuple[Callable[[], Iterator[str]], ...] = (
    _the_role,
    _ownership,
    _undecided,
    _forced,
    _policies,
    _digests,
    _side_doors,
    _functions,
    _grants,
    _uniqueness,
    _keys,
    ways_to_lose,
)

"""From a declaration (`trust/rows.py`) to the rules that PostgreSQL enforces: SQL as text, nothing is run here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from slagvaardig.trust.rows import InCircle, Open, Own, Rows, UnderParent

_BARE_CALL = re.compile(r"(?<!select )\bsec\.(?:me|session|claim|receipt|job|is_login|actor|today)\(\)")
_ITEMS = Path(__file__).resolve().parent / "items.sql"
# A digest (`identity.sql`) sees the rows that it counts and no others. Not held against the seal: with an identity that
# was tampered with nobody sees anything, and saying that one is a digest only shuts doors.
NO_DIGEST = "(select coalesce(current_setting('sec.ctx', true), '') not like 'digest|%')"
ACTS = ("select", "insert", "update", "delete")


@dataclass(frozen=True)
class Rules:
    """What may be done with the rows of one table: a condition per act, empty when nobody may. `becomes` is what a
    changed row may become; `changes` the columns that may be changed, all of them when None."""

    select: str = ""
    insert: str = ""
    update: str = ""
    becomes: str = ""
    delete: str = ""
    changes: tuple[str, ...] | None = None


def rules_of(table: str, rows: Rows) -> Rules:
    """The conditions for a table. Every one repeats the whole rule, also that of UPDATE and DELETE: a change that reads
    no column is never held against the rule for reading."""
    if isinstance(rows, InCircle):
        return _in_circle(table, rows)
    if isinstance(rows, UnderParent):
        return _under_parent(rows)
    if isinstance(rows, Own):
        mine = f"{rows.column} = sec.me() or sec.is_login()"
        if rows.column != "id":
            return Rules(mine, mine, mine, mine, mine)
        # A person is invited by another. With what he logs in, a factor or a link to an organisation, only he adds.
        given = f"{mine} or (select sec.has('appoint')) or sec.job() = 'console'"
        return Rules(select=given, insert=given, update=mine, becomes=mine, delete=mine)
    if isinstance(rows, Open):
        return Rules(select="true")
    return Rules(
        rows.select, rows.insert, rows.update, rows.becomes or rows.update, rows.delete, changes=rows.changes or None
    )


def _in_circle(table: str, rows: InCircle) -> Rules:
    mine, write = f"{rows.owner} = sec.me()", _within(rows.circle, "write")
    changeable = f"not {rows.frozen} and ({_within(rows.circle, 'edit')} or ({mine} and {write}))"
    copy = f"{rows.frozen} and {mine} and sec.may_copy_{table}(copied_from, {rows.circle})"
    overdue = f"sec.job() = 'retention' and {rows.keeps_until} < sec.today()"
    return Rules(
        select=f"{_within(rows.circle, 'see')} or ({overdue})",
        insert=f"(not {rows.frozen} and {mine} and {write}) or ({copy})",
        update=changeable,
        becomes=changeable,
        delete=overdue,
        changes=rows.changes,
    )


def _under_parent(rows: UnderParent) -> Rules:
    inside = f"exists (select 1 from {rows.parent} p where p.id = {rows.column})"  # noqa: S608 - our own names
    fill = f"sec.may_fill_{rows.parent}({rows.column})"
    change = fill if rows.changes else ""
    taken_away = f"{fill} or (sec.job() = 'retention' and {inside})"
    return Rules(inside, fill, change, change, taken_away, changes=rows.changes or ())


def functions_of(table: str, rows: InCircle) -> str:
    """Two questions about rows of this table that the asker may be unable to see: may he copy one to a circle, and may
    he add something to one (his own or one he edits; a frozen copy only in the very transaction that makes it)."""
    names = {"table": table, "circle": rows.circle, "owner": rows.owner, "frozen": rows.frozen}
    text = _ITEMS.read_text("utf-8")
    for name, value in names.items():
        text = text.replace("{" + name + "}", value)
    return text


def statements(table: str, rows: Rows, role: str, *, counted: bool = False) -> Iterator[str]:
    """Everything that makes a table obey its declaration, for an application role that starts with no right at all.
    counted: whether a digest may count its rows."""
    rules = rules_of(table, rows)
    yield f'revoke all on {table} from public, "{role}"'
    if isinstance(rows, Open):
        yield f'grant {", ".join(("select", *rows.writes))} on {table} to "{role}"'
        return
    yield f"alter table {table} enable row level security"
    yield f"alter table {table} force row level security"
    for act in ACTS:
        yield f"drop policy if exists rule_{act} on {table}"
        if condition := getattr(rules, act):
            if act == "select" and not counted:
                condition = f"({condition}) and {NO_DIGEST}"
            yield _policy(table, role, act, _once_per_query(condition), _once_per_query(rules.becomes))
            granted = rules.changes if act == "update" and rules.changes is not None else None
            listed = f" ({', '.join(granted)})" if granted else ""
            yield f'grant {act}{listed} on {table} to "{role}"'


def _policy(table: str, role: str, act: str, condition: str, becomes: str) -> str:
    clause = {
        "insert": f"with check ({condition})",
        "update": f"using ({condition}) with check ({becomes})",
    }.get(act, f"using ({condition})")
    return f'create policy rule_{act} on {table} for {act} to "{role}" {clause}'


def _within(column: str, right: str) -> str:
    return f"{column} = any((select sec.circles('{right}'))::uuid[])"


def _once_per_query(condition: str) -> str:
    """Ask who acts once per query instead of once per row."""
    return _BARE_CALL.sub(lambda call: f"(select {call[0]})", condition)

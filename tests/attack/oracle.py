"""Who may do what, said a second time in plain Python: it reads neither the table of roles nor the database."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Somebody:
    """terms: (circle or "" for the whole site, role, first day, last day). allowed_in: not disabled."""

    terms: tuple[tuple[str, str, date, date], ...] = ()
    allowed_in: bool = True


def allowed(act: str, who: Somebody, circle: str, kinds: dict[str, str], day: date) -> bool:
    """act: see, write, edit, share, publish or admit in a circle; appoint or read_log when `circle` is ""."""
    now = [(where, role) for where, role, first, last in who.terms if first <= day <= last and who.allowed_in]
    if not circle:
        return ("", {"appoint": "administrator", "read_log": "privacy"}[act]) in now
    if kinds[circle] == "public":
        return act == "see" or (act in ("write", "edit") and ("", "bureau") in now)
    if kinds[circle] == "coalition":
        works_here = any(where and kinds[where] == "partner" for where, _ in now)
        return act != "admit" and (("", "bureau") in now or (act == "see" and works_here))
    roles = {role for where, role in now if where == circle}
    return bool(
        roles & {"see": {"reader", "contributor", "editor"}, "write": {"contributor", "editor"}}.get(act, {"editor"})
    )

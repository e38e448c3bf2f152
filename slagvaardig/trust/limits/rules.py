"""How often something may be done, one line each. A page asks by name; what has no name here is not limited."""

from dataclasses import dataclass
from typing import Final

MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True)
class Limit:
    """most: how many within `period` seconds, counted from the first. each: for whom they are counted."""

    most: int
    period: int
    each: str


LIMITS: Final[dict[str, Limit]] = {
    "login": Limit(5, MINUTE, "account"),
    "login_address": Limit(10, MINUTE, "netwerkadres"),
    "form": Limit(60, MINUTE, "gebruiker"),
    "search": Limit(60, MINUTE, "bezoeker"),
    "visit": Limit(1200, MINUTE, "bezoeker"),
    "crowd": Limit(3000, MINUTE, "netwerkadres"),
    "crowd_form": Limit(600, MINUTE, "netwerkadres"),
    "reading": Limit(60, HOUR, "gebruiker"),
    "read_again": Limit(1, HOUR, "gebruiker en stuk"),
    "receipt": Limit(10, HOUR, "kenmerk van een code"),
    "upload": Limit(30, HOUR, "gebruiker"),
    "export": Limit(5, DAY, "gebruiker"),
}
LOGIN_FORMS = "/toegang/inloggen"


def limits_of_visit(method: str, path: str, *, session: bool) -> list[tuple[str, bool]]:
    """Under which limits a visit falls before more is known than an address and a session, and whether they count by
    address. Who tells of a session counts by both: an invented one would otherwise be a way around."""
    posts = method not in ("GET", "HEAD", "OPTIONS")
    if posts and path.startswith(LOGIN_FORMS):
        return [("login_address", True)]
    own = "form" if posts else "search" if path == "/zoeken" else "visit"
    return [("crowd_form" if posts else "crowd", True), (own, False)] if session else [(own, True)]

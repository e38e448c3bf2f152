"""Who may see and change a row: declared beside the model as `access`; `trust/database` makes it rules of the database.

A model without a declaration fails the tests: somebody decides for every table.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class InCircle:
    """A row lies in exactly one circle (`circle`), is somebody's (`owner`), and is a copy that nobody changes when
    `frozen` is set. `changes`: the only columns that may be changed. `keeps_until`: the day after which the nightly
    job takes it away."""

    changes: tuple[str, ...]
    circle: str = "circle_id"
    owner: str = "owner_id"
    frozen: str = "frozen"
    keeps_until: str = "keep_until"


@dataclass(frozen=True)
class UnderParent:
    """A row that is seen, added and taken away exactly where its parent is; changed only in the columns `changes`."""

    parent: str
    column: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Own:
    """A row of one user: seen and changed by that user, and while somebody logs in."""

    column: str = "user_id"


@dataclass(frozen=True)
class Written:
    """Rules that are too particular for the forms above: SQL per act. `update`: which rows may be changed; `becomes`:
    what they may become. `functions`: SQL that makes the questions `sec.may_...` which these rules ask about rows that
    the one who acts may be unable to see, or that lie in a table whose own rule looks back at this one."""

    select: str
    insert: str = ""
    update: str = ""
    becomes: str = ""
    delete: str = ""
    changes: tuple[str, ...] = ()
    functions: str = ""


@dataclass(frozen=True)
class Open:
    """No rule per row, because every visitor may see every row; `why` says so in one sentence."""

    why: str
    writes: tuple[str, ...] = field(default=("insert", "update", "delete"))


Rows = InCircle | UnderParent | Own | Written | Open

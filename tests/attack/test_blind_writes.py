"""A change without WHERE reads no column, so the rule for reading does not hold it back: the rule for writing must."""

import re

from django.db import Error, transaction

from tests.attack.forgeries import whoever
from tests.attack.owner import looking, run, undone
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import FULL, size
from tests.attack.writes import _file, blind_writes, inserted, ruled


def test_a_change_without_where_changes_only_what_is_ones_own(floor: Scene) -> None:
    _give_rows_to_libraries()
    count, wrong, entitled, served = blind_writes(floor, floor.people.names, ruled(), one_of=size(17, 1))
    proven("blind-writes", attempts=count, failed=len(wrong), entitled=entitled, served=served, note="UPDATE, DELETE")
    assert not wrong, "\n".join(wrong)
    assert served == entitled > size(3, 100)


def test_no_row_is_made_in_the_name_or_the_circle_of_another(floor: Scene) -> None:
    names = floor.people.names if FULL else ["bureau", "adviser", "visitor"]
    count, wrong, entitled, served = inserted(floor, names)
    proven("blind-writes", attempts=count, failed=len(wrong), entitled=entitled, served=served, note="INSERT")
    assert not wrong, "\n".join(wrong)
    assert served == entitled > 10


def test_a_row_under_a_hidden_paper_fails_as_under_none(floor: Scene) -> None:
    hidden = [thing.paper.pk for thing in floor.things if not floor.allows("see", "outsider", thing.circle)]
    told = {_error(floor, _file(key)) for key in [*hidden, "2e9b0d3c-7a84-4f0b-9d0a-0d3f8f1f5a11"]}
    assert len(told) == 1
    assert "row-level security" in told.pop()


def _error(scene: Scene, statement: str) -> str:
    with undone():
        whoever("outsider", scene)
        try:
            with transaction.atomic():
                run(statement)
        except Error as refusal:
            return re.sub(r"[0-9a-f-]{36}", "KEY", str(refusal))
    return "accepted"


def _give_rows_to_libraries() -> None:
    """The tables of the login library have rows too."""
    with looking():
        run(
            'insert into account_emailaddress (email, verified, "primary", user_id)'
            " select email, true, true, id from trust_user"
        )

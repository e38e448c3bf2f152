"""A change without WHERE reads no column, so the rule for reading does not hold it back: the rule for writing must."""

import re

import pytest
from django.conf import settings
from django.db import Error, transaction

from slagvaardig.trust.database.tables import declared
from slagvaardig.trust.rows import Open
from tests.attack.entitled.everything import DECIDED, OPEN, RIGHTS
from tests.attack.everywhere import laid_everywhere
from tests.attack.forgeries import whoever
from tests.attack.new_rows import tried_anew
from tests.attack.owner import looking, run, undone
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import FULL, size
from tests.attack.writes import _file, blind_writes, inserted, ruled

# What whoever wrote past the program could do until the oracle knew these tables: be the teller of a story of somebody
# unseen, lay a sheet before others than may see its decision, add something with which another logs in.
HOLES = {
    "see_teller": "create policy hole on see_teller for insert to {app} with check (person_id = sec.me())",
    "choose_division": "create policy hole on choose_division for insert to {app} with check"
    " (sec.may_fill_choose_decision(decision_id))",
    "mfa_authenticator": "create policy hole on mfa_authenticator for insert to {app} with check"
    " (sec.me() is not null)",
}


def test_a_change_without_where_changes_only_what_is_ones_own(floor: Scene) -> None:
    _give_rows_to_libraries()
    names = floor.people.names
    laid_everywhere(floor)
    count, wrong, entitled, served = blind_writes(floor, names, ruled(), one_of=size(53, 1))
    proven("blind-writes", attempts=count, failed=len(wrong), entitled=entitled, served=served, note="UPDATE, DELETE")
    assert not wrong, "\n".join(wrong)
    assert served == entitled > size(3, 400)


def test_no_row_is_made_in_the_name_or_the_circle_of_another(floor: Scene) -> None:
    names = floor.people.names if FULL else ["bureau", "adviser", "visitor"]
    count, wrong, entitled, served = inserted(floor, names)
    proven("blind-writes", attempts=count, failed=len(wrong), entitled=entitled, served=served, note="INSERT")
    assert not wrong, "\n".join(wrong)
    assert served == entitled > 10


def test_no_row_of_any_table_is_made_where_the_oracle_says_no(floor: Scene) -> None:
    names = floor.people.names
    laid_everywhere(floor)
    count, wrong, entitled, served = tried_anew(floor, names, RIGHTS, few=size(1, 3), one_of=size(13, 1))
    proven("blind-writes", attempts=count, failed=len(wrong), entitled=entitled, served=served, note="INSERT anew")
    assert not wrong, "\n".join(wrong)
    assert served == entitled > size(10, 500)


def test_the_oracle_decided_about_every_table(db: None) -> None:
    assert {table for table, _ in declared()} == DECIDED
    assert {table for table, rows in declared() if isinstance(rows, Open)} == OPEN


@pytest.mark.parametrize("hole", HOLES)
def test_each_rule_that_was_missing_is_missed(floor: Scene, hole: str) -> None:
    """Without it the oracle says where somebody gets in."""
    laid_everywhere(floor)
    with looking():
        run(HOLES[hole].replace("{app}", f'"{settings.APP_ROLE}"'))
    _, wrong, _, _ = tried_anew(floor, ["bureau", "outsider"], {hole: RIGHTS[hole]}, few=3)
    assert wrong


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

"""Every declared end is carried out by the nightly job: the row that is past it goes, its twin stays."""

from pathlib import Path
from typing import Any

import pytest
from django.db import ProgrammingError, connection, models, transaction
from pytest_django import Settings

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.choose.inventory.models import Round
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.models import Person, Session
from slagvaardig.trust.database.ownership import as_owner
from slagvaardig.trust.papers.models import Paper
from slagvaardig.trust.retention import nightly
from slagvaardig.trust.retention.kinds import kinds
from slagvaardig.trust.retention.models import Destroyed
from slagvaardig.trust.rows import Open
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.log import log
from tests.people import People, gather

from .looking import rows
from .planting import PLANTS, Planted, age, paper, plant, there
from .rounds import UNDER, typed, whole_round

ENDING = [kind.model for kind in kinds()]
OPEN = [model for model in ENDING if isinstance(model.access, Open)]  # type: ignore[attr-defined]


@pytest.fixture
def people(transactional_db: None, settings: Settings, tmp_path: Path) -> People:
    settings.LEDGER = tmp_path / "destroyed.jsonl"
    return gather()


def test_every_model_that_ends_is_planted_here() -> None:
    assert ENDING
    assert set(PLANTS) == set(ENDING)


def _went(model: type[models.Model], key: Any) -> bool:
    if model is Person:
        return bool(rows("trust_person", "user_id = %s and name = 'vertrokken medewerker'", key))
    return not there(model, key)


@pytest.mark.parametrize("model", ENDING, ids=lambda model: model.__name__)
def test_what_is_past_its_end_goes_and_its_twin_stays(people: People, model: type[models.Model]) -> None:
    planted = [plant(people, model) for _ in range(size(1, 20))]
    nightly.run()
    left = [one for one in planted if not _went(model, one.overdue)]
    stayed = [one for one in planted if there(model, one.twin) and not _went(model, one.twin)]
    proven("gone-is-gone", attempts=len(planted), failed=len(left), entitled=len(planted), served=len(stayed))
    assert (left, len(stayed)) == ([], len(planted))


@pytest.mark.parametrize("model", ENDING, ids=lambda model: model.__name__)
def test_the_database_lets_the_job_take_nothing_that_is_not_overdue(people: People, model: type[models.Model]) -> None:
    """Without the nightly code: whatever SQL the job runs, only what is past its end can go."""
    if model in OPEN:
        return  # not about anybody, and open to every process of the site
    planted = plant(people, model)
    with acting_as_job("retention"):
        if model is Person:
            with connection.cursor() as cursor:
                for key in (planted.overdue, planted.twin):
                    cursor.execute("select sec.forget_person(%s)", [key])
        else:
            # A raw delete without a condition is held against the rule of the row alone.
            along = next(kind.children for kind in kinds() if kind.model is model)
            for child in (*(one.model for one in along), model):
                child._base_manager.all()._raw_delete("default")
    assert _went(model, planted.overdue)
    assert there(model, planted.twin)
    assert not _went(model, planted.twin)


@pytest.mark.parametrize("name", ["officer", "bureau", "administrator", "privacy", "visitor"])
def test_nobody_else_can_take_an_overdue_row(people: People, name: str) -> None:
    models_tried = [model for model in ENDING if model not in (*OPEN, Session)]
    planted = [plant(people, model) for model in models_tried]
    taken = 0
    for model, one in zip(models_tried, planted, strict=True):
        with people.acting(name):
            taken += _try_to_delete(model)
        assert there(model, one.overdue)
    assert taken == 0


def _try_to_delete(model: type[models.Model]) -> int:
    try:
        with transaction.atomic():
            return int(model._base_manager.all()._raw_delete("default"))
    except ProgrammingError as refused:
        assert "permission denied" in str(refused)
        return 0


def test_the_files_of_a_paper_go_along_and_those_of_its_twin_stay(people: People) -> None:
    planted = plant(people, Paper)
    nightly.run()
    assert not rows("trust_attachment", "paper_id = %s", planted.overdue)
    assert len(rows("trust_attachment", "paper_id = %s", planted.twin)) == 1


def test_all_that_hangs_under_a_barrier_goes_along_and_that_of_its_twin_stays(people: People) -> None:
    planted = plant(people, Barrier)
    children = ("act_felt", "act_voice", "act_move", "act_memo")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select count(*) from act_voice")
        assert cursor.fetchone() == (2,)
    nightly.run()
    for table in children:
        assert not rows(table, "barrier_id = %s", planted.overdue), table
        assert rows(table, "barrier_id = %s", planted.twin), table


def test_a_round_goes_with_every_text_under_it_and_that_of_its_twin_stays(people: People) -> None:
    gone, kept = whole_round(people, "merktekenoud"), whole_round(people, "merktekennieuw")
    _make, overdue, twin = PLANTS[Round]
    age(Round, gone.pk, overdue)
    age(Round, kept.pk, twin)
    before = dict(typed("merktekennieuw"))
    assert before and all(before.values()), "a text that nobody planted proves nothing"
    assert dict(typed("merktekenoud")) == before
    with as_owner(), connection.cursor() as cursor:
        tables = [f"choose_{name.lower()}" for name in UNDER]
        cursor.execute(" union all ".join(f"select count(*) from {table}" for table in tables))
        counts = [number for (number,) in cursor.fetchall()]
        assert all(counts), dict(zip(tables, counts, strict=True))
    nightly.run()
    assert not any(count for _name, count in typed("merktekenoud"))
    assert dict(typed("merktekennieuw")) == before
    assert not any(b"merktekenoud" in str(row).encode() for table in tables for row in rows(table))


def test_who_left_keeps_a_key_and_loses_name_address_and_every_way_in(people: People) -> None:
    planted: Planted = plant(people, Person)
    for number, key in enumerate((planted.overdue, planted.twin)):
        _give_ways_in(key, f"way{number}@voorbeeld.invalid")
    nightly.run()
    assert rows("trust_user", "id = %s and email like '%%@vertrokken.invalid' and password = '!'", planted.overdue)
    for table in ("account_emailaddress", "mfa_authenticator", "socialaccount_socialaccount", "trust_session"):
        assert not rows(table, "user_id = %s", planted.overdue), table
    for table in ("account_emailaddress", "mfa_authenticator", "socialaccount_socialaccount"):
        assert len(rows(table, "user_id = %s", planted.twin)) == 1, table
    assert any(line.about == f"person:{planted.overdue}" for line in log("let-go"))


def _give_ways_in(key: Any, email: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            'insert into account_emailaddress (user_id, email, verified, "primary") values (%s, %s, true, true)',
            [key, email],
        )
        cursor.execute(
            "insert into mfa_authenticator (user_id, type, data, created_at) values (%s, 'totp', '{}', now())", [key]
        )
        cursor.execute(
            "insert into socialaccount_socialaccount (user_id, provider, uid, extra_data, last_login, date_joined)"
            " values (%s, 'oidc', %s, '{}', now(), now())",
            [key, email],
        )


def test_every_destroyed_row_has_a_line_in_the_log_and_in_the_list_and_neither_holds_content(people: People) -> None:
    planted = plant(people, Paper)
    nightly.run()
    lines = [line for line in log("destroy") if line.about == f"paper:{planted.overdue}"]
    assert [line.actor for line in lines] == ["job:retention"]
    assert lines[0].detail == {}
    with acting_as_job("console"):
        listed = {(row.table, row.deed) for row in Destroyed.objects.all()}
        texts = [f"{row.table} {row.key}" for row in Destroyed.objects.all()]
    assert listed == {("trust_attachment", "delete"), ("trust_paper", "delete")}
    assert not any("Stuk" in text or "inhoud" in text for text in texts)


def test_a_second_run_finds_nothing_more(people: People) -> None:
    for model in ENDING:
        plant(people, model)
    first, second = nightly.run(), nightly.run()
    assert sum(first.destroyed.values()) >= len(ENDING)
    assert second.destroyed == {}


def test_a_dry_run_says_what_would_go_and_takes_nothing(people: People) -> None:
    planted = plant(people, Paper)
    assert {kind.table: number for kind, number in nightly.planned()}["trust_paper"] == 1
    assert there(Paper, planted.overdue)


def test_papers_are_still_counted_after_they_are_gone(people: People) -> None:
    for _number in range(3):
        age(Paper, paper(people).pk, "keep_until = current_date - 2, made = '2020-02-29 23:30+00'")
    age(Paper, paper(people).pk, "keep_until = current_date - 2, made = '2020-02-29 23:30+00', frozen = true")
    paper(people)
    nightly.run(most=2)
    counted = {(str(row[1]), row[2], row[3], row[4]) for row in rows("trust_counted")}
    assert counted == {("2020-03-01", "trust_paper", "partner", 3), ("2020-03-01", "trust_paper:apart", "partner", 1)}
    assert len(rows("trust_paper")) == 1

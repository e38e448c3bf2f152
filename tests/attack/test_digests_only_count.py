"""The clock counts for people who are not there. As that identity nothing can be written and nothing else be read."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.db import DataError, Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from slagvaardig.trust.access.identity import acting_as_job, counting_for, enter
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.database.inspection import holes
from slagvaardig.trust.database.tables import counted, declared
from slagvaardig.trust.rows import Open
from slagvaardig.waiting import READINGS, all_that_waits_for
from tests.architecture.sources import functions, python_files
from tests.attack.barriers import Barriers
from tests.attack.owner import looking, run, undone
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import size
from tests.attack.told import stories_in

TEXTS = re.compile(r'"(text|title|reason|answer|analysis|options|question|action|decision|password|email|name)"')


def laid(scene: Scene) -> Scene:
    stories_in(scene)
    Barriers.of(scene)
    return scene


def test_it_counts_exactly_what_the_person_himself_is_told(scene: Scene) -> None:
    laid(scene)
    told = 0
    for name in scene.people.persons:
        with scene.people.acting(name) as person:
            himself = all_that_waits_for(person) if scene.logged_in(name) else []
        with counting_for(scene.people[name].pk) as counts:
            assert counts == any(first <= day() <= last for _, _, first, last in scene.descriptions[name].terms) & (
                scene.logged_in(name)
            ), name
            clock = all_that_waits_for(Person(user_id=scene.people[name].pk)) if counts else []
        assert clock == (himself if counts else [])
        told += len(clock)
    assert told >= 4, "first of all: something waits"


def day() -> date:
    return timezone.localdate()


def test_it_asks_for_numbers_and_never_for_a_text(scene: Scene) -> None:
    laid(scene)
    with counting_for(scene.people["bureau"].pk), CaptureQueriesContext(connection) as asked:
        all_that_waits_for(Person(user_id=scene.people["bureau"].pk))
    chosen = [query["sql"].split(" FROM ")[0] for query in asked if "SELECT" in query["sql"]]
    assert len(chosen) > 5
    assert [sql for sql in chosen if TEXTS.search(sql) and "trust_circle" not in sql] == []


def test_every_table_that_a_reading_asks_may_be_counted(scene: Scene) -> None:
    """A new subject that forgets `in_digest` would be told on the first page and never by mail."""
    laid(scene)
    touched: set[str] = set()
    for name in ("bureau", "officer", "adviser", "mayor"):
        with scene.people.acting(name) as person, CaptureQueriesContext(connection) as asked:
            all_that_waits_for(person)
        touched |= {table for query in asked for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    assert {"act_barrier", "see_story"} <= touched <= counted()


def test_every_reading_of_what_waits_stands_in_the_one_place() -> None:
    found = {
        path.parent.name
        for path in python_files()
        if path.name == "readings.py" and any(one.name == "what_waits_for" for one in functions(path))
    }
    assert found == {reading.__module__.split(".")[-2] for reading in READINGS} >= {"barriers", "stories"}


def test_nothing_else_can_be_read(scene: Scene) -> None:
    """Also by the administrator, who appoints, and the privacy officer, who reads the log."""
    laid(scene)
    others = [table for table, rows in declared() if not isinstance(rows, Open) and table not in counted()]
    tried, seen, himself = 0, [], 0
    for name in ("bureau", "administrator", "privacy", "mayor", "adviser", "officer")[: size(4, 6)]:
        with scene.people.acting(name):
            himself += sum(len(list(rows_of(table))) for table in others)
        with counting_for(scene.people[name].pk) as counts:
            assert counts
            for table in others:
                tried += 1
                seen += [f"{name}: {table}"] * len(list(rows_of(table)))
    proven("circle-only", attempts=tried, failed=len(seen), entitled=1, served=int(himself > 100), note="digests")
    assert seen == []
    assert himself > 100, "first of all: he himself sees rows in those tables"


def test_with_the_rule_taken_out_it_would_be_read(floor: Scene) -> None:
    """The twin; and the check of the floor names the hole."""
    with looking():
        run("alter policy rule_select on trust_paper using (circle_id = any((select sec.circles('see'))::uuid[]))")
        assert [hole for hole in holes() if "trust_paper" in hole and "in_digest" in hole]
    with transaction.atomic():
        run("set transaction read only")
        enter(kind="digest", session=str(floor.people["bureau"].pk))
        assert list(rows_of("trust_paper"))


def rows_of(table: str) -> Iterator[object]:
    yield from run(f"select 1 from {table}")


def test_nothing_can_be_written_in_any_table_by_any_means(kept_scene: Scene) -> None:
    laid(kept_scene)
    tables = [model._meta.db_table for model in apps.get_models()]
    tries = [f"delete from {table}" for table in tables]
    tries += [f"insert into {table} default values" for table in tables]
    tries += [f"update {table} set {column(table)} = {column(table)}" for table in tables]
    tries += [
        "select sec.set_active((select user_id from trust_person limit 1), false)",
        f"select sec.set_active('{kept_scene.people['officer'].pk}', false)",
        f"select sec.reset_login('{kept_scene.people['officer'].pk}')",
        "select sec.stop_digest(gen_random_uuid())",
        "set transaction read write",
        "set local transaction_read_only = off",
        "select set_config('transaction_read_only', 'off', true)",
        "set session characteristics as transaction read write",
    ]
    won = []
    for statement in tries:
        if _changed(kept_scene, statement):
            won.append(statement)
    proven("circle-only", attempts=len(tries), failed=len(won), note="writing as a digest")
    assert won == []
    assert len(tries) > 90
    with kept_scene.people.acting("administrator"), undone():
        assert run(f"select sec.set_active('{kept_scene.people['officer'].pk}', false)") == [(True,)], "he himself can"


def column(table: str) -> str:
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    return str(model._meta.pk.column)


def _changed(scene: Scene, statement: str) -> bool:
    """Whether a statement, or one after it, writes as the administrator for whom the clock counts."""
    try:
        with counting_for(scene.people["administrator"].pk):
            run("select 1 from trust_circle")
            run(statement)
            run("update trust_user set is_active = is_active")
    except Error:
        return False
    return True


def test_it_is_not_given_where_something_can_be_written_nor_without_a_proof(kept_scene: Scene) -> None:
    who = str(kept_scene.people["bureau"].pk)
    with pytest.raises(Error, match="only reads"), transaction.atomic():
        enter(kind="digest", session=who)
    with pytest.raises(Error, match="identity refused"), transaction.atomic():
        run("set transaction read only")
        run("select sec.enter('digest', %s, '', 0, 'x')", who)
    with pytest.raises(DataError), transaction.atomic():
        run("set transaction read only")
        enter(kind="digest", session="x")


def test_who_may_be_mailed_is_told_to_one_job_only(scene: Scene) -> None:
    def listed() -> int:
        return len(run("select * from sec.digest_list()"))

    for name in ("bureau", "administrator", "privacy", "visitor"):
        with scene.people.acting(name):
            assert listed() == 0
    for job in ("clock", "console", "retention"):
        with acting_as_job(job):
            assert listed() == 0
    with acting_as_job("digests"):
        assert listed() == sum(
            scene.logged_in(name) and any(first <= day() <= last for _, _, first, last in who.terms)
            for name, who in scene.descriptions.items()
            if name in scene.people.persons
        )
        others = [table for table, rows in declared() if not isinstance(rows, Open)]
        readable = {table for table in others if list(rows_of(table))}
    assert readable <= {"trust_digest", "trust_circle", "trust_office", "trust_seat", *public()}


def public() -> set[str]:
    """Tables of which a visitor sees rows too."""
    with transaction.atomic():
        return {table for table, rows in declared() if not isinstance(rows, Open) and list(rows_of(table))}

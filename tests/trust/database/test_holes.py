"""A hole in the floor is found from the catalogue alone, whichever way it was made."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings

from slagvaardig.trust.database.commands import refuse_holes
from slagvaardig.trust.database.inspection import holes
from slagvaardig.trust.database.installation import install
from slagvaardig.trust.database.ownership import as_owner

APP = f'"{settings.APP_ROLE}"'
# how it is made: (SQL that makes it, SQL that takes it away, words of the sentence)
HOLES = {
    "no rules": ("alter table trust_paper disable row level security", "", "trust_paper heeft geen regels"),
    "not forced": ("alter table trust_paper no force row level security", "", "FORCE ontbreekt"),
    "a policy too many": (
        f"create policy more on trust_paper for select to {APP} using (true)",
        "drop policy more on trust_paper",
        "een regel te veel voor SELECT",
    ),
    "a policy for all acts": (
        f"create policy more on trust_event for all to {APP} using (true)",
        "drop policy more on trust_event",
        "een regel te veel voor ALL",
    ),
    "a policy for everybody": ("alter policy rule_select on trust_paper to public", "", "geldt voor een andere rol"),
    "no rule for reading": ("drop policy rule_select on trust_paper", "", "geen regel voor lezen"),
    "a change without the whole rule": (
        "alter policy rule_update on trust_paper using (owner_id = sec.me())",
        "",
        "niet de hele regel",
    ),
    "a change of anything": ("alter policy rule_update on trust_membership using (true)", "", "laat alles toe"),
    "a view of the owner": (
        "create view seen as select * from trust_paper",
        "drop view seen",
        "security_invoker ontbreekt",
    ),
    "a stored view": (
        "create materialized view kept as select * from trust_paper",
        "drop materialized view kept",
        "opgeslagen overzicht",
    ),
    "a table nobody decided about": ("create table loose (id int)", "drop table loose", "Over tabel loose"),
    "the application owns a table": (
        f"alter table trust_seal owner to {APP}",
        "alter table trust_seal owner to current_user",
        "trust_seal is van de toepassing",
    ),
    "unique across circles": (
        "create unique index telltale on trust_paper (title)",
        "drop index telltale",
        "uniek over kringen heen",
    ),
    "every column": (f"grant update on trust_paper to {APP}", "", "elke kolom van trust_paper"),
    "emptying": (f"grant truncate on trust_event to {APP}", "", "te ruime rechten op trust_event"),
    "an unused table": (f"grant select on auth_permission to {APP}", "", "gebruikt die tabel niet"),
    "the keys": (f"grant select on sec.key to {APP}", "", "daar staan de sleutels"),
    "making a proof": (
        f"grant execute on function sec.hmac(text, text) to {APP}",
        "",
        "mag functie sec.hmac uitvoeren",
    ),
    "a function without a path": (
        "alter function sec.circles(text) reset search_path",
        "",
        "zonder vast zoekpad",
    ),
    "making tables": (f"grant create on schema public to {APP}", "", "tabellen en functies maken"),
}


@pytest.fixture
def repaired(transactional_db: None) -> Iterator[None]:
    yield
    with as_owner():
        install()
    assert holes() == []


@pytest.mark.django_db
def test_the_floor_has_no_hole() -> None:
    assert holes() == []


@pytest.mark.parametrize("name", HOLES)
def test_every_kind_of_hole_is_named_and_the_site_does_not_start(repaired: None, name: str) -> None:
    make, undo, words = HOLES[name]
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(make)
    try:
        found = holes()
        assert any(words in sentence for sentence in found), found
        with pytest.raises(SystemExit, match="start niet"):
            refuse_holes()
    finally:
        if undo:
            with as_owner(), connection.cursor() as cursor:
                cursor.execute(undo)


# A role is shared by every database of a server, so these are tried on a role of their own.
ROLES = {
    "passing the rules": ("bypassrls", "", "heeft bypassrls"),
    "superuser": ("superuser", "", "heeft superuser"),
    "making roles": ("createrole", "", "heeft createrole"),
    "becoming another": ("", "grant pg_read_all_data to {}", "is lid van pg_read_all_data"),
}


@pytest.mark.parametrize("name", ROLES)
def test_a_role_that_can_do_too_much_is_named(transactional_db: None, settings: Settings, name: str) -> None:
    option, more, words = ROLES[name]
    role = f"probe_{connection.settings_dict['NAME']}"
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f'drop role if exists "{role}"; create role "{role}" {option}')
        cursor.execute(more.format(f'"{role}"') or "select 1")
        settings.APP_ROLE = role
        found = holes()
        cursor.execute(f'drop role "{role}"')
    assert any(words in sentence for sentence in found), found

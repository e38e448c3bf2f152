"""Every table says what it keeps, of which processing, and how it ends; the pages and the law are drawn from that."""

import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.database.ownership import as_owner
from slagvaardig.trust.database.tables import OF_OTHERS, READ_ONLY, UNUSED
from slagvaardig.trust.papers.models import Paper
from slagvaardig.trust.privacy import After, Along, Never, Privacy
from slagvaardig.trust.privacy.grounds import rule, rules
from slagvaardig.trust.privacy.others import OF_LIBRARIES
from slagvaardig.trust.privacy.overdue import overdue
from slagvaardig.trust.privacy.processing import PROCESSINGS
from slagvaardig.trust.privacy.register import by_words, entries, tables
from slagvaardig.trust.retention import nightly
from tests.architecture.sources import PACKAGE, place, python_files

OURS = [model for model in apps.get_models() if model.__module__.startswith("slagvaardig.")]


def _of(model: type[models.Model]) -> Privacy:
    found = getattr(model, "privacy", None)
    assert isinstance(found, Privacy), f"{model.__name__} does not say what it keeps: give it `privacy`."
    return found


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_model_declares_what_it_keeps_and_how_it_ends(model: type[models.Model]) -> None:
    privacy = _of(model)
    assert str(privacy.keeps)
    assert str(privacy.why)
    assert privacy.until
    if isinstance(privacy.ends, After):
        assert isinstance(model._meta.get_field(privacy.ends.field), models.DateField)
    if isinstance(privacy.ends, Along):
        assert privacy.ends.table in {other._meta.db_table for other in OURS}
        assert privacy.ends.column in {field.column for field in model._meta.concrete_fields}


def test_a_model_without_a_declaration_is_found() -> None:
    class Silent:
        __name__ = "Silent"

    with pytest.raises(AssertionError, match="does not say what it keeps"):
        _of(Silent)  # type: ignore[arg-type]


def test_every_table_of_a_library_that_is_used_is_declared_too() -> None:
    assert set(OF_LIBRARIES) == set(OF_OTHERS)
    named = {kept.table for kept in tables()}
    with_rows = {model._meta.db_table for model in apps.get_models()} - set(UNUSED) - set(READ_ONLY)
    assert with_rows == named


def test_what_is_about_a_person_cannot_be_declared_endless() -> None:
    never = Never("omdat het kan")
    with pytest.raises(ValueError, match="must end"):
        Privacy(keeps="namen", why="zomaar", processing="people", ends=never, person=True)
    assert Privacy(keeps="aantallen", why="tellen", processing="figures", ends=never).until
    personal = [kept for kept in tables() if kept.privacy.person]
    assert len(personal) > 5
    assert all(isinstance(kept.privacy.ends, After | Along) for kept in personal)


def test_a_processing_that_does_not_exist_cannot_be_named() -> None:
    with pytest.raises(LookupError, match="made-up"):
        Privacy(keeps="iets", why="iets", processing="made-up", ends=Never("niets"))


def test_every_table_that_points_to_a_user_ends_with_the_person_or_by_itself() -> None:
    forgotten = (PACKAGE / "trust/database/forgetting.sql").read_text("utf-8")
    for table, privacy in OF_LIBRARIES.items():
        assert isinstance(privacy.ends, Along)
        assert f"delete from public.{table} where user_id = someone" in forgotten


def test_tables_that_share_a_line_on_a_page_share_their_end() -> None:
    groups = by_words(tables())
    assert sum(map(len, groups)) == len(tables())
    assert all(len({(one.privacy.ends, one.privacy.why, one.privacy.person) for one in group}) == 1 for group in groups)


def test_the_day_that_a_paper_is_kept_until_is_the_day_that_its_rule_knows() -> None:
    ends = Paper.privacy.ends
    assert isinstance(ends, After)
    assert ends.field == Paper.access.keeps_until
    assert overdue(Paper) == "keep_until < sec.today() - interval '0 years 0 days'"


def test_the_words_follow_from_what_is_executed() -> None:
    assert After("day", "vertrek", years=2).in_words() == "tot 2 jaar na vertrek"
    assert After("day", "vertrek", years=1, days=3).in_words() == "tot 1 jaar, 3 dagen na vertrek"
    assert After("day", "de bewaardatum").in_words() == "tot en met de bewaardatum"
    assert After("day", "vertrek", years=2, deed="anonymise").afterwards() == "naam en login worden gewist"
    assert Person.privacy.until == "tot 2 jaar na vertrek"


@pytest.mark.django_db
def test_the_rule_in_the_database_holds_the_term_that_the_page_shows(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select qual from pg_policies where tablename = 'trust_membership' and cmd = 'DELETE'")
        assert "7 years" in cursor.fetchone()[0]
    text = client.get(reverse("keeping")).content.decode()
    assert "Tot 7 jaar na de laatste dag" in text


def test_every_processing_has_a_ground_in_force_and_something_that_belongs_to_it() -> None:
    for entry in entries(timezone.localdate()):
        assert entry.kept, f"nothing belongs to {entry.slug}"
        assert entry.ground or not entry.about_persons, f"{entry.slug} is about persons and has no ground"
    assert {entry.slug for entry in entries(timezone.localdate())} == set(PROCESSINGS)


def test_a_rule_that_is_not_in_force_is_not_shown() -> None:
    assert rule("public-task", date(2026, 1, 1)).article
    with pytest.raises(LookupError, match="0 rules"):
        rule("public-task", date(2018, 5, 24))


def test_the_code_names_no_law() -> None:
    laws = {one.law for one in rules()} | {"AVG", "UAVG", "GDPR", "Wpg", "WGS", "Wgs", "Woo", "BIO2", "Archiefwet"}
    pattern = re.compile(r"\b(" + "|".join(sorted(laws)) + r")\b|\bartikel \d")
    files = [*python_files(), *sorted(PACKAGE.rglob("*.html")), *sorted(PACKAGE.rglob("*.sql"))]
    assert [place(file) for file in files if pattern.search(file.read_text("utf-8"))] == []
    assert pattern.search((PACKAGE / "trust/privacy/grounds.toml").read_text("utf-8"))


@pytest.mark.django_db
def test_the_register_shows_every_processing_and_everything_that_is_kept(client: Client) -> None:
    text = client.get(reverse("privacy")).content.decode()
    for entry in entries(timezone.localdate()):
        assert f'id="{entry.slug}"' in text
        for kept in entry.kept:
            assert str(kept.privacy.keeps)[1:] in text
    assert rule("public-task", timezone.localdate()).article in text


@pytest.mark.django_db
def test_every_flow_is_drawn_and_stands_in_the_table(client: Client) -> None:
    text = unescape(client.get(reverse("data_flows")).content.decode())
    drawn, table = text.split("<table", 1)
    for processing in PROCESSINGS.values():
        for flow in processing.flows:
            assert str(flow.what)[1:] in table
    assert drawn.count("<rect") == 2 * 2 * sum(len(one.flows) for one in PROCESSINGS.values())


@pytest.mark.django_db(transaction=True)
def test_the_page_says_when_the_last_night_was_and_warns_when_that_is_too_long_ago(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.LEDGER = tmp_path / "destroyed.jsonl"
    assert "nog niet gedraaid" in client.get(reverse("keeping")).content.decode()
    run = nightly.run()
    text = client.get(reverse("keeping")).content.decode()
    assert "draaide het laatst op" in text
    assert "te laat" not in text
    with as_owner():
        type(run).objects.filter(pk=run.pk).update(started=timezone.now() - timedelta(days=2))
    assert "te laat" in client.get(reverse("keeping")).content.decode()

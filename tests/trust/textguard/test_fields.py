"""Every text that we keep is guarded or exempt with a reason, and what is guarded refuses a planted number."""

from collections.abc import Callable

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import get_resolver

from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.papers import actions
from slagvaardig.trust.papers.models import Attachment, Paper
from slagvaardig.trust.textguard.fields import EXEMPT, EXEMPT_IN_FORMS, GUARDED
from slagvaardig.trust.textguard.forms import GuardedForm, GuardedText
from slagvaardig.trust.textguard.guard import Stopped
from tests.people import People, gather
from tests.see.conversations.guarding import OF_CONVERSATIONS
from tests.see.stories import guarding

from .barrier_texts import OF_BARRIERS
from .choice_texts import OF_CHOICES
from .choosing_texts import OF_CHOOSING
from .trend_texts import OF_TRENDS

BSN = "Het gaat om 123456782."
CLEAN = "Het gaat om de verlichting."


def texts_that_we_keep() -> set[str]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("slagvaardig.")]
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in ours
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField) and field.concrete
    }


def test_somebody_decided_about_every_text_that_we_keep() -> None:
    assert get_resolver().url_patterns  # every app is loaded
    assert set(GUARDED) & set(EXEMPT) == set()
    assert texts_that_we_keep() == set(GUARDED) | set(EXEMPT)
    assert all(reason.strip() for reason in EXEMPT.values())


def forms_of_ours(kind: type[forms.BaseForm] = forms.BaseForm) -> set[type[forms.BaseForm]]:
    found = {below for direct in kind.__subclasses__() for below in {direct, *forms_of_ours(direct)}}
    return {form for form in found if form.__module__.startswith("slagvaardig.")}


def test_every_text_that_somebody_types_is_guarded_or_exempt() -> None:
    typed = {
        (form, name, field)
        for form in forms_of_ours()
        for name, field in form.base_fields.items()  # type: ignore[attr-defined]
        if isinstance(field, forms.CharField)
    }
    guarded = {(form, name) for form, name, field in typed if isinstance(field, GuardedText)}
    assert guarded
    assert all(issubclass(form, GuardedForm) for form, _name in guarded)
    open_ones = {f"{form.__name__}.{name}" for form, name, field in typed if not isinstance(field, GuardedText)}
    assert open_ones == set(EXEMPT_IN_FORMS)


@pytest.fixture
def people(db: None) -> People:
    return gather()


def paper_of(people: People) -> Paper:
    with people.acting("officer") as person:
        return actions.write_paper(circle=circle_of(), title="Verlichting", text=CLEAN, by=person)


def circle_of() -> Circle:
    return Circle.objects.get(slug="gemeente-een")


def write(people: People, field: str, value: str) -> None:
    """Through the action that keeps this field: first as something new, then as a change."""
    texts = {"title": "Verlichting", "text": CLEAN, field: value}
    with people.acting("officer") as person:
        actions.write_paper(circle=circle_of(), by=person, title=texts["title"], text=texts["text"])


def change(people: People, field: str, value: str) -> None:
    paper = paper_of(people)
    texts = {"title": "Verlichting", "text": CLEAN, field: value}
    with people.acting("officer") as person:
        actions.change_paper(paper=paper, version=paper.version, by=person, title=texts["title"], text=texts["text"])


def share(people: People, _field: str, value: str) -> None:
    paper = paper_of(people)
    with people.acting("adviser") as person:
        actions.share(paper=paper, circles=[Circle.objects.get(slug="werkgroep")], reason=value, by=person)


def attach(people: People, _field: str, value: str) -> None:
    paper = paper_of(people)
    with people.acting("officer") as person:
        actions.attach(paper=paper, name=value, kind="text/plain", checksum="0" * 64, content=b"x", by=person)


WAYS: dict[str, list[Callable[[People, str, str], None]]] = {
    "see.Edition.outcome": [guarding.shown],
    "see.Edition.text": [guarding.shown],
    "see.Edition.title": [guarding.shown],
    "see.Message.text": [guarding.teller_says, guarding.desk_says],
    "see.Story.text": [guarding.unseen, guarding.known],
    "see.Story.title": [guarding.unseen, guarding.known],
    "trust.Attachment.name": [attach],
    "trust.Paper.reason": [share],
    "trust.Paper.text": [write, change],
    "trust.Paper.title": [write, change],
    **OF_BARRIERS,
    **OF_CONVERSATIONS,
    **OF_TRENDS,
    **OF_CHOOSING,
    **OF_CHOICES,
}


def test_every_guarded_text_is_tried() -> None:
    assert sorted(WAYS) == sorted(GUARDED)


@pytest.mark.parametrize(("field", "way"), [(field, way) for field, ways in WAYS.items() for way in ways])
def test_a_guarded_text_refuses_a_number_and_takes_a_clean_one(
    people: People, field: str, way: Callable[[People, str, str], None]
) -> None:
    name = field.rpartition(".")[2]
    with pytest.raises(Stopped) as stopped:
        way(people, name, BSN)
    assert [one.kind.slug for one in stopped.value.found[name]] == ["bsn"]
    assert "123456782" not in str(stopped.value), "what was found may not end up in a log"
    assert not Attachment.objects.exists()
    way(people, name, CLEAN)


def test_every_finding_is_named_at_once(people: People) -> None:
    with pytest.raises(ValidationError) as stopped, people.acting("officer") as person:
        actions.write_paper(circle=circle_of(), title="Bel 06-12345678", text=f"{BSN} Of 12-GHJ-3.", by=person)
    assert set(stopped.value.message_dict) == {"title", "text"}
    assert "kenteken" in stopped.value.message_dict["text"][0]

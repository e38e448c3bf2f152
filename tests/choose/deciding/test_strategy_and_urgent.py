"""A strategy as versions of sentences with addresses that stay; the urgent stops unless a body decides otherwise."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.choose.overview.readings import what_waits_for
from slagvaardig.choose.priorities.laying import import_priorities
from slagvaardig.choose.priorities.models import Priority
from slagvaardig.choose.strategy.actions import import_strategies, import_strategy
from slagvaardig.choose.strategy.models import Version
from slagvaardig.choose.strategy.sentences import Sentence, differences, with_keys
from slagvaardig.choose.urgent.actions import extend_team, set_up_team, stop_team, table_urgent, triage
from slagvaardig.choose.urgent.models import TeamTerm, Urgent
from slagvaardig.choose.urgent.rules import one_working_day_after
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.identity import acting_as_job
from tests.act.ground import today
from tests.attack.owner import run
from tests.choose.deciding.ground import TABLE, Table


def test_importing_again_changes_nothing_and_a_changed_file_is_the_next_version(table: Table) -> None:
    region = current_region()
    with acting_as_job("console") as by:
        first = import_strategies(region=region, by=by)
        assert import_strategies(region=region, by=by) == first
        section = region.strategy.sections[0]
        text = section.text.replace("kiezen", "kozen", 1) + " Dat blijft zo."
        changed = replace(region.strategy, sections=(replace(section, text=text), *region.strategy.sections[1:]))
        made = import_strategy(strategy=changed, by=by)
    assert made.number == len(first) + 1
    assert made.before == Version.objects.get(checksum=first[-1].checksum)
    kinds = [one.what for one in made.differences if one.what != "same"]
    assert sorted(kinds) == ["added", "changed"]
    page = Client().get(f"/strategie/versies/{made.number}").content.decode()
    assert "Dat blijft zo." in page
    assert "<del>" in page
    key = next(one.sentence.key for one in made.differences if one.what == "changed")
    history = Client().get(f"/strategie/zin/{key}").content.decode()
    assert history.count("kozen") >= 1
    assert history.count("kiezen") >= 1


def test_a_priority_is_dated_by_its_strategy_and_never_by_the_day_of_loading(table: Table) -> None:
    region = current_region()
    dated = next(one for one in region.strategy.priorities if one.adopted)
    undated = replace(dated, id="zonder-dag", adopted=None)
    strategy = replace(region.strategy, priorities=(dated, undated))
    with acting_as_job("console") as by:
        assert import_priorities(region=replace(region, strategy=strategy), by=by) == 2
        days = dict(Priority.objects.values_list("slug", "adopted_on"))
    assert days == {dated.id: dated.adopted, undated.id: None}
    assert dated.adopted != today()


def test_the_title_of_a_priority_is_said_once_and_what_follows_is_its_source(table: Table) -> None:
    region = current_region()
    with acting_as_job("console") as by:
        number = import_strategies(region=region, by=by)[-1].number
    page = Client().get(f"/strategie/versies/{number}").content.decode()
    text = page[page.index('class="prose strategy-text"') : page.index('id="verschil"')]
    priority = next(one for one in region.strategy.priorities if one.text and one.source)
    assert text.count(f">{priority.title}</span>") == 1
    assert f"Bron: {priority.source}" in text
    assert "In het document: bladzijde 1" in text


words = st.lists(st.sampled_from(["een", "twee", "drie", "vier", "vijf", "zes"]), min_size=3, max_size=6).map(" ".join)


@given(before=st.lists(words, max_size=5), after=st.lists(words, max_size=5))
def test_keys_are_unique_stay_with_what_is_said_again_and_every_sentence_is_accounted_for(
    before: list[str], after: list[str]
) -> None:
    old = with_keys([Sentence("", "section", "koers", "De koers", text) for text in before], [], [])
    new = with_keys([Sentence("", "section", "koers", "De koers", text) for text in after], old, {s.key for s in old})
    assert len({one.key for one in new}) == len(new)
    same = [one for one in differences(new, old) if one.what == "same"]
    assert len(same) == sum(min(before.count(text), after.count(text)) for text in set(after))
    told = [one.what for one in differences(new, old)]
    assert told.count("added") + told.count("changed") + told.count("same") == len(after)
    assert told.count("removed") + told.count("changed") + told.count("same") == len(before)


def test_the_line_of_sight_shows_every_level_and_what_nobody_chose(table: Table) -> None:
    table.adopted("Veilige wijken")
    slug = next(iter(current_region().themes))
    text = Client().get(f"/strategie/lijn/{slug}").content.decode()
    for word in ("Landelijk", "Regionaal", "District", "Lokaal"):
        assert word in text
    assert "Dat zegt niet dat er niets gebeurt" in text


@pytest.mark.parametrize(
    ("moment", "until"),
    [("2026-03-10 09:30", "2026-03-11 09:30"), ("2026-03-13 15:00", "2026-03-16 15:00"),
     ("2026-03-14 11:00", "2026-03-16 17:00"),
     ("2027-03-25 10:00", "2027-03-30 10:00"), ("2027-03-29 10:00", "2027-03-30 17:00"),
     ("2026-12-24 16:00", "2026-12-28 16:00"), ("2027-05-04 09:00", "2027-05-07 09:00")],
)  # fmt: skip
def test_the_term_to_judge_is_one_working_day_of_the_region(moment: str, until: str, tour_region: None) -> None:
    at = timezone.make_aware(datetime.fromisoformat(moment))
    assert timezone.localtime(one_working_day_after(at)).strftime("%Y-%m-%d %H:%M") == until


def tabled(table: Table) -> Urgent:
    with table.people.acting("mayor") as by:
        return table_urgent(
            circle=table.circles[TABLE],
            partner=table.circles["gemeente-een"],
            title="Het water",
            text="Het stijgt.",
            by=by,
        )


def with_team(table: Table, days: int = 20) -> Urgent:
    found = tabled(table)
    with table.people.acting("bureau") as by:
        texts = {"judgement": "Spoed.", "options": "Twee.", "what_if": "/kiezen?erbij=1"}
        found = triage(urgent=found, is_urgent=True, by=by, at=None, **texts)
        partners = [current_region().partners[0].slug]
        set_up_team(urgent=found, until=today() + timedelta(days=days), partners=partners, by=by)
    return found


def test_a_partner_tables_it_and_it_waits_for_whoever_judges(table: Table) -> None:
    found = tabled(table)
    for name, may in (("mayor", True), ("officer", True), ("police chief", True), ("analyst", False)):
        status = table.people.client(name).get(f"/spoed/{found.pk}").status_code
        assert status == (200 if may else 404), name
    with table.people.acting("bureau") as by:
        assert [one.kind for one in what_waits_for(by)] == ["triage"]
    with table.people.acting("mayor") as by, pytest.raises(PermissionDenied):
        triage(urgent=found, is_urgent=True, judgement="Ja.", options="Ja.", by=by)
    with table.people.acting("bureau") as by, pytest.raises(ValidationError):
        triage(urgent=found, is_urgent=True, judgement="Ja.", options="Ja.", what_if="https://elders.example", by=by)


def test_past_its_stop_day_a_team_shows_and_goes_on_only_by_a_new_decision(table: Table) -> None:
    found = with_team(table)
    again, other, adopting = table.decided("establish"), table.decided("note"), table.decided("adopt")
    later = today() + timedelta(days=60)
    with table.people.acting("bureau") as by:
        for decision in (other, adopting):
            with pytest.raises(ValidationError):
                extend_team(urgent=found, until=later, decision=decision, by=by)
    with table.people.acting("bureau") as by:
        for leave in (None, other.pk):
            with pytest.raises(Error), transaction.atomic():
                run(
                    "insert into choose_teamterm (id, urgent_id, until, partners, decision_id, made_on)"
                    " values (gen_random_uuid(), %s, current_date + 90, '[]', %s, current_date)", found.pk, leave,
                )  # fmt: skip
        with pytest.raises(Error), transaction.atomic():
            run("update choose_teamterm set until = current_date + 90")
        extend_team(urgent=found, until=later, decision=again, by=by)
        with pytest.raises(ValidationError, match="nieuw besluit"):
            extend_team(urgent=found, until=later + timedelta(days=1), decision=again, by=by)
        assert TeamTerm.objects.about(found).count() == 2
        assert not Urgent.objects.all().stop_days_before(today())
        assert Urgent.objects.all().stop_days_before(later + timedelta(days=1)) == [later]
        stop_team(urgent=found, lessons="Eerder bellen.", by=by)
        assert not Urgent.objects.all().stop_days_before(later + timedelta(days=1))

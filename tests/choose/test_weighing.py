"""Weighing a round: small partners are protected, what is unknown is said, and the computer only advises."""

import json
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.weighing.actions import ask_hours, freeze_weighing, name_candidate
from slagvaardig.choose.weighing.laying import Asked, asked_of
from slagvaardig.choose.weighing.models import Candidate, Weighing
from slagvaardig.choose.weighing.outcomes import BEST, RULES, outcome_of, told
from slagvaardig.choose.weighing.readings import candidates_of, comes_out_again, evidence_of, lay_on_scales
from slagvaardig.choose.weighing.scales import Question, Scales
from slagvaardig.choose.weighing.workflow import EACH, OTHER, SMALL, TESTS
from slagvaardig.stats.choosing.rounds import TOGETHER, Cell
from slagvaardig.trust.circles.rules import Refused
from tests.choose.ground import Ground
from tests.choose.scales import ADVISER, QUARTERS, candidate, to_weigh

SMALL_ONE = "gemeente-kleiburen"


@pytest.fixture
def found(ground: Ground) -> Round:
    return to_weigh(ground)


def scales(ground: Ground, found: Round) -> Scales:
    with ground.people.acting("bureau"):
        laid = lay_on_scales(found, "equal", candidates_of(found))
    assert laid is not None
    return laid


def test_the_line_for_a_partner_goes_before_its_size_and_that_before_everybody() -> None:
    lines = [Asked("boa", EACH, "a", "c", 9), Asked("boa", SMALL, "a", "b", 4), Asked("boa", "om", "b", "b", 1)]
    assert [asked_of(lines, "om", "boa", quarter, small=True) for quarter in "abcd"] == [4, 1, 9, 0]
    assert asked_of([*lines, Asked("boa", OTHER, "a", "a", 7)], "x", "boa", "a", small=False) == 7
    assert asked_of(lines, "x", "other", "a", small=False) == 0


def test_no_partner_is_asked_more_than_it_has_and_a_small_one_less(ground: Ground, found: Round) -> None:
    laid = scales(ground, found)
    free = dict(zip(laid.cells, laid.free.tolist(), strict=True))
    assert free[Cell(SMALL_ONE, ADVISER, QUARTERS[0])] == 100
    assert free[Cell(SMALL_ONE, TOGETHER, QUARTERS[0])] == 60  # the region asks a small one 0.6 at most
    assert laid.hours[laid.candidates.index("inbraak"), laid.cells.index(Cell(SMALL_ONE, ADVISER, QUARTERS[0]))] == 35
    outcome = outcome_of(laid, Question(3, "equal", frozenset({"inbraak", "overlast"})))
    assert not outcome.fits
    assert outcome.reasons[0].candidates == ("inbraak", "overlast")
    assert {cell.partner for cell in outcome.reasons[0].cells} == {SMALL_ONE}
    assert outcome.out == frozenset({"overlast"})
    for rule, one in outcome.rules.items():
        assert outcome.round.fits(one.chosen), rule
    assert outcome.advice == {"inbraak", "online-oplichting"}
    assert list(outcome.rules) == list(RULES)


def test_where_nothing_was_told_nothing_is_checked_and_that_is_said(ground: Ground, found: Round) -> None:
    laid = scales(ground, found)
    assert {cell.partner for cell in laid.unknown} >= {"gemeente-zandrade"}
    assert not any(cell.partner == "gemeente-zandrade" for cell in laid.cells)
    again, question = Scales.read(json.loads(json.dumps(laid.written()))), Question(3, "equal")
    assert again.written() == laid.written()
    assert (again.hours == laid.hours).all()
    assert told(outcome_of(again, question)) == told(outcome_of(laid, question))


def test_what_is_added_and_dropped_changes_the_advice(ground: Ground, found: Round) -> None:
    laid = scales(ground, found)
    kept = outcome_of(laid, Question(3, "equal", keep=frozenset({"overlast"})))
    assert kept.advice == {"overlast", "online-oplichting"}
    without = outcome_of(laid, Question(3, "equal", without=frozenset({"inbraak"})))
    assert without.advice == {"overlast", "online-oplichting"}
    nothing = outcome_of(laid, Question(1, "equal", keep=frozenset({"overlast", "inbraak"})))
    assert (nothing.advice, nothing.rules) == (frozenset(), {})
    assert outcome_of(laid, Question(3, "equal")).rules[BEST].total == 10  # inbraak 2 + 3 + 2, online 3


def test_a_frozen_weighing_comes_out_again_whatever_changes_afterwards(ground: Ground, found: Round) -> None:
    question = Question(3, "equal", frozenset({"inbraak", "overlast"}))
    with ground.people.acting("bureau") as by:
        kept = freeze_weighing(found=found, title="Voor het beraad", question=question, by=by)
    candidate(ground, found, "inbraak", (ADVISER, EACH, 1), title="Anders")
    with ground.people.acting("bureau"):
        kept = Weighing.objects.get(pk=kept.pk)
        evidence = evidence_of(kept)
    assert kept.is_whole
    assert comes_out_again(evidence)
    assert evidence["candidates"]["inbraak"]["title"] == "Inbraak"
    assert evidence["outcome"]["reasons"][0]["candidates"] == ["inbraak", "overlast"]
    evidence["scales"]["points"]["politie"]["inbraak"] = 99
    assert not comes_out_again(evidence)
    kept.content = kept.content.replace("Inbraak", "Anders")
    assert not kept.is_whole


def test_a_topic_is_a_candidate_once_so_that_no_vote_counts_twice(ground: Ground, found: Round) -> None:
    candidate(ground, found, "inbraak", title="Nog eens")
    with ground.people.acting("bureau"):
        assert Candidate.objects.in_round(found).filter(topic="inbraak").count() == 1
        assert Candidate.objects.in_round(found).count() == 4


def test_only_the_bureau_writes_and_only_what_the_region_knows(ground: Ground, found: Round) -> None:
    answers = dict.fromkeys(TESTS, "Dat weten wij niet.")
    given = {
        "found": found,
        "topic": "inbraak",
        "title": "T",
        "level": "regional",
        "nature": "neither",
        "answers": answers,
    }
    with ground.people.acting(f"writer-{SMALL_ONE}") as by:
        one = candidates_of(found)[0]
        line = {"role": ADVISER, "who": EACH, "first_quarter": QUARTERS[0], "last_quarter": QUARTERS[1], "hours": 4}
        for refused in (
            lambda: name_candidate(**given, by=by),  # type: ignore[arg-type]
            lambda: ask_hours(candidate=one, **line, by=by),  # type: ignore[arg-type]
            lambda: freeze_weighing(found=found, title="T", question=Question(3, "equal"), by=by),
        ):
            with pytest.raises(Refused):
                refused()
    wrong: tuple[dict[str, object], ...] = (
        {"topic": "geen"},
        {"level": "hemel"},
        {"answers": {**answers, "insight": " "}},
        {"title": ""},
    )
    lines: tuple[dict[str, object], ...] = (
        {"role": "geen"},
        {"who": "geen"},
        {"hours": -1},
        {"hours": 10**6},
        {"first_quarter": "2031-Q1"},
        {"last_quarter": "2026-Q4"},
    )
    with ground.people.acting("bureau") as by:
        for change in wrong:
            with pytest.raises(ValidationError):
                name_candidate(**{**given, **change}, by=by)  # type: ignore[arg-type]
        for change in lines:
            with pytest.raises(ValidationError):
                ask_hours(candidate=one, **{**line, **change}, by=by)  # type: ignore[arg-type]
        with pytest.raises(ValidationError):
            freeze_weighing(found=found, title=" ", question=Question(3, "equal"), by=by)


def test_the_pages_weigh_without_keeping_anything_and_never_rank_partners(ground: Ground, found: Round) -> None:
    client, address = ground.client(f"writer-{SMALL_ONE}"), reverse("weighing", args=[found.pk])
    page = client.get(address).content.decode()
    assert "Het advies" in page and "Inbraak en Online oplichting" in page
    page = client.get(
        f"{address}?{urlencode({'kies': ['inbraak', 'overlast'], 'hoogstens': 3}, doseq=True)}"
    ).content.decode()
    for words in (
        "Deze combinatie past niet",
        "De kleinste uitweg: laat Overlast vallen",
        "Gemeente Kleiburen in het 1e kwartaal 2027",
    ):
        assert words in page
    gains = page[page.index("Wat elke partner krijgt en geeft") :]
    assert gains.index("Gemeente Aldermeer") < gains.index("Gemeente Kleiburen") < gains.index("Politie")
    flips = client.get(f"{reverse('weighing_flips', args=[found.pk])}?hoogstens=3").content.decode()
    for words in ("De volgende combinatie is", "Komt erin bij", "Valt eruit bij", "Het krapst is"):
        assert words in flips
    page = client.get(reverse("candidates", args=[found.pk])).content.decode()
    assert "Over inbraak weten wij te weinig." in page and "elke kleine partner" in page
    assert client.get(f"{address}?kies=bestaat-niet").status_code == 404
    assert client.post(reverse("weighing_freeze", args=[found.pk]), {"title": "Nee"}).status_code == 404
    assert ground.client("outsider").get(address).status_code == 404


def test_the_bureau_names_a_candidate_and_lays_a_weighing_down(ground: Ground, found: Round) -> None:
    client = ground.client("bureau")
    address = reverse("candidate", args=[found.pk, "spanningen"])
    given = {"title": "Spanningen", "nature": "innovation", "level": "district", **dict.fromkeys(TESTS, "Niet bekend.")}
    assert client.get(address).status_code == 200
    stopped = client.post(address, {**given, "insight": "Bel 06-12345678."})
    assert (stopped.status_code, "Niet bekend." in stopped.content.decode()) == (422, True)
    assert client.post(address, given).status_code == 302
    hours = reverse("candidate_hours", args=[found.pk, "spanningen"])
    line = {"role": ADVISER, "who": EACH, "hours": "8", "first_quarter": QUARTERS[0], "last_quarter": QUARTERS[1]}
    assert client.post(hours, {**line, "hours": "-1"}).status_code == 422
    assert client.post(hours, {**line, "last_quarter": QUARTERS[0], "first_quarter": QUARTERS[1]}).status_code == 422
    assert client.post(hours, line).status_code == 302
    assert client.post(hours, {**line, "hours": "6"}).status_code == 302
    assert "6 uur per kwartaal" in client.get(address).content.decode()
    asked = urlencode({"kies": "inbraak", "hoogstens": 2})
    freeze = f"{reverse('weighing_freeze', args=[found.pk])}?{asked}"
    assert client.post(freeze, {"title": ""}).status_code == 422
    answer = client.post(freeze, {"title": "Voor het beraad"})
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "er komt hetzelfde uit" in page and "Hooguit 2 prioriteiten" in page
    assert client.get(f"{answer.headers['Location']}.json").json()["question"]["chosen"] == ["inbraak"]
    assert "Voor het beraad" in client.get(reverse("weighing", args=[found.pk])).content.decode()

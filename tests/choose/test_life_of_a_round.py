"""From an invitation to a ballot that counts: filled in, signed, corrected, withdrawn."""

import pytest
from django.core.exceptions import ValidationError

from slagvaardig.choose.inventory.actions import Overtaken, hand_in, save_submission, sign, withdraw
from slagvaardig.choose.inventory.ballots import ballots_of
from slagvaardig.choose.inventory.models import Part
from slagvaardig.choose.inventory.submissions import Choice, Submission
from slagvaardig.trust.circles.rules import Refused
from tests.choose.ground import Ground, divided, ranked

HERE, OTHER = "gemeente-aldermeer", "gemeente-kleiburen"


def test_what_is_signed_counts_and_nothing_else(ground: Ground) -> None:
    found = ground.round()
    ground.fill(found, HERE, ranked("overlast", "inbraak"))
    assert _ballots(ground, found) == {}
    ground.hand_in(found, HERE)
    assert _ballots(ground, found) == {}
    ground.sign(found, HERE)
    assert _ballots(ground, found) == {HERE: {"overlast": 3, "inbraak": 2}}


def test_a_correction_counts_in_the_place_of_what_it_corrects(ground: Ground) -> None:
    found = ground.round()
    ground.signed(found, HERE, ranked("overlast", "inbraak"))
    with pytest.raises(ValidationError):
        ground.fill(found, HERE, ranked("inbraak"))
    ground.fill(found, HERE, ranked("inbraak"), "De raad koos anders.")
    assert _ballots(ground, found) == {HERE: {"overlast": 3, "inbraak": 2}}
    ground.hand_in(found, HERE)
    ground.sign(found, HERE)
    assert _ballots(ground, found) == {HERE: {"inbraak": 3}}
    with ground.people.acting(f"writer-{OTHER}"):
        versions = [(one.number, one.state, one.reason) for one in Submission.objects.final().order_by("number")]
    assert versions == [(1, "signed", ""), (2, "signed", "De raad koos anders.")]


def test_what_is_withdrawn_counts_no_more_and_stays_to_be_seen(ground: Ground) -> None:
    found = ground.round()
    ground.signed(found, HERE, ranked("overlast"))
    part = ground.part(found, HERE)
    with ground.people.acting(f"signer-{HERE}") as by:
        withdraw(part=part, reason="De raad wil eerst praten.", by=by)
    assert _ballots(ground, found) == {}
    ground.signed(found, HERE, ranked("inbraak"))
    assert _ballots(ground, found) == {HERE: {"inbraak": 3}}


def test_others_see_nothing_before_it_is_signed_and_outsiders_never(ground: Ground) -> None:
    found = ground.round()
    ground.fill(found, HERE, ranked("overlast", asks="Meer hulp bij toezicht."))
    ground.hand_in(found, HERE)
    others = ("bureau", f"writer-{OTHER}", f"signer-{OTHER}", "privacy", "administrator", "outsider", "visitor")
    for name in others:
        with ground.people.acting(name):
            assert not Submission.objects.exists(), name
            assert not Choice.objects.exists(), name
    ground.sign(found, HERE)
    for name in others[:3]:
        with ground.people.acting(name):
            assert Submission.objects.count() == Choice.objects.count() == 1, name
    for name in others[3:]:
        with ground.people.acting(name):
            assert not (Submission.objects.exists() or Choice.objects.exists() or Part.objects.exists()), name


def test_only_the_office_signs_and_only_its_own_people_fill_in(ground: Ground) -> None:
    found = ground.round()
    ground.fill(found, HERE, ranked("overlast"))
    part = ground.part(found, HERE)
    for name in ("bureau", f"writer-{OTHER}", f"signer-{OTHER}", "outsider"):
        with ground.people.acting(name) as by, pytest.raises(Refused):
            save_submission(part=part, filled=ranked("inbraak"), revision=1, by=by)
    ground.hand_in(found, HERE)
    part = ground.part(found, HERE)
    for name in ("bureau", f"writer-{HERE}", f"signer-{OTHER}"):
        with ground.people.acting(name) as by, pytest.raises(Refused):
            sign(part=part, by=by)


def test_two_colleagues_do_not_overwrite_each_other(ground: Ground) -> None:
    found = ground.round()
    part = ground.fill(found, HERE, ranked("overlast"))
    with ground.people.acting(f"signer-{HERE}") as by, pytest.raises(Overtaken):
        save_submission(part=part, filled=ranked("inbraak"), revision=0, by=by)


def test_points_must_be_divided_whole(ground: Ground) -> None:
    found = ground.round("points", most=3, points=10)
    part = ground.fill(found, HERE, divided(overlast=4, inbraak=3))
    with ground.people.acting(f"writer-{HERE}") as by, pytest.raises(ValidationError, match="7 van de 10"):
        hand_in(part=part, by=by)
    with pytest.raises(ValidationError, match="11 punten"):
        ground.fill(found, HERE, divided(overlast=8, inbraak=3))
    ground.signed(found, HERE, divided(overlast=7, inbraak=3))
    assert _ballots(ground, found) == {HERE: {"overlast": 7, "inbraak": 3}}


def test_a_closed_round_changes_no_more(ground: Ground) -> None:
    found = ground.round()
    ground.fill(found, HERE, ranked("overlast"))
    ground.hand_in(found, HERE)
    ground.move(found, "close")
    part = ground.part(found, HERE)
    with ground.people.acting(f"signer-{HERE}") as by, pytest.raises(Refused):
        sign(part=part, by=by)
    assert _ballots(ground, ground.move(found, "use")) == {}


def _ballots(ground: Ground, found: object) -> dict[str, dict[str, int]]:
    with ground.people.acting("bureau"):
        return {one.partner: dict(one.points) for one in ballots_of(found)}  # type: ignore[arg-type]

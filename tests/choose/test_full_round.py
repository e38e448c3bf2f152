"""A round of every partner of a real region, through the actions: nobody counts twice, whatever they do."""

import random
import time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from pytest_django import Settings

from slagvaardig.choose.absorption.readings import free_hours
from slagvaardig.choose.inventory.actions import hand_in, save_submission, send_back, sign, withdraw
from slagvaardig.choose.inventory.ballots import ballots_of
from slagvaardig.choose.inventory.matrix import matrix_of, table_of
from slagvaardig.choose.inventory.models import Part
from slagvaardig.choose.inventory.rules import Filled, Pick, kinds_of_partners, working_version
from slagvaardig.choose.inventory.running import import_round, taken_by_partners
from slagvaardig.choose.inventory.sensitivity import sensitivity
from slagvaardig.choose.quarters import quarters_from
from slagvaardig.region.current import current_region
from slagvaardig.region.folder import load_region
from tests.attack.sizes import size
from tests.choose.conftest import SOME
from tests.choose.ground import Ground, at_work, ranked, today, topics
from tests.world import NAMES, REGIONS

SECONDS = 20  # on a machine that does other things as well; a few by itself


@pytest.fixture
def everybody(db: None, settings: Settings) -> Ground:
    name = next(name for name in NAMES if not load_region(REGIONS / name).fictional)
    settings.REGION_FOLDER = REGIONS / name
    return at_work()


def test_a_round_of_forty_one_partners(everybody: Ground) -> None:
    """Invite, read in, sign, matrix, ledger."""
    chance, kinds = random.Random(41), kinds_of_partners()
    assert len(everybody.partners) == 41
    begun = time.process_time()
    found = everybody.round(most=5)
    filled = {slug: _any(chance, kinds[slug]) for slug in everybody.partners}
    with everybody.people.acting("bureau") as by:
        assert import_round(found=found, filled=filled, by=by) == 41
        parts = taken_by_partners(found)
    for slug in everybody.partners:
        with everybody.people.acting(f"signer-{slug}") as by:
            sign(part=parts[slug], by=by)
    with everybody.people.acting("bureau"):
        ballots = ballots_of(found)
        quarters = quarters_from(found.first_quarter, found.quarters)
        free = free_hours(list(kinds), [role.slug for role in current_region().inventory.roles], quarters)
        matrix = matrix_of(ballots, "veld", found)
        assert table_of(ballots, "kind", "uitkomst")
        assert sensitivity(ballots, "equal", 3)
    used = time.process_time() - begun
    assert [one.partner for one in ballots] != sorted(kinds)  # by district first
    assert {one.partner: dict(one.points) for one in ballots} == {
        slug: {pick.topic: 6 - (pick.place or 0) for pick in one.picks} for slug, one in filled.items()
    }
    assert len(matrix.lines) == 41
    for slug, one in filled.items():
        assert {free[slug, role, quarters[0]] for role in one.hours} == {100}
    assert used < SECONDS, f"{used:.1f} s"


@pytest.mark.parametrize("seed", range(size(6, 200)))
def test_no_history_lets_a_partner_count_twice(ground: Ground, seed: int) -> None:
    """Any moves by anybody: there is at most one ballot of a partner, and it is what it signed last."""
    chance, found = random.Random(seed), ground.round()
    wanted: dict[str, set[str]] = {}
    done = 0
    for turn in range(400):
        if turn >= 40 and done > 3:  # most moves are refused, so that a short history may have said too little
            break
        slug = chance.choice(SOME)
        who = chance.choice((f"signer-{slug}", f"writer-{slug}", f"signer-{slug}", "bureau", "outsider"))
        verb = chance.choice(("save", "save", "hand-in", "sign", "sign", "send-back", "withdraw"))
        signed = _tried(ground, ground.part(found, slug), who, verb, ranked(*chance.sample(topics(6), 3)))
        if signed is None:
            continue
        done += 1
        assert who.endswith(slug)
        assert verb in ("save", "hand-in") or who.startswith("signer")
        if verb == "sign":
            wanted[slug] = signed
        elif verb == "withdraw":
            wanted.pop(slug)
        with ground.people.acting("bureau"):
            ballots = ballots_of(found)
        assert len({one.partner for one in ballots}) == len(ballots)
        assert {one.partner: set(one.points) for one in ballots} == wanted
    assert done > 3


def _tried(ground: Ground, part: Part, who: str, verb: str, content: Filled) -> set[str] | None:
    """The topics of the version that was worked on, when the act went through."""
    with ground.people.acting(who) as by:
        now = working_version(part)
        held = {choice.topic for choice in now.choices.all()} if now else set()
        try:
            if verb == "save":
                save_submission(part=part, filled=content, revision=now.revision if now else 0, reason="Anders.", by=by)
            elif verb == "withdraw":
                withdraw(part=part, reason="Toch niet.", by=by)
            else:
                {"hand-in": hand_in, "sign": sign, "send-back": send_back}[verb](part=part, by=by)
        except (PermissionDenied, ValidationError):
            return None
    return held


def _any(chance: random.Random, kind: str) -> Filled:
    chosen = chance.sample([topic.slug for topic in current_region().inventory.topics], 5)
    picks = tuple(Pick(topic, place, motivation="Dit speelt nu.") for place, topic in enumerate(chosen, 1))
    roles = current_region().inventory.roles_of(kind)
    return Filled(picks, {role.slug: 100 for role in roles[:3]}, f"Hulp bij {chosen[0]} in {today().year}.")

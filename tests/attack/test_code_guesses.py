"""Guessing codes and links: none is found, also not by who knows the first digits, and a stolen database tells none."""

import random

import pytest
from django.test import Client

from slagvaardig.region.current import current_region
from slagvaardig.see.pulse.actions import hand_out
from slagvaardig.see.pulse.proving import DeadLink, as_holder, round_of
from slagvaardig.see.pulse.tokens import LENGTH, SIGNS
from slagvaardig.see.stories.models import Receipt
from slagvaardig.see.teller.proving import TooOften, story_of
from slagvaardig.trust.unseen import codes, tickets
from slagvaardig.trust.unseen.lanes import lanes
from tests.attack.owner import looking, run
from tests.attack.proofs import proven
from tests.attack.pulse_visits import running
from tests.attack.scene import Scene
from tests.attack.sizes import size
from tests.see.stories.telling import unseen

GUESSES = size(600, 100_000)


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a guess costs is measured in bench/; here it is about how many are right."""
    monkeypatch.setattr(codes, "MEMORY", 8)
    monkeypatch.setattr(codes, "ROUNDS", 1)
    monkeypatch.setattr(tickets, "EASIEST", 4)


def test_no_guess_is_a_code(scene: Scene, cheap: None) -> None:
    chance = random.Random(7)
    real = [unseen()[1] for _ in range(10)]
    handles = [code[: codes.HANDLE] for code in real]
    found = 0
    for number in range(GUESSES):
        start = chance.choice(handles) if number % 2 else f"{chance.randrange(10**8):08}"
        guess = f"{start}{chance.randrange(10**12):012}"
        found += guess not in real and story_of(guess, f"lane {number}") is not None
    opened = sum(story_of(code, "its own lane") is not None for code in real)
    proven("code-not-guessed", attempts=GUESSES, failed=found, entitled=len(real), served=opened)
    assert found == 0
    assert opened == len(real)


def test_no_guess_is_a_link_of_the_pulse(scene: Scene) -> None:
    """Half of the guesses begin like a link that works: with its cell, and six signs of chance of it as well."""
    chance, real = random.Random(8), links(scene)
    found = 0
    for number in range(GUESSES):
        start = chance.choice(real)[: 8 if number % 4 else 2] if number % 2 else ""
        guess = start + "".join(chance.choices(SIGNS, k=LENGTH - len(start)))
        found += guess not in real and opens(guess)
    opened = sum(opens(token) for token in real)
    proven("code-not-guessed", attempts=GUESSES, failed=found, entitled=len(real), served=opened, note="pulse links")
    assert found == 0
    assert opened == len(real)
    changed = [token[:-1] + SIGNS[(SIGNS.index(token[-1]) + 1) % len(SIGNS)] for token in real]
    elsewhere = [SIGNS[(SIGNS.index(token[0]) + 1) % len(SIGNS)] + token[1:] for token in real]
    assert not any(map(opens, [*changed, *elsewhere])), "one sign more or another cell is no link"


def links(scene: Scene) -> list[str]:
    """Ten that were handed out and work."""
    round, token = running(scene)
    pulse = current_region().pulse
    assert pulse
    given = {"circle": scene.circles["gemeente-een"], "role": pulse.roles[0].slug, "area": "", "on": round.opened}
    with scene.people.acting("bureau") as by:
        return [token, *hand_out(found=round, number=9, ticket=tickets.issue(), by=by, **given)]  # type: ignore[arg-type]


def opens(token: str) -> bool:
    with as_holder(token):
        try:
            round_of(token)
        except DeadLink:
            return False
    return True


def test_whoever_knows_the_first_digits_gets_only_so_many_tries(
    scene: Scene, cheap: None, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    settings.LIMITS_TIMES = 1  # type: ignore[attr-defined]
    _story, code = unseen()
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert story_of(code, "a") is not None
    for number in range(40):
        assert story_of(wrong, f"lane {number}") is None
    assert story_of(code, "b") is None, "for an hour this code is not answered at all"


def test_from_one_place_codes_are_typed_no_faster_than_a_person_does(
    scene: Scene, cheap: None, settings: object
) -> None:
    settings.LIMITS_TIMES = 1  # type: ignore[attr-defined]
    lanes._forget()
    for _ in range(20):
        story_of("0" * 20, "one lane")
    with pytest.raises(TooOften):
        story_of("0" * 20, "one lane")
    assert {Client().post("/vertel/code", {"code": "1" * 20}).status_code for _ in range(21)} == {422, 429}


def test_a_stolen_database_holds_no_code(floor: Scene) -> None:
    told = [unseen()[1] for _ in range(3)]
    with looking():
        dump = "\n".join(
            str(row[0])
            for table in ("see_receipt", "see_story", "trust_tally")
            for row in run(f"select t::text from {table} t")
        )
        kept = [(row[0], row[1]) for row in run("select handle, secret from see_receipt")]
    assert len(kept) == 3
    for code in told:
        assert code not in dump
        assert code[codes.HANDLE :] not in dump
        assert any(
            handle == code[: codes.HANDLE] and codes.fits(code[codes.HANDLE :], secret) for handle, secret in kept
        )


def test_an_unknown_code_is_answered_like_a_wrong_one(scene: Scene, cheap: None) -> None:
    _story, code = unseen()
    wrong, unknown = code[:-1] + str((int(code[-1]) + 1) % 10), "9" * 20
    pages = [
        Client().post("/vertel/code", {"code": one}).content.replace(one.encode(), b"") for one in (wrong, unknown)
    ]
    assert pages[0] == pages[1]
    assert Receipt.objects.count() == 0, "nobody sees a receipt"

"""A manager hunts for who of his people told a story or raised a barrier: by pages, counts, rows, the log, mail and
time. So does a colleague who also works at the desk. Neither finds more than was there before."""

import pytest

from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.digests.actions import choose_digest
from tests.attack.hunting import AT_THE_DESK, MANAGER, TELLER, WORDS, at_the_desk_too, everything_for, mailed, told
from tests.attack.owner import run, undone
from tests.attack.proofs import proven
from tests.attack.scene import Scene

# Where a colleague who reads along at the desk meets the teller, and why that tells nothing of what was told.
NAMING = {
    "trust_person": "who works for the partners is known to whoever works there",
    "trust_membership": "and which role he has in the organisation where both work",
    "trust_paper": "and which papers he wrote for everybody there",
    "act_voice": "who raised a barrier at the desk chose that the desk may know it",
}


def test_the_manager_finds_the_very_same_without_and_with_what_his_people_told(scene: Scene) -> None:
    with undone():
        before = everything_for(scene, MANAGER)
    with undone():
        told(scene)
        after = everything_for(scene, MANAGER)
    differing = {place: text for place, text in after.items() if text != before[place]}
    proven("circle-only", attempts=len(after), failed=len(differing), note="a manager who hunts: stories and barriers")
    assert differing == {}
    assert len(after) > 40
    with undone():
        told(scene)
        assert everything_for(scene, TELLER) != everything_for(scene, MANAGER), "he himself finds it"


def test_the_colleague_at_the_desk_reads_what_was_told_and_not_by_whom(scene: Scene) -> None:
    """He reads along at the desk. Of whom somebody let the desk know, the desk knows; of nobody else."""
    at_the_desk_too(scene)
    before = everything_for(scene, AT_THE_DESK)
    story = told(scene)
    found = everything_for(scene, AT_THE_DESK)
    assert WORDS[:40].encode() in found["see_story"], "first of all: he reads it"
    teller = str(scene.people[TELLER].pk).encode()
    holding = {place for place, text in found.items() if teller in text}
    assert holding == set(NAMING)
    assert {name for name in holding if found[name] != before[name]} == {"act_voice"}, "the others tell of no story"
    with scene.people.acting(AT_THE_DESK):
        voices = run("select b.circle_id from act_voice v join act_barrier b on b.id = v.barrier_id")
        assert {circle for (circle,) in voices} <= {Circle.objects.get(slug="loket").pk}
        assert run("select story_id from see_teller") == [], "that is for who answers at the desk"
    assert teller not in found["log"] and str(story.pk).encode() not in found["log"].replace(b"bureau", b"")


@pytest.mark.parametrize("own", ["silent", "steady", "open"])
def test_who_reads_all_mailboxes_of_an_employer_learns_nothing_that_was_not_asked_for(scene: Scene, own: str) -> None:
    """Which letters came, for whom, how long, and every word of them."""
    with scene.people.acting(TELLER) as teller:
        choose_digest(rhythm="daily", own=own, language="nl", by=teller)
    of_the_employer = {f"{name}@voorbeeld.invalid" for name in (TELLER, MANAGER, "mayor")}
    with mailed(scene) as send, undone():
        before = send()
        told(scene)
        after = send()
    seen = {to: raw for to, raw in after.items() if to in of_the_employer and raw != before.get(to)}
    same = seen == {} and (before.keys() & of_the_employer) == (after.keys() & of_the_employer)
    if own == "open":
        assert set(seen) == {f"{TELLER}@voorbeeld.invalid"}, "he asked for that, after he was told what it tells"
    else:
        proven("circle-only", attempts=len(after) + 3, failed=int(not same), note=f"all mailboxes, {own}")
        assert same
        assert (f"{TELLER}@voorbeeld.invalid" in after) == (own == "steady")
    words = (b"leidinggevende", b"overdracht", b"gemeente-een")
    assert all(word not in raw for raw in after.values() for word in words)

"""A manager hunts for who of his people answered the pulse or opened its link, who spoke in a conversation and whose
quote waits, and who asked for mail. He finds what he had before."""

import re

from tests.attack.hunting import MANAGER, TELLER, everything_for, mailed, rows_of, seen, told
from tests.attack.owner import undone
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import combinations
from tests.attack.speaking import DEEDS, TOLD_TO, asked, laid_open

KEY = re.compile(rb"[0-9a-f]{8}-[0-9a-f-]{27}")
HUNTERS = combinations([MANAGER], [MANAGER, "mayor", "analyst"])


def test_the_manager_finds_the_very_same_whoever_answered_or_spoke(scene: Scene) -> None:
    asked(scene)
    tried, wrong = 0, []
    for hunter in HUNTERS:
        before = _after(scene, hunter)
        assert sum(text.startswith(b"200 ") for text in before.values()) > 25, "these are pages that he may open"
        for together in combinations([list(DEEDS)], [[one] for one in DEEDS] + [list(DEEDS)]):
            found = _after(scene, hunter, *together)
            wrong += [f"{hunter}, {together}: {place}" for place, text in found.items() if text != before[place]]
            tried += len(found)
    served = sum(_told(scene, deed) for deed in TOLD_TO)
    proven(
        "circle-only", attempts=tried, failed=len(wrong), entitled=len(TOLD_TO), served=served, note="pulse and talks"
    )
    assert wrong == []
    assert served == len(TOLD_TO), "whoever may know it finds it at the same places"


def test_of_what_was_laid_open_nobody_sees_that_a_quote_waits(scene: Scene) -> None:
    """Its circle reads the notes. Without a quote and with one that waits for its speaker it reads the same."""
    asked(scene)
    with undone():
        laid_open(scene, "none")
        without = _plain(everything_for(scene, MANAGER))
    with undone():
        laid_open(scene, "waits")
        waiting = _plain(everything_for(scene, MANAGER))
    with undone():
        laid_open(scene, "agreed")
        agreed = _plain(everything_for(scene, MANAGER))
    differing = {place for place, text in waiting.items() if text != without[place]}
    proven("circle-only", attempts=len(waiting), failed=len(differing), note="a quote that waits")
    assert differing == set()
    assert agreed["see_quote"] != without["see_quote"], "once its speaker agreed, others read it"


def test_the_mail_of_an_employer_tells_of_no_answer_and_of_nobody_who_spoke(scene: Scene) -> None:
    asked(scene)
    of_the_employer = {f"{name}@voorbeeld.invalid" for name in (TELLER, MANAGER, "mayor")}
    with mailed(scene) as send:
        with undone():
            told(scene)  # so that there is mail to compare
            before = send()
        with undone():
            told(scene)
            for deed in ("opened a link", "answered", "spoke"):
                DEEDS[deed](scene)
            after = send()
    changed = {to for to in of_the_employer if before.get(to) != after.get(to)}
    proven("circle-only", attempts=len(of_the_employer), failed=len(changed), note="mail: pulse and talks")
    assert changed == set()


def test_the_workbook_of_the_bureau_tells_nothing_of_it_either(scene: Scene) -> None:
    asked(scene)
    address = "/inventarisatie/{inventory}/sjabloon.xlsx".format(**scene.__dict__["keys"])
    books = []
    for deeds in ((), tuple(DEEDS)):
        with undone():
            for deed in deeds:
                DEEDS[deed](scene)
            books.append(seen(scene.people.client("bureau"), address))
    assert books[0] == books[1]
    assert len(books[0]) > 1000, "it is a workbook"


def _after(scene: Scene, hunter: str, *deeds: str) -> dict[str, bytes]:
    with undone():
        for deed in deeds:
            DEEDS[deed](scene)
        return everything_for(scene, hunter)


def _told(scene: Scene, deed: str) -> bool:
    name, table = TOLD_TO[deed]
    rows = []
    for does in (lambda _scene: None, DEEDS[deed]):
        with undone():
            does(scene)
            with scene.people.acting(name):
                rows.append(sorted(rows_of(table)))
    return rows[0] != rows[1]


def _plain(found: dict[str, bytes]) -> dict[str, bytes]:
    """Without keys, which are drawn by chance: what hangs under another key is in another order."""
    return {
        place: b"\n".join(sorted(KEY.sub(b"KEY", line) for line in text.splitlines())) for place, text in found.items()
    }

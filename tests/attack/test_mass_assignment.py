"""A form takes what it offers and nothing else, whatever else is sent along with it."""

from collections import Counter

from tests.attack.filling import acts, filled
from tests.attack.objects import visits
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import FULL, size

NAMES = ["bureau", "adviser", "administrator", "mayor", "analyst", "police chief", "visitor"]


def test_no_field_is_taken_that_the_form_does_not_offer(floor: Scene) -> None:
    seen: Counter[str] = Counter()

    def chosen(address: str) -> bool:
        seen[address] += 1
        return seen[address] <= size(1, 4)

    count, taken, worked, done = 0, [], 0, 0
    for name, visit, act in acts(floor, visits(floor), NAMES, chosen):
        fields, found, changed = filled(floor, name, visit, act, apart=FULL)
        count += fields
        taken += found
        done += 1
        worked += changed or visit.name == "choose_language"
    proven("no-extra-field", attempts=count, failed=len(taken), entitled=done, served=worked)
    assert not taken, "\n".join(taken)
    assert worked == done > 6

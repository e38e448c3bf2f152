"""An attack that never gets through proves something only if it does as soon as the rule is gone."""

import pytest
from django.db import connection

from slagvaardig.trust.database.installation import install
from slagvaardig.trust.database.ownership import as_owner
from tests.attack.owner import run
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import size
from tests.attack.taken_out import MUTANTS, function, taken_out
from tests.attack.test_identity import REPLAYS


def test_with_any_rule_taken_out_an_attack_gets_through(floor: Scene) -> None:
    tried = MUTANTS[:: size(3, 1)]
    attacks = {mutant.attack.__name__: mutant.attack for mutant in tried}
    before = {name: attack(floor) for name, attack in attacks.items()}
    got: dict[str, int] = {}
    for mutant in tried:
        with taken_out(mutant):
            got[mutant.name] = mutant.attack(floor)
    alive = [name for name, count in got.items() if not count]
    proven(
        "mutants", attempts=len(before), failed=sum(before.values()), entitled=len(got), served=len(got) - len(alive)
    )
    assert set(before.values()) == {0}, before
    assert alive == []


# These need transactions that end. The moment in a sealed identity is what keeps it from being used again; that it is
# set for one transaction only comes on top of that.
WITHOUT_MOMENT = function("sec.part(integer)", "or parts[6] is distinct from extract(epoch from now())::text", "")
LONGER = function(
    "sec.enter(text,text,text,bigint,text)", "sec.hmac('seal', sealed), true", "sec.hmac('seal', sealed), false"
)
OVER_TIME = {"after commit": [WITHOUT_MOMENT], "kept by the session": [WITHOUT_MOMENT, LONGER]}


@pytest.mark.parametrize("way", OVER_TIME)
def test_without_its_moment_an_identity_is_used_again(kept_scene: Scene, way: str) -> None:
    assert not REPLAYS[way](kept_scene, "visitor")
    try:
        with as_owner():
            for statement in OVER_TIME[way]:
                run(statement)
        assert REPLAYS[way](kept_scene, "visitor")
        connection.close()
    finally:
        with as_owner():
            install()
    proven("mutants", attempts=1, entitled=1, served=1, note=way)

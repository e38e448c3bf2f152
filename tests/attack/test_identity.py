"""Nobody becomes another, whatever SQL he runs as the application; who comes in honestly is who he is."""

import random
import threading
from collections.abc import Callable

from django.db import connection, transaction

from slagvaardig.trust.access.identity import enter
from slagvaardig.trust.access.sessions import hashed
from tests.attack.forgeries import VICTIM, became_somebody, forged, now, pid, proof, tried, whoever
from tests.attack.owner import run
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import size


def test_no_forged_or_edited_identity_is_accepted(kept_scene: Scene) -> None:
    count, won = forged(kept_scene, random.Random(5), size(150, 2_000))
    served = sum(_comes_in(kept_scene, name) for name in kept_scene.people.keys)
    entitled = sum(map(kept_scene.logged_in, kept_scene.people.keys))
    proven("no-forged-identity", attempts=count, failed=len(won), entitled=entitled, served=served)
    assert not won, "\n".join(won)
    assert served == entitled > 10


def test_an_identity_of_one_transaction_is_worth_nothing_in_another(kept_scene: Scene) -> None:
    won, count = [], 0
    for label, replay in REPLAYS.items():
        for name in ("outsider", "visitor"):
            for _ in range(size(1, 40)):
                count += 1
                if replay(kept_scene, name):
                    won.append(f"{name}: {label}")
    proven("no-forged-identity", attempts=count, failed=len(won), note="replay")
    assert not won, "\n".join(won)


def test_a_prepared_statement_answers_for_whoever_runs_it(kept_scene: Scene) -> None:
    scene = kept_scene
    with scene.people.acting(VICTIM):
        run("prepare everything as select count(*) from trust_paper")
        seen = [run("execute everything")[0][0] for _ in range(8)]
    for name in ("outsider", "visitor", "analyst"):
        with scene.people.acting(name):
            visible = sum(scene.allows("see", name, thing.circle) for thing in scene.things)
            assert run("execute everything")[0][0] == visible < seen[0]
    run("deallocate everything")
    assert seen == [sum(scene.allows("see", VICTIM, thing.circle) for thing in scene.things)] * 8


def _comes_in(scene: Scene, name: str) -> bool:
    with transaction.atomic():
        return bool(enter(kind="session", session=hashed(scene.people.keys[name])) == scene.people[name].pk)


def _sealed(scene: Scene) -> str:
    """The identity of the victim in a transaction that is over, on this very connection."""
    with scene.people.acting(VICTIM):
        text = run("select current_setting('sec.ctx')")[0][0]
    return str(text)


def _after_commit(scene: Scene, name: str) -> bool:
    sealed = _sealed(scene)
    with transaction.atomic():
        whoever(name, scene)
        tried("select set_config('sec.ctx', %s, true)", sealed)
        return became_somebody(scene, name)


def _kept_by_the_session(scene: Scene, name: str) -> bool:
    """Set for longer than the transaction, as a pooled connection would hand it on."""
    with scene.people.acting(VICTIM):
        run("select set_config('sec.ctx', current_setting('sec.ctx'), false)")
        run("select sec.me()")
    with transaction.atomic():
        if name != "visitor":
            whoever(name, scene)
        return became_somebody(scene, name)


def _elsewhere(scene: Scene, name: str) -> bool:
    """On another connection while the victim is still busy."""
    found: list[bool] = []
    with scene.people.acting(VICTIM):
        sealed = str(run("select current_setting('sec.ctx')")[0][0])
        moment = now()
        sent = proof("session", hashed(scene.people.keys[VICTIM]), "", pid(), moment)

        def attack() -> None:
            with transaction.atomic():
                whoever(name, scene)
                tried("select set_config('sec.ctx', %s, true)", sealed)
                call = ("session", hashed(scene.people.keys[VICTIM]), "", moment, sent)
                tried("select sec.enter(%s, %s, %s, %s, %s)", *call)
                found.append(became_somebody(scene, name))
            connection.close()

        thread = threading.Thread(target=attack)
        thread.start()
        thread.join()
    return found != [False]


REPLAYS: dict[str, Callable[[Scene, str], bool]] = {
    "after commit": _after_commit,
    "kept by the session": _kept_by_the_session,
    "on another connection": _elsewhere,
}

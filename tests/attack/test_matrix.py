"""Everybody, at every address, about every object, by reading and by sending: as the oracle says, and never a 403."""

import random
import uuid
from collections.abc import Iterable, Iterator

from django.http import HttpResponseBase
from django.test import Client

from slagvaardig.trust.access.pages import CIRCLE, PAGES, PUBLIC
from slagvaardig.trust.papers.models import Attachment, Paper
from tests.attack.objects import visits
from tests.attack.owner import undone
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import size
from tests.attack.visits import Visit

LOGIN = "/toegang/"
WAY_IN = ("served", "login", "absent", "405", "410")


def outcome(answer: HttpResponseBase) -> str:
    """served, login, absent, or the number of whatever else it is."""
    if answer.status_code == 302:
        return "login" if answer.headers["Location"].startswith(LOGIN) else "served"
    return {200: "served", 404: "absent"}.get(answer.status_code, str(answer.status_code))


def expected(scene: Scene, name: str, visit: Visit, may: bool) -> str:
    if may:
        return "served"
    return "absent" if scene.logged_in(name) or PAGES[visit.name] in (PUBLIC, CIRCLE) else "login"


def opened(scene: Scene, name: str, visit: Visit, client: Client) -> Iterator[tuple[str, str, str]]:
    """(what was tried, what had to come, what came) of reading an address and of everything that can be sent to it."""
    what = f"{name}: {visit.address}"
    with undone():
        came = outcome(client.get(visit.address))
    if visit.way_in:
        yield f"{what} read", came if came in WAY_IN else "a way in", came
    elif visit.opens is not None:
        yield f"{what} read", expected(scene, name, visit, visit.opens(name)), came
    else:
        yield f"{what} read", "405" if scene.logged_in(name) or PAGES[visit.name] == PUBLIC else "login", came
    for act in visit.acts:
        with undone():
            came = outcome(client.post(visit.address, act.data(name)))
        yield f"{what} {act.label}", expected(scene, name, visit, act.may(name)), came


def as_the_oracle_says(scene: Scene, tries: Iterable[tuple[str, Visit]], *, note: str) -> int:
    """Let people open addresses and send to them; how often somebody was let in, when everything came as it had to."""
    clients = {name: scene.people.client(name) for name in scene.people.names}
    came = [one for name, visit in tries for one in opened(scene, name, visit, clients[name])]
    wrong = [f"{what}: {got} instead of {wanted}" for what, wanted, got in came if wanted != got]
    entitled = sum(wanted == "served" for _, wanted, _ in came)
    served = sum(wanted == got == "served" for _, wanted, got in came)
    attempts = len(came) - entitled
    proven("circle-only", attempts=attempts, failed=len(wrong), entitled=entitled, served=served, note=note)
    assert not wrong, "\n".join(wrong[:40])
    return entitled


def test_everybody_gets_at_every_address_exactly_what_the_oracle_says(scene: Scene) -> None:
    chosen = random.Random(2)
    everything = visits(scene)
    tries = (
        (name, visit)
        for name in scene.people.names
        for visit in everything
        if (PAGES[visit.name] != PUBLIC or name in ("visitor", "mayor"))
        and (chosen.random() <= size(4, 100) / 100 or not visit.filled)
    )
    assert as_the_oracle_says(scene, tries, note="URL matrix") > 100


def test_a_guessed_key_finds_only_what_its_guesser_may_see(scene: Scene) -> None:
    chosen = random.Random(3)
    tried, wrong, entitled, served = 0, 0, 0, 0
    each = size(900, 100_000) // len(scene.people.names)
    for name in scene.people.names:
        visible = {thing.paper.pk for thing in scene.things if scene.allows("see", name, thing.circle)}
        with scene.people.acting(name):
            for _ in range(each):
                thing = chosen.choice(scene.things)
                key = thing.paper.pk if chosen.random() < 0.3 else uuid.UUID(int=chosen.getrandbits(128), version=4)
                found = _probe(key, thing, chosen)
                wrong += found != (key in visible)
                entitled += key in visible
                served += found and key in visible
                tried += key not in visible
        tried += _over_the_web(scene, name, chosen)
    proven("circle-only", attempts=tried, failed=wrong, entitled=entitled, served=served, note="guessed keys")
    assert wrong == 0
    assert entitled == served > each // 10


def _probe(key: uuid.UUID, thing: "object", chosen: random.Random) -> bool:
    """By the paper itself or by what hangs under it."""
    if chosen.random() < 0.5:
        return Paper.objects.filter(pk=key).exists()
    return Attachment.objects.filter(paper_id=key).exists()


def _over_the_web(scene: Scene, name: str, chosen: random.Random) -> int:
    client = scene.people.client(name)
    keys = [uuid.UUID(int=chosen.getrandbits(128), version=4) for _ in range(size(1, 100))]
    answers = [client.get(f"/{place}/{key}") for key in keys for place in ("stukken", "bijlagen")]
    assert {answer.status_code for answer in answers} == {404}
    return len(answers)

"""What is hidden answers as what is not there: the same status, words, size and headers, and as fast."""

import random
import re
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from django.test import Client
from scipy.stats import rankdata

from slagvaardig.trust.access import identity
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.circles.models import Membership
from slagvaardig.trust.papers import views
from slagvaardig.trust.papers.models import Paper
from tests.attack.barriers import HANDLED, Barriers
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import FULL, size

KEY = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|/leden/\d+")
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
STEP = identity.STEP  # as it is outside the tests
WITHIN = 0.02  # over all pairs: how far from one half the chance may be of telling by the time that an answer took
WITHIN_EACH = WITHIN + 3 * 0.013  # one address: besides, three standard errors of a thousand pairs


@dataclass(frozen=True)
class Surface:
    """A way to ask for something by its key. `keys`: of things that are there, and hidden from `name`."""

    label: str
    name: str
    method: str
    address: str
    keys: tuple[object, ...]

    def ask(self, client: Client, key: object) -> tuple[bytes, float]:
        """(all that came of it, how long it took)"""
        address = self.address.format(key=key)
        before = time.perf_counter()
        answer = client.get(address) if self.method == "get" else client.post(address, {"title": "x", "reason": "x"})
        took = time.perf_counter() - before
        # The page repeats its own address, so its length is compared without the key.
        headers = sorted((name, value) for name, value in answer.headers.items() if name != "Content-Length")
        told = f"{answer.status_code} {headers}".encode() + answer.content
        return TOKEN.sub(b"", KEY.sub(b"KEY", told)), took

    def absent(self, chosen: random.Random) -> object:
        if "leden" in self.address:
            return chosen.randrange(2**40, 2**41)
        return uuid.UUID(int=chosen.getrandbits(128), version=4)


def surfaces(scene: Scene) -> Iterator[Surface]:
    """Every address with a key in it, for somebody with a login and for a visitor."""
    hidden = [thing for thing in scene.things if not scene.allows("see", "analyst", thing.circle)]
    papers, files = tuple(t.paper.pk for t in hidden), tuple(t.file.pk for t in hidden if not t.paper.frozen)
    with acting_as_job("console"):
        terms = tuple(Membership.objects.exclude(person=scene.people["analyst"].pk).values_list("pk", flat=True))
    barriers = tuple(Barriers.of(scene).here[slug].pk for slug in HANDLED)
    persons = tuple(person.pk for person in scene.people.persons.values())
    for name in ("analyst", "visitor"):
        yield Surface("paper", name, "get", "/stukken/{key}", papers)
        yield Surface("attachment", name, "get", "/bijlagen/{key}", files)
    yield Surface("change", "analyst", "get", "/stukken/{key}/wijzigen", papers)
    yield Surface("change sent", "analyst", "post", "/stukken/{key}/wijzigen", papers)
    yield Surface("share", "analyst", "post", "/stukken/{key}/delen", papers)
    yield Surface("end of a membership", "analyst", "post", "/leden/{key}/einde", terms)
    yield Surface("barrier", "analyst", "get", "/drempels/{key}", barriers)
    yield Surface("barrier felt too", "analyst", "post", "/drempels/{key}/ook", barriers)
    yield Surface("person", "analyst", "get", "/mensen/{key}", persons)
    yield Surface("person out", "analyst", "post", "/mensen/{key}/uit", persons)


def test_hidden_and_absent_answer_alike(kept_scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "STEP", STEP)
    scene = kept_scene  # committed: a session does not outlive half an hour of one transaction
    chosen, told_apart, pairs, slow = random.Random(7), [], 0, {}
    for surface in surfaces(scene):
        client = scene.people.client(surface.name)
        number = size(8, 1_000)
        hidden, absent, differing = _compared(surface, client, number, chosen)
        pairs += number
        told_apart += [f"{surface.label} for {surface.name}: {line}" for line in differing[:2]]
        slow[f"{surface.label} for {surface.name}"] = area_under_curve(hidden, absent)
    client = scene.people.client("analyst")
    served = [
        client.get(f"/stukken/{t.paper.pk}").status_code
        for t in scene.things
        if scene.allows("see", "analyst", t.circle)
    ]
    pooled = float(np.mean(list(slow.values())))
    listed = ", ".join(f"{label} {area:.3f}" for label, area in slow.items())
    proven(
        "existence",
        attempts=pairs,
        failed=len(told_apart),
        entitled=len(served),
        served=served.count(200),
        note=f"AUC {pooled:.3f}: {listed}",
    )
    assert not told_apart, "\n".join(told_apart)
    assert set(served) == {200}
    if FULL:  # how long something takes is measured here, never asserted in an ordinary run
        assert abs(pooled - 0.5) <= WITHIN
        assert np.mean([abs(area - 0.5) for area in slow.values()]) <= WITHIN, "one address too slow, another too fast"
        assert {label: area for label, area in slow.items() if abs(area - 0.5) > WITHIN_EACH} == {}


def test_without_the_step_the_time_would_tell(kept_scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: whatever is hidden is made slow by hand; without the step that shows, with the step it does not."""
    surface, client = next(surfaces(kept_scene)), kept_scene.people.client("analyst")
    found = views._found

    def slow(key: uuid.UUID) -> Paper:
        if key in surface.keys:
            time.sleep(0.02)
        return found(key)

    monkeypatch.setattr(views, "_found", slow)
    areas = []
    for step in (0, STEP):
        monkeypatch.setattr(identity, "STEP", step)
        hidden, absent, _ = _compared(surface, client, size(20, 500), random.Random(7))
        areas.append(area_under_curve(hidden, absent))
    sys.stdout.write(f"without the step {areas[0]:.3f}, with it {areas[1]:.3f}\n")
    if FULL:
        assert areas[0] > 0.9 > 0.5 + WITHIN_EACH > areas[1]


def test_the_name_of_a_circle_says_nothing_of_what_lies_in_it(scene: Scene) -> None:
    """Which circles there are is public. Of a closed one an outsider gets the very answer of one that is not there."""
    for name in ("analyst", "visitor"):
        client = scene.people.client(name)
        for ending in ("", "/nieuw", "/leden/nieuw"):
            answers = {
                re.sub(rb"kringen/[a-z-]+", b"", client.get(f"/kringen/{slug}{ending}").content)
                for slug in ("loket", "parket", "bestaat-niet")
            }
            assert len({TOKEN.sub(b"", answer) for answer in answers}) == 1, (name, ending)


def _compared(
    surface: Surface, client: Client, pairs: int, chosen: random.Random
) -> tuple[list[float], list[float], list[str]]:
    hidden: list[float] = []
    absent: list[float] = []
    differing: list[str] = []
    surface.ask(client, surface.keys[0])
    for _ in range(pairs):
        keys = [(chosen.choice(surface.keys), hidden), (surface.absent(chosen), absent)]
        chosen.shuffle(keys)
        told = []
        for key, times in keys:
            words, took = surface.ask(client, key)
            told.append(words)
            times.append(took)
        if told[0] != told[1]:
            differing.append(f"{told[0][:200]!r} and {told[1][:200]!r}")
    return hidden, absent, differing


def area_under_curve(hidden: list[float], absent: list[float]) -> float:
    """The chance that something hidden took longer than something absent: one half when time tells nothing."""
    ranks = rankdata(np.array(hidden + absent))
    count = len(hidden)
    return float((ranks[:count].sum() - count * (count + 1) / 2) / (count * len(absent)))

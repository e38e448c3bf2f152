"""By how long his own pages take a manager does not find that his people told, answered or spoke either."""

import gc
import random
import time
from collections import defaultdict
from collections.abc import Callable
from math import sqrt

import numpy as np
from django.test import Client

from tests.attack.hunting import MANAGER, told
from tests.attack.owner import undone
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import FULL, size
from tests.attack.speaking import DEEDS, asked
from tests.attack.test_existence import WITHIN, area_under_curve

PAGES = (
    "/", "/verhalen", "/drempels", "/verhalen?q=leidinggevende", "/gesprekken", "/zien/polsvraag/rondes",
    "/gesprekken/{talks}",
)[: size(2, 7)]  # fmt: skip
PATIENCE = 330.0  # seconds
SHOWS = 0.001  # the twin: a page that takes so many seconds longer is seen to
Times = dict[str, list[float]]


def test_the_time_that_a_page_takes_does_not_tell_that_somebody_spoke(scene: Scene) -> None:
    """Pairs, without and with it in an order of chance, on all pages in turn. Measured at every run; what it must be is
    asked at full size only. Time of this process is steadier than that of the clock, and leaves out the database."""
    asked(scene)
    client, pages = scene.people.client(MANAGER), [page.format_map(scene.__dict__["keys"]) for page in PAGES]
    wall, worked = _pairs(scene, client, pages)
    number = len(wall["without"]) // len(pages)
    said = {kind: _areas(times, len(pages)) for kind, times in (("clock", wall), ("process", worked))}
    error = sqrt((2 * number + 1) / (12 * number * number))
    pooled = {kind: float(np.mean(areas)) for kind, areas in said.items()}
    all_pages = error / sqrt(len(pages))
    listed = ", ".join(
        f"{page} {clock:.3f}/{process:.3f}" for page, clock, process in zip(PAGES, *said.values(), strict=True)
    )
    slower = [took + SHOWS for took in worked["with"]]
    shown = float(np.mean(_areas({"without": worked["without"], "with": slower}, len(pages))))
    note = (
        f"manager, {number} pairs a page, AUC by the clock {pooled['clock']:.3f}, of the process"
        f" {pooled['process']:.3f}, standard error {all_pages:.3f} ({error:.3f} a page); {SHOWS * 1000:.0f} ms more is"
        f" {shown:.3f}: {listed}"
    )
    proven("existence", attempts=number * len(pages), note=note)
    assert number >= 3
    if FULL:
        assert number >= 50, note
        assert shown > 0.5 + WITHIN + 3 * all_pages, f"a millisecond would show: {note}"
        for kind, areas in said.items():
            assert abs(pooled[kind] - 0.5) <= WITHIN + 3 * all_pages, note
            assert max(abs(area - 0.5) for area in areas) <= WITHIN + 3.5 * error, note


def _pairs(scene: Scene, client: Client, pages: list[str]) -> tuple[Times, Times]:
    """(by the clock, of this process), without and with it, of each page in turn."""
    wall: Times = defaultdict(list)
    worked: Times = defaultdict(list)
    chance, until = random.Random(11), time.monotonic() + PATIENCE
    states: dict[str, Callable[[Scene], None]] = {"without": _undone_at_once, "with": _everything}
    for _ in range(size(3, 400)):
        for state in chance.sample(sorted(states), 2):
            with undone():
                states[state](scene)
                gc.collect()
                for page in pages:
                    timed(client, page)
                for page in pages:
                    clock, process = timed(client, page)
                    wall[state].append(clock)
                    worked[state].append(process)
        if time.monotonic() > until:
            break
    return wall, worked


def _everything(scene: Scene) -> None:
    told(scene)
    for deed in DEEDS.values():
        deed(scene)


def _undone_at_once(scene: Scene) -> None:
    """The same work, of which nothing is there: else this process itself would be slower after it, or quicker."""
    with undone():
        _everything(scene)


def _areas(times: Times, pages: int) -> list[float]:
    return [area_under_curve(times["with"][page::pages], times["without"][page::pages]) for page in range(pages)]


def timed(client: Client, address: str) -> tuple[float, float]:
    clock, process = time.perf_counter(), time.process_time()
    assert client.get(address).status_code == 200
    return time.perf_counter() - clock, time.process_time() - process

"""Many people at once over a handful of connections: each gets what is his, and what fails leaves nothing behind."""

import http.client
import random
import threading
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import connection

from slagvaardig.trust.database.ownership import as_owner
from tests.attack.owner import run
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import size
from tests.serving import served

THREADS = 8
NAMES = ("mayor", "second mayor", "chief prosecutor", "bureau", "officer", "adviser", "analyst", "outsider", "disabled")


@dataclass
class Tally:
    """What came of the requests of one thread."""

    asked: int = 0
    wrong: list[str] = field(default_factory=list)
    entitled: int = 0
    served: int = 0
    failed: int = 0
    kept: list[str] = field(default_factory=list)


def test_nobody_gets_what_is_of_another_over_a_shared_pool(kept_scene: Scene, attack_site: list[str]) -> None:
    tallies = [Tally() for _ in range(THREADS)]
    texts = _texts(kept_scene)
    with served() as address:
        each = size(600, 20_000) // THREADS
        threads = [
            threading.Thread(target=_ask, args=(kept_scene, texts, address, each, random.Random(seed), tally))
            for seed, tally in enumerate(tallies)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    wrong = [line for tally in tallies for line in tally.wrong]
    left, kept = _left_behind(), _kept()
    proven(
        "pool",
        attempts=sum(tally.asked for tally in tallies),
        failed=len(wrong) + left,
        entitled=sum(tally.entitled for tally in tallies),
        served=sum(tally.served for tally in tallies),
        note=f"{sum(tally.failed for tally in tallies)} requests failed on purpose and left {left} rows",
    )
    meant = ("Broken", "DoesNotExist")
    unmeant = [line for line in attack_site if not line.startswith(meant)]
    assert not wrong, "\n".join([*wrong[:20], *unmeant[:20]])
    assert sum(tally.failed for tally in tallies) > size(20, 1_000)
    assert left == 0
    assert kept == sorted(title for tally in tallies for title in tally.kept)
    assert kept


def _texts(scene: Scene) -> dict[str, set[str]]:
    """By name the texts that somebody may see, as the oracle says."""
    return {
        name: {thing.paper.text for thing in scene.things if scene.allows("see", name, thing.circle)}
        for name in (*NAMES, "visitor")
    }


def _ask(
    scene: Scene, texts: dict[str, set[str]], address: str, times: int, chosen: random.Random, tally: Tally
) -> None:
    for _ in range(times):
        name = "visitor" if chosen.random() < 0.1 else chosen.choice(NAMES)
        cookies = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={scene.people.keys[name]}"} if name != "visitor" else {}
        tally.asked += 1
        dice = chosen.random()
        if dice < 0.2 and name in ("officer", "mayor"):
            _write(address, cookies, f"{chosen.random()}", dice < 0.05, tally)
        elif dice < 0.1:
            tally.failed += (
                _get(address, "/proef/schrijven", cookies, kring="beraad", titel="mislukt", stuk="1")[0] == 500
            )
        else:
            status, body = _get(address, "/proef/alles", cookies)
            tally.entitled += 1
            tally.served += status == 200
            if status != 200 or set(body.split()) != texts[name]:
                tally.wrong.append(f"{name}: {status} {len(body.split())} instead of {len(texts[name])}")


def _write(address: str, cookies: dict[str, str], title: str, well: bool, tally: Tally) -> None:
    more = {} if well else {"stuk": "1"}
    circle = "gemeente-een"
    status, _ = _get(address, "/proef/schrijven", cookies, kring=circle, titel=title if well else "mislukt", **more)
    tally.failed += status == 500
    if well and status == 200:
        tally.kept.append(title)


def _get(address: str, path: str, headers: dict[str, str], **asked: str) -> tuple[int, str]:
    link = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        link.request("GET", f"{path}?{urlencode(asked)}", headers=headers)
        answer = link.getresponse()
        return answer.status, answer.read().decode()
    finally:
        link.close()


def _left_behind() -> int:
    with as_owner():
        papers = run("select count(*) from trust_paper where title = 'mislukt'")[0][0]
        lines = run(
            "select count(*) from trust_event where verb = 'write'"
            " and about not in (select 'paper:' || id from trust_paper)"
        )[0][0]
    connection.close()
    return int(papers) + int(lines)


def _kept() -> list[str]:
    with as_owner():
        return sorted(str(row[0]) for row in run("select title from trust_paper where title like '0.%%'"))

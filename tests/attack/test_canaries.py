"""Words that stand in one place only: they turn up where that place may be seen, and nowhere else at all.

The names of circles are no secret: which bodies and partners there are is public. Who sits in them is not.
"""

import logging
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection, transaction

from tests.attack.crawling import crawled, unpacked
from tests.attack.forgeries import tried
from tests.attack.objects import visits
from tests.attack.owner import run
from tests.attack.proofs import proven
from tests.attack.scene import Scene, hidden_in_files, renamed, word
from tests.attack.sizes import FULL, size


def test_no_word_is_found_where_it_does_not_lie(scene: Scene, caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    hidden_in_files(scene)
    renamed(scene)
    before = _state_of_files()
    names = scene.people.names if FULL else ["adviser", "former member", "visitor"]
    attempts, leaks, entitled, served, size_read = 0, [], 0, 0, 0
    with caplog.at_level(logging.DEBUG):
        _mistakes_with(scene)
        for name in names:
            pages = _everything_that(scene, name)
            size_read += sum(map(len, pages.values()))
            own = f"{name.replace(' ', '.')}@voorbeeld.invalid".encode()  # the address of another may be its ending
            pages = {address: text.replace(own, b"") for address, text in pages.items()}
            everything = b"\n".join(pages.values()).decode("utf-8", "replace")
            for one, may in _words(scene, name).items():
                attempts += not may
                entitled += may
                served += may and one in everything
                if not may and one in everything:
                    leaks.append(f"{name}: {[page for page, text in pages.items() if one.encode() in text][:3]}")
    outside = _said_elsewhere(caplog, before)
    leaks += [f"outside a page: {place}" for place, text in outside.items() if _any_word(scene, text)]
    note = f"{size_read / 1e6:.0f} MB of pages, {len(outside)} other places"
    proven("no-side-door", attempts=attempts, failed=len(leaks), entitled=entitled, served=served, note=note)
    assert not leaks, "\n".join(leaks)
    assert served == entitled > 20


def _mistakes_with(scene: Scene) -> None:
    """Statements with words in them that the database refuses: its log must not repeat them."""
    words = list(scene.lies)
    for statement in (
        f"insert into trust_paper (title, text) values ('{words[0]}', '{words[1]}')",
        f"insert into trust_person (user_id, name) values ('{scene.people['mayor'].pk}', '{words[2]}')",
        f"select '{words[3]}'::int",
    ):
        assert not tried(statement)


def test_no_connection_shows_what_another_writes(kept_scene: Scene) -> None:
    secret, seen = word(), []
    writes = f"select '{secret}', pg_sleep(0)"

    def look() -> None:
        with transaction.atomic():
            seen.append(str(run("select * from pg_stat_activity")))
        connection.close()

    with kept_scene.people.acting("bureau"):
        run(writes)
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert settings.APP_ROLE in seen[0]
    assert secret not in seen[0]


def _everything_that(scene: Scene, name: str) -> dict[str, bytes]:
    """Every page that somebody reaches by links, and every address there is, hidden ones and mistakes included."""
    found = [visit.address for visit in visits(scene) if visit.name != "choose_language"]
    start = [
        "/",
        *(address for number, address in enumerate(found) if "/kringen" in address or not number % size(3, 1)),
    ]
    start += [f"{address}?voor=x&q=kanarie&kring=loket" for address in ("/zoeken", "/kringen/loket", "/mensen")]
    client = scene.people.client(name, raise_request_exception=False)
    return {address: text for address, text, _ in crawled(client, start, size(3, 10_000))}


def _words(scene: Scene, name: str) -> dict[str, bool]:
    """Each word, and whether somebody may meet it: text of papers, names of people, addresses of people."""
    found = {one: any(scene.allows("see", name, slug) for slug in where) for one, where in scene.lies.items()}
    knows = scene.in_coalition(name) or scene.allows("appoint", name) or scene.allows("read_log", name)
    for reason in scene.reasons:  # the reason of a copy is for whoever may know who made it, also in an open circle
        found[reason] = found[reason] and knows
    for other, person in scene.people.persons.items():
        if not knows and other != name:
            found[person.name] = False
        if other != name:  # one's own stands on the pages about one's login
            found[f"{other.replace(' ', '.')}@voorbeeld.invalid"] = False
    return found


def _any_word(scene: Scene, text: str) -> bool:
    return any(one in text for one in scene.lies)


def _state_of_files() -> dict[Path, int]:
    """Every file below the folder of the site, the tables of the database left out: there it all lies, by design."""
    folder = Path(settings.VAR)
    return {
        path: path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and "data" not in path.relative_to(folder).parts
    }


def _said_elsewhere(caplog: pytest.LogCaptureFixture, before: dict[Path, int]) -> dict[str, str]:
    """Logs, mail, and what was added to files since."""
    places = {"log": caplog.text}
    for number, message in enumerate(mail.outbox):
        places[f"mail {number}"] = message.message().as_string()
    for path in _state_of_files():
        with path.open("rb") as file:
            file.seek(before.get(path, 0))
            places[str(path)] = b"\n".join(unpacked(file.read())).decode("utf-8", "replace")
    return places

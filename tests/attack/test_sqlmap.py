"""sqlmap on every parameter of a running site finds nothing; where a mistake was made on purpose it does, and even
through that mistake nobody becomes another."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.conf import settings as site
from django.test import Client
from pytest_django import Settings

from tests.attack.forgeries import SESSION_ROWS, STATEMENTS, VICTIM
from tests.attack.objects import visits
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import FULL, size
from tests.attack.visits import Visit
from tests.serving import served

ATTACKER = "analyst"
QUERIES = {"search": "q=zoek&direct=1", "circle": "voor=2026-01-01T00:00:00%2B00:00_x", "person": "kring=loket"}
QUIET = ["--batch", "--flush-session", "--disable-coloring", "--ignore-code=*", "--retries=0", "--dbms=PostgreSQL"]


@pytest.fixture
def without_token(settings: Settings, attack_site: list[str]) -> None:
    """Forms without their token, so that the attacker gets past it."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("CsrfViewMiddleware")]


def test_sqlmap_finds_only_the_mistake_that_was_made_on_purpose(
    kept_scene: Scene, without_token: None, tmp_path: Path
) -> None:
    who = ["bureau", "administrator", "visitor"] if FULL else ["bureau"]
    with served() as address:
        requests = [text for name in who for text in _requests(kept_scene, name, address)]
        title = next(t.paper.title for t in kept_scene.things if kept_scene.allows("see", ATTACKER, t.circle))
        planted = [_request(kept_scene, ATTACKER, address, "GET", f"/proef/vinden?titel={title}")]
        found = _sqlmap(requests, tmp_path / "site", "BEU" if FULL else "B")
        mistakes = _sqlmap(planted, tmp_path / "planted", "BEU" if FULL else "B")
    proven(
        "sql-injection",
        attempts=len(requests),
        failed=len(found),
        entitled=len(planted),
        served=len(mistakes),
        note="addresses given to sqlmap, each with all its parameters; served: the planted mistake, found",
    )
    assert found == []
    assert len(mistakes) == 1


def test_through_an_injection_nobody_becomes_another(kept_scene: Scene, attack_site: list[str]) -> None:
    scene, won, count = kept_scene, [], 0
    seen = {t.paper.text for t in scene.things if scene.allows("see", ATTACKER, t.circle)}
    hidden = {t.paper.text for t in scene.things} - seen
    client = scene.people.client(ATTACKER, raise_request_exception=False)
    assert seen <= _injected(client, "x' union select text from trust_paper --")
    for statement in _statements(scene):
        for ending in ("'; {} ; select text from trust_paper --", "'; {} --"):
            found = _injected(client, ending.format(statement)) | _injected(client, "' or true --")
            found |= _injected(client, "x' union select text from trust_paper --")
            count += 1
            if found & hidden:
                won.append(statement)
    proven("no-forged-identity", attempts=count, failed=len(won), entitled=1, served=1, note="through an injection")
    assert not won, "\n".join(won)


def _statements(scene: Scene) -> Iterator[str]:
    words = {
        "{owner}": str(site.OWNER.get("USER", "postgres")),
        "{app}": site.APP_ROLE,
        "{victim}": str(scene.people[VICTIM].pk),
        "{me}": str(scene.people[ATTACKER].pk),
        "{key}": "0" * 64,
        "{new}": "1" * 64,
    }
    for text in [*STATEMENTS, *SESSION_ROWS][:: size(5, 1)]:
        for word, value in words.items():
            text = text.replace(word, value)
        yield text


def _injected(client: Client, text: str) -> set[str]:
    return set(client.get("/proef/vinden", {"titel": text}).content.decode("utf-8", "replace").split("\n"))


def _requests(scene: Scene, name: str, address: str) -> Iterator[str]:
    """One request for every address and every act: each argument in the path, the query and the form is a parameter."""
    seen = set()
    for visit in visits(scene):
        opens = visit.opens is not None and visit.opens(name)
        if visit.name in seen or not (opens or any(act.may(name) for act in visit.acts)):
            continue
        seen.add(visit.name)
        if opens and (visit.filled or visit.name in QUERIES) and (FULL or visit.name == "search"):
            yield _request(scene, name, address, "GET", _marked(visit))
        for act in visit.acts[:1]:
            if act.may(name) and (FULL or visit.name == "paper_new"):
                yield _request(scene, name, address, "POST", visit.address, urlencode(act.data(name), doseq=True))


def _marked(visit: Visit) -> str:
    """The address, with a mark for sqlmap behind every argument that stands in the path."""
    text = visit.address
    for value in visit.filled.values():
        text = text.replace(f"/{value}", f"/{value}*", 1)
    return f"{text}?{QUERIES[visit.name]}" if visit.name in QUERIES else text


def _request(scene: Scene, name: str, address: str, method: str, path: str, body: str = "") -> str:
    cookie = f"{site.SESSION_COOKIE_NAME}={scene.people.keys[name]}" if name in scene.people.keys else "x=y"
    lines = [
        f"{method} {quote(path, safe='/?=&*%:+.-_')} HTTP/1.1",
        f"Host: {urlsplit(address).netloc}",
        f"Cookie: {cookie}",
    ]
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", body])


def _sqlmap(requests: list[str], folder: Path, techniques: str) -> list[str]:
    """The addresses in which sqlmap found something."""
    folder.mkdir()
    line = "=" * 54
    log, results = folder / "requests.log", folder / "results.csv"
    log.write_text("".join(f"{line}\n{text}\n{line}\n\n" for text in requests))
    command = [str(Path(sys.executable).with_name("sqlmap")), "-l", str(log), f"--results-file={results}", *QUIET]
    command += [f"--output-dir={folder}", f"--technique={techniques}", "--level=1", "--risk=1", "--timeout=30"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, stdin=subprocess.DEVNULL)
    assert done.stdout.count("testing URL") + done.stdout.count("testing if") > 0, (
        done.stdout[-2000:] + done.stderr[-500:]
    )
    with results.open(newline="") as file:
        return [row["Target URL"] for row in csv.DictReader(file) if row.get("Technique(s)")]

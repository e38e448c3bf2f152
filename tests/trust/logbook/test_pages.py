"""The log as pages: all of it for the privacy officer and nobody else, one's own for everybody, the seals for all."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit.models import Seal
from slagvaardig.trust.audit.witnesses import read_heads, signed_text
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.logbook import views
from slagvaardig.trust.papers.actions import write_paper
from slagvaardig.trust.papers.models import Paper
from tests.log import log
from tests.people import People, gather
from tests.trust.audit.sealed import seal_all, write_lines

SECRET = "Geheime titel van een stuk"


@pytest.fixture
def people(db: None) -> People:
    return gather()


@pytest.fixture
def paper(people: People) -> Paper:
    with people.acting("mayor") as person:
        return write_paper(circle=Circle.objects.get(slug="beraad"), title=SECRET, text=SECRET, by=person)


def test_only_the_privacy_officer_reads_the_log(people: People) -> None:
    for address in ("/logboek", "/logboek?wat=read"):
        answers = {name: people.client(name).get(address).status_code for name in people.names}
        assert answers.pop("privacy") == 200
        assert {answers.pop(name) for name in ("visitor", "disabled", "gone")} == {302}
        assert set(answers.values()) == {404}
    for address in ("/logboek/nakijken", "/logboek/meenemen"):
        answers = {name: people.client(name).post(address).status_code for name in people.names}
        assert answers.pop("privacy") == 200
        assert {answers.pop(name) for name in ("visitor", "disabled", "gone")} == {302}
        assert set(answers.values()) == {404}


def test_the_log_says_who_did_what_in_which_circle_and_never_what_was_written(people: People, paper: Paper) -> None:
    assert people.client("bureau").get(f"/stukken/{paper.pk}").status_code == 200
    text = people.client("privacy").get("/logboek").content.decode()
    assert f"bureau las stuk {str(paper.pk)[:8]}, in kring Beraad" in text
    assert f"mayor schreef stuk {str(paper.pk)[:8]}, in kring Beraad" in text
    export = people.client("privacy").post("/logboek/meenemen").content.decode()
    assert f"paper:{paper.pk}" in export
    assert SECRET not in text + export


def test_reading_the_log_is_in_the_log_and_so_is_whom_it_was_about(people: People) -> None:
    officer = people["officer"].actor
    people.client("privacy").get("/logboek", {"wie": officer})
    (line,) = log("read-log")
    assert (line.actor, line.detail) == (people["privacy"].actor, {"who": officer, "filters": ["who"]})


@pytest.mark.parametrize(
    "asked, found, not_found",
    [
        ({"wat": "read"}, "bureau las stuk", "mayor schreef stuk"),
        ({"wat": "write"}, "mayor schreef stuk", "bureau las stuk"),
        ({"wie": "bureau"}, "bureau las stuk", "mayor schreef stuk"),
        ({"wie": "system"}, "nodigde uit", "bureau las stuk"),
        ({"waarmee": "paper"}, "bureau las stuk", "nodigde uit"),
        ({"dag": "2020-01-01"}, "Geen regels", "bureau las stuk"),
        ({"dag": "today"}, "bureau las stuk", "Geen regels"),
    ],
)
def test_the_log_is_searched(people: People, paper: Paper, asked: dict[str, str], found: str, not_found: str) -> None:
    people.client("bureau").get(f"/stukken/{paper.pk}")
    given = {
        "bureau": people["bureau"].actor,
        "paper": f"paper:{paper.pk}",
        "today": timezone.localdate().isoformat(),
    }
    values = {name: given.get(value, value) for name, value in asked.items()}
    text = people.client("privacy").get("/logboek", values).content.decode()
    assert found in text
    assert not_found not in text


@pytest.mark.parametrize("asked", ["dag=gisteren", "wie=user:iemand", "wat=bestaat-niet", "waarmee=" + "x" * 201])
def test_a_question_that_is_no_question_is_answered_with_what_to_do(people: People, asked: str) -> None:
    answer = people.client("privacy").get(f"/logboek?{asked}")
    assert answer.status_code == 422
    assert "utrecht-form-field-error-message" in answer.content.decode()


def test_older_lines_are_found_by_place_and_every_line_once(people: People) -> None:
    write_lines(130)
    client, address, seen = people.client("privacy"), "?waarmee=&wie=system&wat=ingest", []
    for _ in range(3):
        text = client.get(f"/logboek{address}").content.decode()
        seen += re.findall(r"laadde cijfers van bron (made-up-\d+)<", text)
        further = re.search(r'href="(\?[^"]*voor=[^"]*)"', text)
        address = further[1].replace("&amp;", "&") if further else ""
    assert seen == [f"made-up-{place}" for place in range(129, -1, -1)]
    assert address == ""
    assert client.get("/logboek?voor=onzin_1").status_code == 200


def test_the_button_says_whether_the_log_is_whole(people: People) -> None:
    text = people.client("privacy").post("/logboek/nakijken").content.decode()
    assert "Het logboek is heel" in text
    (line,) = log("verify")
    assert line.detail["deviations"] == 0
    with acting_as_job("sealer"):
        Seal.objects.create(seq=1, events=3, root="0" * 64, head="0" * 64)
    text = people.client("privacy").post("/logboek/nakijken").content.decode()
    assert "Het logboek is niet meer wat verzegeld werd" in text
    assert "zegel 1 dekt een ander aantal regels dan erin staat" in text


def test_a_log_that_is_too_large_for_the_button_says_what_to_do(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST", 3)
    answer = people.client("privacy").post("/logboek/meenemen")
    assert answer.status_code == 422
    assert "Vraag de beheerder om een kopie" in answer.content.decode()
    assert log("export") == []


def test_a_copy_that_is_taken_along_is_an_act(people: People) -> None:
    answer = people.client("privacy").post("/logboek/meenemen")
    lines = [json.loads(line) for line in answer.content.decode().splitlines()]
    assert {line["kind"] for line in lines} == {"event"}
    assert "attachment" in answer.headers["Content-Disposition"]
    (line,) = log("export")
    assert line.detail["lines"] == len(lines) - 1, "its own line is in the copy too"


def test_everybody_reads_what_the_log_holds_about_himself_and_nothing_else(people: People, paper: Paper) -> None:
    text = people.client("mayor").get("/mijn/logboek").content.decode()
    assert "mayor schreef stuk" in text
    assert "nodigde uit: mayor" in text
    assert "nodigde uit: bureau" not in text
    assert "bureau" not in people.client("outsider").get("/mijn/logboek").content.decode()
    assert people.client("visitor").get("/mijn/logboek").status_code == 302


def test_who_looks_after_a_circle_sees_who_read_a_paper_and_others_do_not(people: People, paper: Paper) -> None:
    people.client("second mayor").get(f"/stukken/{paper.pk}")
    for name, sees in (("bureau", True), ("mayor", False)):
        text = people.client(name).get(f"/stukken/{paper.pk}").content.decode()
        assert ("second mayor," in text) is sees, name
        assert ("Wie dit las" in text) is sees


@pytest.mark.django_db(transaction=True)
def test_witnesses_get_heads_that_openssl_finds_to_be_ours(client: Client, tmp_path: Path) -> None:
    assert client.get("/zegels").content == b""
    for _ in range(3):
        write_lines(1)
        seal_all()
    every = client.get("/zegels?na=0").content.decode()
    assert list(read_heads(every)) == [1, 2, 3]
    assert list(read_heads(client.get("/zegels").content.decode())) == [3]
    assert list(read_heads(client.get("/zegels?na=1").content.decode())) == [2, 3]
    assert client.get("/zegels?na=99").content == b""
    (tmp_path / "key.pem").write_bytes(client.get("/zegels/sleutel").content)
    for line in every.splitlines():
        head = json.loads(line)
        right = signed_text(head["seq"], head["head"], head["at"])
        assert openssl_agrees(tmp_path, right, head["signature"])
        assert not openssl_agrees(tmp_path, right.replace(head["head"], head["head"][::-1]), head["signature"])


def openssl_agrees(folder: Path, text: str, signature: str) -> bool:
    (folder / "message").write_text(text)
    (folder / "signature").write_bytes(bytes.fromhex(signature))
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "message"]
    done = subprocess.run([*command, "-sigfile", "signature"], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["", "x", "-1", "1.5", "²", "9" * 30, "1;drop"])
def test_a_place_that_is_none_is_told_with_an_example(client: Client, asked: str) -> None:
    answer = client.get("/zegels", {"na": asked})
    assert answer.status_code == 400
    assert "?na=0" in answer.content.decode()


def test_the_program_is_offered_as_it_is(client: Client, db: None) -> None:
    text = client.get("/zegels/verify_log.py").content.decode()
    assert text.startswith('"""Check an export of the log')
    compile(text, "verify_log.py", "exec")


@pytest.mark.parametrize(
    "text, words",
    [
        ('{"seq": 1', "Regel 1"),
        ('\n{"seq": "x", "head": ""}', "Regel 2"),
        ('{"seq":1,"head":"a"}\n{"seq":1,"head":"b"}', "spreekt"),
    ],
)
def test_heads_that_cannot_be_right_are_told_by_line(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_heads(text)

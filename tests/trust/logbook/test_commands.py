"""The log at the console: each command says in words what it found, answers with its code, and is itself in the log."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from slagvaardig.environment import mail_server
from slagvaardig.schedule import CLOCK, work
from slagvaardig.trust.audit.models import Seal
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.database.ownership import as_owner
from slagvaardig.trust.logbook import commands
from slagvaardig.trust.papers.actions import write_paper
from tests.log import log
from tests.people import gather
from tests.trust.audit.sealed import kept_heads, seal_all, write_lines

pytestmark = pytest.mark.django_db(transaction=True)


def asked(**values: object) -> argparse.Namespace:
    return argparse.Namespace(**values)


@pytest.fixture
def heads(tmp_path: Path) -> Path:
    write_lines(5)
    seal_all()
    kept = tmp_path / "heads.txt"
    kept.write_text(kept_heads())
    return kept


def test_verify_says_how_much_it_checked_and_what_differs(heads: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.verify_log(asked(heads=heads)) == 0
    assert capsys.readouterr().out == "regels 5, zegels 1, ankers 1, afwijkingen 0, nog niet verzegeld 0\n"
    assert commands.verify_log(asked(heads=None)) == 0
    assert "bewijst dit niets" in capsys.readouterr().out
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("delete from trust_event where seal = 1")
        cursor.execute("delete from trust_seal")
    assert commands.verify_log(asked(heads=heads)) == 1
    assert "het controlegetal van zegel 1 is een ander dan de getuige kreeg" in capsys.readouterr().out
    assert [event.detail["deviations"] for event in log("verify")] == [1, 0, 0]


@pytest.mark.parametrize("content", [None, '{"seq": 1', '{"seq": 1}'])
def test_heads_that_cannot_be_read_stop_with_what_to_do(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "heads.txt"
    if content is not None:
        file.write_text(content)
    with pytest.raises(SystemExit, match="Geef een bestand met regels van /zegels"):
        commands.verify_log(asked(heads=file))


def test_heads_and_export_write_lines_that_a_machine_reads(heads: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.heads(asked()) == 0
    assert capsys.readouterr().out == heads.read_text()
    assert commands.export_log(asked(ldv=False)) == 0
    kinds = [json.loads(line)["kind"] for line in capsys.readouterr().out.splitlines()]
    assert kinds == ["seal", *["event"] * 6]
    assert commands.export_log(asked(ldv=True)) == 0
    assert all("trace_id" in json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert [event.detail["ldv"] for event in log("export")] == [True, False]


def test_who_looked_names_every_reader_and_is_itself_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    people = gather()
    with people.acting("mayor") as person:
        paper = write_paper(circle=Circle.objects.get(slug="beraad"), title="Titel", text="", by=person)
    thing = f"paper:{paper.pk}"
    assert commands.who_looked(asked(about=thing)) == 1
    assert "Niemand las" in capsys.readouterr().out
    people.client("bureau").get(f"/stukken/{paper.pk}")
    assert commands.who_looked(asked(about=thing)) == 0
    told = capsys.readouterr().out
    assert "bureau las stuk" in told
    assert "Titel" not in told
    assert [event.about for event in log("who-looked")] == [thing, thing]


def test_the_clock_can_be_run_once() -> None:
    write_lines(2)
    seal_all()
    assert work(asked(once=True)) == 0
    assert Seal.objects.count() >= 1
    assert len(log("verify")) == 1
    assert len(CLOCK) == 12


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("EMAIL_URL", "http://host", "EMAIL_URL klopt niet"),
        ("EMAIL_URL", "smtp://", "EMAIL_URL klopt niet"),
        ("SLAGVAARDIG_WITNESSES", "een@voorbeeld.invalid", "EMAIL_URL niet"),
        ("SLAGVAARDIG_SEAL_KEY", "abc", "64 hexadecimale tekens"),
        ("SLAGVAARDIG_SEAL_KEY", "ab" * 31, "64 hexadecimale tekens"),
    ],
)
def test_a_setting_that_cannot_be_right_stops_with_what_to_do(name: str, value: str, words: str) -> None:
    command = [sys.executable, "-c", "import slagvaardig.settings"]
    done = subprocess.run(command, env={**os.environ, name: value}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert words in done.stderr


def test_a_mail_server_is_read_from_its_address() -> None:
    found = mail_server("smtp://naam:w%40chtwoord@post.voorbeeld.invalid:587")
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS")
    assert [found[name] for name in names] == ["post.voorbeeld.invalid", 587, "w@chtwoord", True]

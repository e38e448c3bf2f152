"""The verifier that a partner runs: a single file, nothing but Python, and a clear word when a file is not right."""

import subprocess
import sys
from pathlib import Path

import pytest

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit import verify_log
from slagvaardig.trust.audit.exporting import export_lines

from .sealed import kept_heads, seal_all, write_lines

PROGRAM = Path(verify_log.__file__).read_text("utf-8")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder with the program, an export and the heads of a witness."""
    for number in range(3):
        write_lines(4, first=4 * number)
        seal_all()
    write_lines(2, first=12)
    with acting_as_job("console"):
        (tmp_path / "export.jsonl").write_text("".join(f"{line}\n" for line in export_lines()))
    (tmp_path / "heads.txt").write_text(kept_heads())
    (tmp_path / "verify_log.py").write_text(PROGRAM)
    return tmp_path


def run(folder: Path, *names: str) -> tuple[int, str]:
    command = [sys.executable, "-I", "-S", "verify_log.py", *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def test_it_is_at_most_eighty_lines() -> None:
    assert len(PROGRAM.splitlines()) <= 80


def test_it_says_what_it_checked(folder: Path) -> None:
    assert run(folder, "export.jsonl", "heads.txt") == (0, "regels 12, zegels 3, ankers 3, afwijkingen 0\n")
    assert run(folder, "export.jsonl") == (0, "regels 12, zegels 3, ankers 0, afwijkingen 0\n")


def test_it_says_which_seal_differs(folder: Path) -> None:
    export = folder / "export.jsonl"
    export.write_text(export.read_text().replace("source:made-up-5", "source:made-up-X"))
    code, told = run(folder, "export.jsonl", "heads.txt")
    assert code == 1
    assert told.splitlines() == [
        "zegel 2: andere regels dan verzegeld werden",
        "zegel 2: volgt niet op het zegel ervoor",
        "regels 12, zegels 3, ankers 3, afwijkingen 2",
    ]


def test_two_heads_for_one_seal_cannot_both_be_right(folder: Path) -> None:
    heads = folder / "heads.txt"
    other = heads.read_text().splitlines()[0].replace('"head": "', '"head": "f')
    heads.write_text(f"{heads.read_text()}{other}\n")
    assert run(folder, "export.jsonl", "heads.txt")[0] == 1


@pytest.mark.parametrize(
    "break_it, words",
    [
        (lambda folder: (folder / "export.jsonl").unlink(), "No such file"),
        (lambda folder: (folder / "export.jsonl").write_bytes(b"\xff\xfe{"), "codec"),
        (lambda folder: (folder / "export.jsonl").write_text('{"kind":"event","id"'), "regel 1 is geen JSON"),
        (lambda folder: (folder / "export.jsonl").write_text('{"kind":"event","id":1}'), "KeyError"),
        (lambda folder: (folder / "heads.txt").write_text('{"seq":'), "heads.txt, regel 1 is geen JSON"),
        (lambda folder: (folder / "heads.txt").write_text('{"head":"x"}'), "KeyError"),
    ],
)
def test_a_file_that_is_not_right_is_named(folder: Path, break_it, words: str) -> None:  # type: ignore[no-untyped-def]
    break_it(folder)
    code, told = run(folder, "export.jsonl", "heads.txt")
    assert (code, "Traceback" in told) == (2, False)
    assert words in told
    assert "Check an export of the log" in told

"""Files made to do harm do none: no crash, no memory, no time, nothing that runs; good files come through whole."""

import io
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from slagvaardig.trust.uploads import child, cleaning, office, parts
from slagvaardig.trust.uploads.cleaning import Clean, Ended, clean, read_answer, run
from slagvaardig.trust.uploads.kinds import KINDS, Refused, told_by
from slagvaardig.trust.uploads.sentences import SENTENCES
from tests.attack.good_files import good_files
from tests.attack.hostile_files import Tried, hostile_files
from tests.attack.payloads import MARK, Hostile
from tests.attack.proofs import proven
from tests.attack.sizes import size

LARGEST_MEMORY, LONGEST = 256 * 1024**2, 5.0
ENDS_WELL = (0, -signal.SIGKILL, -signal.SIGXCPU)  # answered, or ended by the kernel when its time was over
COUNT = size(72, 460)


@dataclass(frozen=True)
class Outcome:
    """What became of a file. ended: of the process that read it; None when its name was enough."""

    tried: Tried
    kept: Clean | None
    refused: str
    ended: Ended | None

    @property
    def got_through(self) -> bool:
        """Whether something was kept that should not be."""
        if self.kept is None:
            return False
        return not self.tried.file.may_pass or any(one in self.kept.content for one in self.tried.file.payload)


def outcome(tried: Tried, read: Callable[..., Ended] = run) -> Outcome:
    file, seen = tried.file, []

    def watched(data: io.BytesIO, kind: str) -> Ended:
        seen.append(read(data, kind))
        return seen[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cleaning, "run", watched)
        try:
            kept, why = clean(name=file.name, file=io.BytesIO(file.data)), ""
        except Refused as refused:
            kept, why = None, refused.why
    return Outcome(tried, kept, why, seen[0] if seen else None)


def test_hostile_files_do_no_harm_and_good_files_come_through_whole() -> None:
    outcomes = [outcome(tried) for tried in hostile_files(COUNT)]
    good = list(good_files())
    kept = [clean(name=file.name, file=io.BytesIO(file.data)) for file in good]
    whole = [file.name for file, one in zip(good, kept, strict=True) if file.whole(one.content)]
    through = [(one.tried.family, one.tried.file.name, one.refused) for one in outcomes if one.got_through]
    ran = [one.ended for one in outcomes if one.ended]
    heavy = [ended for ended in ran if ended.memory > LARGEST_MEMORY or ended.seconds > LONGEST]
    crashed = [one.tried for one in outcomes if one.ended and one.ended.code not in ENDS_WELL]
    why = Counter(one.refused or "kept, cleaned" for one in outcomes)
    most = f"{max(ended.memory for ended in ran) >> 20} MB and {max(ended.seconds for ended in ran):.1f} s at most"
    proven(
        "hostile-files",
        attempts=len(outcomes),
        failed=len(through) + len(heavy) + len(crashed),
        entitled=len(good),
        served=len(whole),
        note=f"{most}; {dict(why.most_common())}",
    )
    assert through == []
    assert heavy == []
    assert crashed == []
    assert [file.name for file in good if file.name not in whole] == []
    assert len(whole) == len(good) >= 40


def _as_if_open(data: io.BytesIO, kind: str) -> Ended:
    """The mutant: a child that keeps whatever it gets."""
    content = data.read()
    return Ended(0, 0.0, f'{{"size": {len(content)}, "checksum": "x"}}\n'.encode() + content)


def test_without_the_cleaning_most_of_these_files_would_get_through() -> None:
    tried = [one for one in hostile_files(60) if one.file.data]
    assert sum(outcome(one, read=_as_if_open).got_through for one in tried) > len(tried) // 2


def test_without_the_list_of_parts_macros_would_get_through(monkeypatch: pytest.MonkeyPatch) -> None:
    macros = [one.file for one in hostile_files(400) if one.family == "macros" and one.file.name == "macro.docx"]
    for file in macros:
        with pytest.raises(Refused):
            office.cleaned_office(file.data, "docx")
    monkeypatch.setattr(parts, "acts", lambda name: False)
    monkeypatch.setitem(parts.FAMILIES, "docx", _anything(parts.FAMILIES["docx"]))
    assert any(_is_kept(file) for file in macros)


def _anything(family: parts.Family) -> parts.Family:
    return parts.Family(family.needed, re.compile(".*"), family.blank, family.main)


def _is_kept(file: Hostile) -> bool:
    try:
        office.cleaned_office(file.data, "docx")
    except Refused:
        return False
    return True


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("memory", "bytearray(300 * 1024**2)"),
        ("time", "while True: pass"),
        ("the network", "import socket; socket.socket()"),
        ("another process", "import subprocess; subprocess.run(['/bin/true'])"),
        ("writing a file", "open('/tmp/x', 'w')"),
        ("reading a secret", "open('/etc/shadow').read()"),
    ],
)
def test_the_child_is_denied(what: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its walls up nothing works; with the walls left out the same code does (time alone would never end)."""
    start = "from slagvaardig.trust.uploads import child; child.confine(); "
    order = (sys.executable, "-I", "-B", "-c")
    monkeypatch.setattr(cleaning, "CHILD", (*order, f"{start}\n{code}\nprint('done')"))
    denied = run(io.BytesIO(b""), "txt")
    assert denied.code != 0
    assert b"done" not in denied.answer
    assert denied.seconds <= LONGEST
    if what != "time":
        monkeypatch.setattr(cleaning, "CHILD", (*order, f"{code}\nprint('done')"))
        assert b"done" in run(io.BytesIO(b""), "txt").answer


def test_a_child_that_sleeps_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "CHILD", (sys.executable, "-I", "-c", "import time; time.sleep(3600)"))
    monkeypatch.setattr(cleaning, "PATIENCE", 0.2)
    with pytest.raises(Refused, match="slow"):
        read_answer(run(io.BytesIO(b"x"), "txt"))


@pytest.mark.parametrize(
    "answer", [b"", b"{", b"[]\nx", b'{"size": 4, "checksum": "x"}\nabc', b'{"size": 0}\n', b"x" * 9999]
)
def test_an_answer_that_makes_no_sense_is_a_refusal(answer: bytes) -> None:
    with pytest.raises(Refused):
        read_answer(Ended(0, 0.0, answer))


def test_files_are_read_side_by_side() -> None:
    with ThreadPoolExecutor(4) as several:
        names = list(several.map(lambda place: clean(name=f"{place}.txt", file=io.BytesIO(b"hoi")).name, range(8)))
    assert names == [f"{place}.txt" for place in range(8)]


def test_every_reason_has_a_sentence_and_every_kind_a_reader() -> None:
    assert set(child.CLEANERS) == set(KINDS)
    assert all(told_by(f"x{ending}") == slug for slug, kind in KINDS.items() for ending in kind.endings)
    assert MARK not in str(SENTENCES)

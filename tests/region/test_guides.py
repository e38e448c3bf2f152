"""Question guides and kinds of places: every mistake is named with its line."""

from pathlib import Path

import pytest

from slagvaardig.region.guides import FILE, read_guides
from slagvaardig.region.problems import Problem

GUIDE = '[[guides]]\nslug = "een"\ntitle = "Een"\nquestions = ["Wat?"]\n'
PLACE = '[[places]]\nslug = "plein"\ntitle = "Plein"\nkind = "spot"\n'


def read(folder: Path, text: str) -> list[Problem]:
    (folder / FILE).write_text(text, "utf-8")
    problems: list[Problem] = []
    read_guides(folder, problems)
    return problems


def test_a_region_without_guides_is_sound_and_one_with_them_too(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_guides(tmp_path, problems).guides == () and problems == []
    assert read(tmp_path, GUIDE + PLACE) == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GUIDE.replace("questions", "vragen"), 4, "onbekend veld"),
        (GUIDE.replace('["Wat?"]', "[]"), 4, "1 tot 12"),
        (GUIDE.replace("Wat?", "x" * 301), 4, "één regel"),
        (GUIDE + GUIDE, 6, "staat er al"),
        (PLACE.replace("spot", "groep"), 4, "Kies uit"),
        (PLACE.replace("Plein", "Plein 12"), 3, "nooit een adres"),
        (PLACE.replace("plein", "Het plein"), 2, "kleine letters"),
        ("anders = 1\n", 1, "onbekend veld"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    found = read(tmp_path, text)
    assert (line, True) in [(one.line, words in one.message) for one in found], found

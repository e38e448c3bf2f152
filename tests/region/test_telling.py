"""The files with questions and head counts: every mistake is named with its file and line."""

import shutil
from pathlib import Path

import pytest

from slagvaardig.region.folder import check_region, load_region
from tests.world import NAMES, REGIONS

GOOD = next(name for name in NAMES if (REGIONS / name / "headcounts.csv").exists())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REGIONS / GOOD, tmp_path / "region", ignore=shutil.ignore_patterns("starter")))


@pytest.mark.parametrize(
    ("before", "after", "place", "words"),
    [
        ('kind = "scale"', 'kind = "schaal"', "stories.toml:31", "Kies uit: scale, choice, several, triad"),
        ('slug = "boa"', 'slug = "wijkagent"', "stories.toml:9", "'wijkagent' staat er al"),
        ('slug = "boa"', 'slug = "Boa!"', "stories.toml:9", "kleine letters"),
        ('title = "Boa"', 'titel = "Boa"', "stories.toml:10", "Bedoelt u 'title'?"),
        ('"beter: Het wordt beter"', '"Het wordt beter"', "stories.toml:32", 'Schrijf "woord: tekst"'),
        (', "ruimte: Ruimte om zelf te handelen"', "", "stories.toml:54", "drie hoeken, maar hier staan er 2"),
        ('"zelden: Zelden"', '"soms: Zelden"', "stories.toml:40", "hetzelfde woord"),
        ("answer_days = 14", "answer_days = 0", "stories.toml:2", "Geef een aantal dagen vanaf 1"),
        ("answer_days = 14", 'answer_days = "twee weken"', "stories.toml:2", "Geef een aantal dagen vanaf 1"),
        ("[[functions]]", "functions = 3\n[[f]]", "stories.toml", ""),
    ],
)
def test_a_mistake_in_the_questions_is_named_with_its_line(
    folder: Path, before: str, after: str, place: str, words: str
) -> None:
    file = folder / "stories.toml"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")
    found = [str(problem) for problem in check_region(folder)]
    assert any(problem.startswith(place) and words in problem for problem in found), found


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("tovenaar,VB0101,,4,x", "functie 'tovenaar' staat niet in stories.toml"),
        ("boa,XX99,,4,x", "gebied 'XX99' bestaat niet"),
        ("boa,VB0101,ruimtevaart,4,x", "thema 'ruimtevaart' bestaat niet"),
        ("boa,VB0101,beleving,veel,x", "Geef een heel getal"),
        ("boa,VB0101,beleving,-1,x", "Geef een heel getal"),
        ("boa,VB0101,,4,x", "dit aantal staat er al"),
    ],
)
def test_a_mistake_in_the_head_counts_is_named_with_its_line(folder: Path, row: str, words: str) -> None:
    file = folder / "headcounts.csv"
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([*lines, row]) + "\n", "utf-8")
    found = [str(problem) for problem in check_region(folder)]
    assert any(problem.startswith(f"headcounts.csv:{len(lines) + 1}") and words in problem for problem in found), found


def test_a_region_without_these_files_is_sound_and_asks_nothing_more(folder: Path) -> None:
    (folder / "stories.toml").unlink()
    (folder / "headcounts.csv").unlink()
    telling = load_region(folder).telling
    assert (telling.functions, telling.questions, dict(telling.headcounts)) == ((), (), {})

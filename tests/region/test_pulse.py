"""Each mistake in the file of the pulse is named with its line."""

import shutil
from pathlib import Path

import pytest

from slagvaardig.region.folder import check_region
from slagvaardig.region.pulse import FILE
from tests.region.test_telling import GOOD
from tests.world import REGIONS

CHANGED = '\n[[earlier]]\nquestion = "meer-veiligheid"\ntext = "Anders."\nuntil = "2026-03"\n'


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pulse") / "region"
    return Path(shutil.copytree(REGIONS / GOOD, folder, ignore=shutil.ignore_patterns("starter", "examples")))


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ("fewest = 10", "fewest = 9", "fewest", "Onder de 10"),
        ("months = [3, 9]", "months = [3, 13]", "months", "maanden"),
        ("open_days = 28", "open_days = 0", "open_days", "aantal dagen"),
        ('"Eens", "Helemaal eens"]', '"Eens"]', "scale", "vijf verschillende"),
        ('source = "vb-polsvraag"', 'source = "vb-enquete"', "source", "pulse_rounds"),
        (
            'indicator = "professionals-ervaren-veiligheid"',
            'indicator = "inbraak"',
            'indicator = "inbraak"',
            "geen reeks",
        ),
        ('slug = "boa"', 'slug = "wijkagent"', 'slug = "wijkagent"\ntitle = "Boa"', "staat er al"),
        ("unknown =", "onbekend =", "onbekend", "onbekend veld"),
        ("\n[[roles]]", f"{CHANGED}\n[[roles]]", "until", "breuk"),
        ("\n[[roles]]", CHANGED.replace("meer-", "geen-") + "\n[[roles]]", 'question = "geen', "staat niet onder"),
    ],
)
def test_a_mistake_is_named_with_its_line(region: Path, old: str, new: str, key: str, said: str) -> None:
    good = (REGIONS / GOOD / FILE).read_text("utf-8")
    wrong = good.replace(old, new, 1)
    assert wrong != good
    (region / FILE).write_text(wrong, "utf-8")
    problems = [problem for problem in check_region(region) if problem.file == FILE]
    assert any(said in problem.message for problem in problems), problems
    line = wrong[: wrong.index(key)].count("\n") + 1
    assert any(problem.line == line for problem in problems), (line, problems)


def test_a_changed_wording_with_a_break_is_sound(region: Path) -> None:
    good = (REGIONS / GOOD / FILE).read_text("utf-8")
    (region / FILE).write_text(good + CHANGED, "utf-8")
    indicator = region / "indicators" / "professionals-ervaren-veiligheid.toml"
    before = indicator.read_text("utf-8")
    broken = '\n[[breaks]]\nat = "2026-09"\nword = "andere zin"\nwhy = "De zin is gewijzigd."\n'
    indicator.write_text(before + broken, "utf-8")
    assert check_region(region) == []

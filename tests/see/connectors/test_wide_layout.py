"""Wide exports of StatLine: whatever stands across is read in its own form, or refused; never left out in silence."""

from pathlib import Path

import duckdb
import pytest

from slagvaardig.see.connectors import statline_csv
from slagvaardig.see.connectors.reading import Reading, ReadProblem

from .broken import WIDE
from .sources import source

TOPICS_ACROSS = (
    '"Titel"\n"Soort misdrijf: Totaal misdrijven"\n"Onderwerp";"Geregistreerde misdrijven";"Aangiften"\n'
    '"Perioden";"2022";"2022"\n"Regio\'s";"aantal";"aantal"\n"Aldermeer";"5";"9"\n"Bron: Niemand"\n'
)
TOPICS_DOWN = (
    '"Titel"\n"";"";"";"Perioden"\n"Regio\'s";"Onderwerp";"";"2022"\n"Aldermeer";"Inwoners";"aantal";"5"\n'
    '"Aldermeer";"Geboren";"aantal";"7"\n"Bron: Niemand"\n'
)


def read(folder: Path, content: str, **known: object) -> Reading:
    (folder / "t.csv").write_text(content)
    given = {"columns": {"area": "Regio's", "period": "Perioden"}, "measures": {"aantal": "aantal"}} | known
    return statline_csv.read(source(**given), folder, connection=duckdb.connect(), names={"aldermeer": "VB0101"})


def values(reading: Reading) -> list[tuple[object, ...]]:
    return reading.cells.project("measure, period, value").order("all").fetchall()


def test_a_star_behind_a_period_says_that_it_is_provisional(tmp_path: Path) -> None:
    reading = read(tmp_path, WIDE.replace('"2023"', '"2023**"'))
    assert reading.periods == {"2022": "unknown", "2023": "provisional"}


@pytest.mark.parametrize(
    ("title", "period"),
    [("2023 januari", "2023-01"), ("2023 december*", "2023-12"), ("2023 1e kwartaal", "2023-Q1"), ("2023*", "2023")],
)
def test_months_and_quarters_keep_their_own_form(tmp_path: Path, title: str, period: str) -> None:
    assert values(read(tmp_path, WIDE.replace('"2023"', f'"{title}"')))[1] == ("aantal", period, 6.0)


@pytest.mark.parametrize("title", ["2023 jnauari", "2023 5e kwartaal", "2023 t/m 2025", "Totaal"])
def test_a_column_whose_period_is_unknown_is_named_and_not_left_out(tmp_path: Path, title: str) -> None:
    with pytest.raises(ReadProblem, match=r"t\.csv, regel 3, kolom 3: verwacht een periode"):
        read(tmp_path, WIDE.replace('"2023"', f'"{title}"'))


def test_only_the_topics_that_the_source_asks_for_are_read(tmp_path: Path) -> None:
    one = {"aantal": "GeregistreerdeMisdrijven_1"}
    assert values(read(tmp_path, TOPICS_ACROSS, measures=one)) == [("aantal", "2022", 5.0)]
    both = one | {"aangiften": "Aangiften"}
    assert [row[2] for row in values(read(tmp_path, TOPICS_ACROSS, measures=both))] == [9.0, 5.0]
    assert values(read(tmp_path, TOPICS_DOWN, measures={"geboren": "Geboren"})) == [("geboren", "2022", 7.0)]


def test_another_topic_is_not_taken_for_the_one_that_was_asked_for(tmp_path: Path) -> None:
    said = r"t\.csv: verwacht onderwerp Verdachten, gevonden Gere.*, Aangiften.*sources/"
    with pytest.raises(ReadProblem, match=said):
        read(tmp_path, TOPICS_ACROSS, measures={"aantal": "Verdachten"})


def test_another_selection_is_not_taken_for_the_one_that_was_asked_for(tmp_path: Path) -> None:
    asked = {"measures": {"aantal": "Geregistreerde misdrijven"}, "options": {"title": "misdrijf: Diefstal"}}
    with pytest.raises(ReadProblem, match=r"t\.csv.*'misdrijf: Diefstal'.*Totaal misdrijven"):
        read(tmp_path, TOPICS_ACROSS, **asked)
    asked["options"] = {"title": "misdrijf: Totaal"}
    assert values(read(tmp_path, TOPICS_ACROSS, **asked)) == [("aantal", "2022", 5.0)]


def test_names_that_nobody_knows_are_all_told(tmp_path: Path) -> None:
    more = WIDE.replace('"Bron', '"Nergens";"1";"2"\n"Ook nergens";"1";"2"\n"Bron')
    assert read(tmp_path, more).notes == ("Niet herkend en weggelaten: Nergens, Ook nergens.",)
    with pytest.raises(ReadProblem, match=r"bekend gebied, gevonden alleen Nergens"):
        read(tmp_path, WIDE.replace("Aldermeer", "Nergens"))

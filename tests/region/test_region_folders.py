"""A region is a folder of files: sound ones load, and every mistake is named with its file and its line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from slagvaardig.region.folder import check_region, load_region
from slagvaardig.region.problems import RegionInvalid
from tests.world import NAMES, REGIONS

FICTIONAL = next(name for name in NAMES if load_region(REGIONS / name).fictional)
Change = Callable[[str], str]


@pytest.mark.parametrize("name", NAMES)
def test_every_region_that_ships_is_sound(name: str) -> None:
    assert check_region(REGIONS / name) == []


def replaced(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return change


def added(line: str) -> Change:
    return lambda text: f"{text}{line}\n"


# what is wrong: (file, how it is broken, words of the line that must be named, words of the message)
BROKEN: dict[str, tuple[str, Change, str, str]] = {
    "unknown parent": (
        "areas.csv",
        replaced("municipality,VB-N,VB-T1,,,,1:0", "municipality,VB-X,VB-T1,,,,1:0"),
        "VB0102",
        "parent 'VB-X'",
    ),
    "unknown team": ("areas.csv", replaced("VB-N,VB-T1,,,,1:0", "VB-N,VB-T9,,,,1:0"), "VB0102", "team 'VB-T9'"),
    "missing parent": (
        "areas.csv",
        replaced("municipality,VB-N,VB-T1,,,,1:0", "municipality,,VB-T1,,,,1:0"),
        "VB0102",
        "parent van Brandewolde ontbreekt",
    ),
    "unknown kind": ("areas.csv", replaced("Brandewolde,municipality", "Brandewolde,stad"), "VB0102", "soort 'stad'"),
    "no name": ("areas.csv", replaced("VB0102,Brandewolde", "VB0102,"), "VB0102", "code of naam ontbreekt"),
    "bad date": ("areas.csv", replaced("2020-01-01,,VB0108", "01-01-2020,,VB0108"), "VB0107", "Verwacht een datum"),
    "bad tile": ("areas.csv", replaced(",1:0,", ",links,"), "VB0102", "kolom:rij"),
    "missing tile": ("areas.csv", replaced(",1:0,", ",,"), "VB0102", "tegel van Brandewolde ontbreekt"),
    "two on one tile": ("areas.csv", replaced(",1:0,", ",2:0,"), "VB0102", "zelfde tegel als Aldermeer"),
    "code twice": (
        "areas.csv",
        replaced("VB0102,Brandewolde", "VB0101,Brandewolde"),
        "VB0101,Brandewolde",
        "code VB0101 staat al",
    ),
    "ends before it begins": (
        "areas.csv",
        replaced("VB-N,VB-T1,,,,1:0", "VB-N,VB-T1,2020-01-01,2019-01-01,,1:0"),
        "VB0102",
        "eindigt",
    ),
    "never together with its parent": (
        "areas.csv",
        replaced("VB-Z,Zuidweerd,district,VB0001,,,", "VB-Z,Zuidweerd,district,VB0001,,,2019-01-01"),
        "VB0107",
        "bestaan nooit tegelijk",
    ),
    "dangling succession": ("areas.csv", replaced("VB0108+VB0109", "VB0108+VB0777"), "VB0107", "voorganger VB0777"),
    "predecessor without an end": (
        "areas.csv",
        replaced("Hoogduinen,municipality,,,,2020-01-01", "Hoogduinen,municipality,VB-Z,,,"),
        "VB0107",
        "geen einddatum",
    ),
    "overlap with a predecessor": (
        "areas.csv",
        replaced("Hoogduinen,municipality,,,,2020-01-01", "Hoogduinen,municipality,,,,2023-01-01"),
        "VB0107",
        "overlapt voorganger",
    ),
    "predecessor used twice": (
        "areas.csv",
        replaced("VB-N,VB-T1,,,,1:0", "VB-N,VB-T1,2020-01-01,,VB0108,1:0"),
        "VB0107",
        "ging al op",
    ),
    "cycle of parents": (
        "areas.csv",
        replaced("VB-N,Noordkolk,district,VB0001", "VB-N,Noordkolk,district,VB-T1"),
        "VB-N,",
        "kringloop",
    ),
    "cycle of successions": (
        "areas.csv",
        replaced("Hoogduinen,municipality,,,,2020-01-01,,", "Hoogduinen,municipality,,,,2020-01-01,VB0107,"),
        "VB0107",
        "kringloop",
    ),
    "column gone": ("areas.csv", replaced("code,name,kind", "code,naam,kind"), "code,naam", "kolom name ontbreekt"),
    "too few commas": ("areas.csv", added("VB0999,Half,municipality"), "VB0999", "Tel de komma's"),
    "typo in a key": (
        "indicators/inbraak.toml",
        replaced("blind_spot", "blind_spott"),
        "blind_spott",
        "Bedoelt u 'blind_spot'",
    ),
    "unknown word of a trend": ("trends.toml", replaced('"likely"', '"sure"'), "known", "known is 'sure'"),
    "theme of a trend": ("trends.toml", replaced('["online"]', '["offline"]'), "themes", "thema 'offline'"),
    "figure of a trend": ("trends.toml", replaced('["oplichting"]', '["gokken"]'), "indicators", "indicator 'gokken'"),
    "period of a trend": ("trends.toml", replaced('"2019"', '"vroeger"'), "since", "since is 'vroeger'"),
    "answer that is none": ("stories.toml", replaced('["slechter"]', '["erger"]'), "worse", "worse noemt 'erger'"),
    "key gone": ("indicators/inbraak.toml", replaced("why = ", "# why = "), "", "veld 'why' ontbreekt"),
    "unknown direction": (
        "indicators/inbraak.toml",
        replaced("lower_is_better", "down"),
        "direction",
        "direction is 'down'",
    ),
    "unknown form": ("indicators/inbraak.toml", replaced('"count"', '"counts"'), "form", "form is 'counts'"),
    "unknown theme": ("indicators/inbraak.toml", replaced('"wijk-en-straat"', '"straat"'), "themes", "thema 'straat'"),
    "unknown source": (
        "indicators/inbraak.toml",
        replaced('"vb-registraties"', '"vb-registratie"'),
        "source =",
        "bron 'vb-registratie'",
    ),
    "margin out of range": (
        "indicators/inbraak.toml",
        replaced("margin = 0.05", "margin = 5.0"),
        "margin",
        "margin is 5.0",
    ),
    "text for a number": ("indicators/inbraak.toml", replaced("order = 10", 'order = "tien"'), "order", "heel getal"),
    "date as a text": (
        "indicators/inbraak.toml",
        replaced("2027-01-01", '"2027-01-01"'),
        "next_review",
        "zonder aanhalingstekens",
    ),
    "no series and no way to fill": (
        "indicators/lege-schuren.toml",
        replaced("fill = ", "# fill = "),
        "title",
        "zonder reeks en zonder 'fill'",
    ),
    "break of an unknown series": (
        "indicators/oplichting.toml",
        replaced('series = ["maand"]', 'series = ["dag"]'),
        'series = ["dag"]',
        "reeks 'dag'",
    ),
    "break at no period": (
        "indicators/oplichting.toml",
        replaced('at = "2021-07"', 'at = "zomer"'),
        "at =",
        "breuk op 'zomer'",
    ),
    "broken toml": ("indicators/inbraak.toml", replaced('title = "', "title = "), "", "geen geldige TOML"),
    "unknown frequency": (
        "sources/vb-enquete.toml",
        replaced('frequency = "year"', 'frequency = "jaar"'),
        "frequency",
        "frequency is 'jaar'",
    ),
    "recast without a division": (
        "sources/vb-enquete.toml",
        replaced("status_default", "recast = true\nstatus_default"),
        "recast",
        "division ontbreekt",
    ),
    "unknown district": ("themes/buitengebied.toml", replaced("VB-Z", "VB-Q"), "districts", "gebied 'VB-Q'"),
    "unknown ambition": ("themes/online.toml", replaced("meer-melden", "melden"), "ambitions", "ambitie 'melden'"),
    "ambition without its indicator": (
        "strategy.toml",
        replaced('"oplichting"', '"oplichterij"'),
        "oplichterij",
        "indicator 'oplichterij'",
    ),
    "partner of an unknown area": ("partners.csv", replaced("VB0102", "VB0555"), "VB0555", "gebied 'VB0555'"),
    "no strategy": ("strategy.toml", lambda text: "", "", "ontbreekt"),
    "a step without a mandate": (
        "ladder.toml",
        replaced('mandate = "Lost', '# mandate = "Lost'),
        "[[steps]]",
        "'mandate' ontbreekt",
    ),
    "a step of a body that is not there": (
        "ladder.toml",
        replaced('bodies = ["werkgroep"]', 'bodies = ["werkgroepp"]'),
        "werkgroepp",
        "geen gremium in bodies.toml",
    ),
    "a step for areas of another kind": (
        "ladder.toml",
        replaced('level = "unit"', 'level = "stad"'),
        "stad",
        "level 'stad' is geen soort gebied",
    ),
    "a step twice": ("ladder.toml", replaced('slug = "werkgroep"', 'slug = "professional"'), "slug", "staat er al"),
    "a term of no days": ("ladder.toml", replaced("term_days = 21", "term_days = 0"), "term_days = 0", "vanaf 1"),
    "a term in words": ("ladder.toml", replaced("term_days = 21", 'term_days = "kort"'), "kort", "heel getal"),
    "a typo in the ladder": ("ladder.toml", replaced("term_days", "term_dagen"), "term_dagen", "onbekend veld"),
    "a first step with a body": (
        "ladder.toml",
        replaced('slug = "professional"', 'slug = "professional"\nbodies = ["college"]'),
        "bodies",
        "die van de professional zelf",
    ),
    "asked again at once": ("ladder.toml", replaced("retest_days = 56", "retest_days = 0"), "retest_days", "vanaf 1"),
    "another encoding": ("themes/online.toml", lambda text: text, "", "UTF-8"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_named_with_its_file_and_line(tmp_path: Path, name: str) -> None:
    file, change, line_with, message = BROKEN[name]
    folder = tmp_path / FICTIONAL
    shutil.copytree(REGIONS / FICTIONAL, folder, ignore=shutil.ignore_patterns("starter"))
    broken = change((folder / file).read_text("utf-8"))
    encoding = "cp1252" if name == "another encoding" else "utf-8"
    (folder / file).write_bytes((broken + ("# é\n" if encoding == "cp1252" else "")).encode(encoding))
    found = [problem for problem in check_region(folder) if message in problem.message]
    assert [problem.file for problem in found][:1] == [file], check_region(folder)
    if line_with:
        lines = broken.splitlines()
        assert any(line_with in lines[problem.line - 1] for problem in found if problem.file == file), found
    with pytest.raises(RegionInvalid, match=file):
        load_region(folder)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    folder = tmp_path / FICTIONAL
    shutil.copytree(REGIONS / FICTIONAL, folder, ignore=shutil.ignore_patterns("starter"))
    for name in ("unknown parent", "typo in a key", "unknown district"):
        file, change, _, _ = BROKEN[name]
        (folder / file).write_text(change((folder / file).read_text("utf-8")), "utf-8")
    assert len({problem.file for problem in check_region(folder)}) == 3

"""The sheet of a theme: the same readings as the figure pages, public where it may be, the same again when frozen."""

import json
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from slagvaardig.choose.evidence.freezing import Change, Frozen, canonical, changed_since, checksum_of, freeze, is_whole
from slagvaardig.choose.evidence.readings import drawn
from slagvaardig.choose.evidence.sheets import sheet_on
from slagvaardig.see.figures import sentences
from slagvaardig.see.figures.actions import ingest
from slagvaardig.see.figures.ingestion import geography_of
from slagvaardig.see.figures.readings import nearest_reading
from slagvaardig.see.figures.requests import unit
from slagvaardig.see.figures.shelves import shelf
from slagvaardig.see.trends.actions import judge_trend, lay_out_trends
from slagvaardig.see.trends.models import Trend
from slagvaardig.trust.access.identity import acting_as_job
from tests.people import People, gather
from tests.world import World

THEME = "wijk-en-straat"


@pytest.fixture
def people(tour: World) -> People:
    found = gather()
    with acting_as_job("console") as by:
        lay_out_trends(region=tour.region, by=by)
    return found


def frozen(world: World, people: People, name: str = "bureau") -> Frozen:
    with people.acting(name):
        today = timezone.localdate()
        return freeze(region=world.region, theme=world.region.themes[THEME], tables=shelf(), on=today)


def page_of(people: People, content: dict[str, object], name: str = "bureau") -> str:
    """A sheet as whoever looks draws it."""
    with people.acting(name):
        return render_to_string("choose/evidence/sheet.html", {"drawn": drawn(content)})


def newer_table(world: World, tmp_path: Path) -> None:
    """The same table of a source a year on, with other counts in its newest year."""
    source = world.region.sources["vb-registraties"]
    raw = sorted((world.region.path / "starter" / "raw" / source.slug).iterdir())[-1]
    folder = tmp_path / "newer"
    shutil.copytree(raw, folder)
    file = next(folder.glob("*.csv"))
    lines = file.read_text("utf-8-sig").splitlines()
    halved = [re.sub(r"(2025JJ00;\s*)(\d+)$", lambda found: f"{found[1]}{int(found[2]) // 2}", line) for line in lines]
    assert halved != lines
    file.write_text("\n".join(halved), "utf-8")
    today = timezone.localdate()
    ingest(source=source, raw=folder, geography=geography_of(world.region), known_on=today, by="test:newer")


def test_the_figures_are_those_of_the_figure_pages(tour: World, people: People) -> None:
    content = frozen(tour, people).content
    assert content["figures"]
    for figure in content["figures"]:
        reading = nearest_reading(tour.region, tour.region.indicators[figure["slug"]], unit(), shelf())
        assert reading is not None
        assert figure["trend"] == sentences.trend(reading)
        assert figure["value"] == (reading.latest.value if reading.latest else None)
        assert [text for _chip, _other, text in figure["beside"]] == [
            sentences.comparison(reading, one) for one in reading.against
        ]
        assert figure["source"]["fetched"] == reading.snapshot.known_on.isoformat()


def test_withheld_is_said_and_never_nought(tour: World, people: People) -> None:
    content = frozen(tour, people).content
    hidden = [figure for figure in content["figures"] if figure["withheld"]]
    assert hidden
    assert all(figure["value"] != 0 for figure in hidden)
    page = page_of(people, content)
    assert page.count("niet gegeven") >= len(hidden)
    assert "minder dan 5" in page or "nog niet geteld" in page


def test_a_sheet_has_no_rank_and_no_traffic_light(tour: World, client: Client) -> None:
    for slug in tour.region.themes:
        text = client.get(f"/bewijs/{slug}").content.decode().split("<main")[1].split("</main>")[0]
        assert not re.search(r"ranglijst|top \d|stoplicht|\brood\b|\bgroen\b|score|dankzij|prioriteit \d", text, re.I)
        assert "Wat wij niet weten" in text
        assert "Niet bekend. Er is nog geen kenniskast" in text


def test_outsiders_see_the_public_part_only(tour: World, people: People) -> None:
    for client in (Client(), people.client("outsider"), people.client("privacy")):
        text = client.get(f"/bewijs/{THEME}").content.decode()
        assert "Wie hierom vraagt" not in text
        assert "Wat de cijfers zeggen" in text
    assert "Wie hierom vraagt" in people.client("analyst").get(f"/bewijs/{THEME}").content.decode()
    content = frozen(tour, people).content
    content["closed"]["asks"] = {"lead": "Gemeente Een vraagt dit.", "lines": []}
    assert "Gemeente Een vraagt dit." in page_of(people, content)
    for name in ("outsider", "visitor", "former member", "disabled"):
        assert "Gemeente Een vraagt dit." not in page_of(people, content, name)


def test_a_frozen_sheet_stays_the_same_after_new_figures_and_tells_what_changed(
    tour: World, people: People, tmp_path: Path
) -> None:
    kept = frozen(tour, people)
    content = json.loads(json.dumps(kept.content))  # as a database keeps it
    before = page_of(people, content)
    assert changed(tour, people, kept) == []
    newer_table(tour, tmp_path)
    with people.acting("bureau") as by:
        trend = Trend.objects.on_theme(THEME).get()
        judge_trend(trend=trend, move="end", reason="De zomers werden rustiger.", until="2026-01", by=by)
    assert page_of(people, content) == before
    assert is_whole(content, kept.checksum)
    found = changed(tour, people, kept)
    titles = {change.where for change in found}
    assert "Fietsendiefstal" in titles
    assert trend.title in titles
    assert frozen(tour, people).checksum != kept.checksum
    assert all(change.was != change.now for change in found)


def changed(world: World, people: People, kept: Frozen) -> list[Change]:
    with people.acting("bureau"):
        return list(changed_since(kept.content, region=world.region, tables=shelf(), on=timezone.localdate()))


def test_a_checksum_tells_every_change_and_no_order(tour: World, people: People) -> None:
    kept = frozen(tour, people)
    turned = dict(reversed(list(kept.content.items())))
    assert is_whole(turned, kept.checksum)
    for spoiled in (
        {**kept.content, "title": "Anders"},
        {**kept.content, "unknown": kept.content["unknown"][1:]},
        {**kept.content, "figures": kept.content["figures"][::-1]},
    ):
        assert not is_whole(spoiled, kept.checksum)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.text(), _JSON, max_size=5))
def test_any_content_has_one_text_that_survives_being_kept(content: dict[str, object]) -> None:
    assert checksum_of(json.loads(canonical(content))) == checksum_of(content)


def test_a_frozen_sheet_points_to_no_story(tour: World, people: People) -> None:
    """Whoever takes a story back takes it from everywhere, and how many others can read says how many there are."""
    with people.acting("bureau"):
        live = sheet_on(region=tour.region, theme=tour.region.themes[THEME], tables=shelf(), on=timezone.localdate())
    assert frozen(tour, people).content["closed"] == {**live["closed"], "stories": []}


def test_a_sheet_of_another_day_is_made_of_what_was_known_then(tour: World, client: Client) -> None:
    assert client.get(f"/bewijs/{THEME}?bekend_op=2025-06-01").status_code == 200
    with acting_as_job("console"):
        old = sheet_on(
            region=tour.region,
            theme=tour.region.themes[THEME],
            tables=shelf(date(2025, 6, 1)),
            on=timezone.localdate() + timedelta(days=900),
        )
    assert {"old-vintage", "works"} <= {rule for rule, _text in old["unknown"]}


def test_the_sheet_on_paper_fits_on_two_pages(tour: World, client: Client) -> None:
    answer = client.get(f"/bewijs/{THEME}.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer.content.count(b"/Type /Page\n") <= 2

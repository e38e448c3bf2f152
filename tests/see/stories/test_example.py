"""The year of stories of the fictional region: loaded once, by actions, and believable."""

import json
from collections import Counter
from pathlib import Path

import pytest

from slagvaardig import example_stories
from slagvaardig.prepare import lay_out_region
from slagvaardig.region.current import current_region
from slagvaardig.see.patterns import nightly
from slagvaardig.see.patterns.models import Patterns
from slagvaardig.see.stories.editions import Edition
from slagvaardig.see.stories.models import Story
from slagvaardig.trust.access.identity import acting_as_job
from tests.attack.sizes import size
from tools import invent_stories

EVERY = size(10, 1)


@pytest.mark.django_db
def test_the_example_year_is_loaded_once_and_has_everything_in_it(
    tour_region: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def some(file: Path) -> list[example_stories.Row]:
        return [json.loads(line) for line in file.read_text("utf-8").splitlines()][::EVERY]

    monkeypatch.setattr(example_stories, "rows_in", some)
    region = current_region()
    lay_out_region(region)
    nightly.run()  # a site that was stopped too soon has counted before
    assert Patterns.objects.newest().content["cells"]  # type: ignore[union-attr]
    assert example_stories.load_example_stories(region=region) == 400 // EVERY
    assert example_stories.load_example_stories(region=region) == 0
    with acting_as_job("stories"):
        who = Counter(Story.objects.values_list("who", flat=True))
        assert set(who) == {"anonymous", "organisation", "named"}
        assert Edition.objects.count() >= 120 // EVERY
        assert not Edition.objects.filter(story__safe=False).exists()
    content = Patterns.objects.newest().content  # type: ignore[union-attr]
    silent = [code for theme, what, code, number in content["cells"] if what == "town" and number == 0]
    heard = [code for theme, what, code, number in content["cells"] if what == "town" and number]
    assert len(silent) >= 2, "nothing is heard from some places"
    assert heard, "and something from others"


def test_the_file_is_what_its_seeds_make() -> None:
    made = [json.dumps(story, ensure_ascii=False) for story in invent_stories.stories(invent_stories.parts())]
    assert made == invent_stories.FILE.read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in made]
    assert len(set(texts)) == len(texts) == invent_stories.STORIES

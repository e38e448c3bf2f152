"""The year of stories of the fictional region: loaded once, by actions, and believable."""

import json
from collections import Counter

import pytest

from slagvaardig.example_stories import load_example_stories
from slagvaardig.prepare import lay_out_region
from slagvaardig.region.current import current_region
from slagvaardig.see.patterns.models import Patterns
from slagvaardig.see.stories.editions import Edition
from slagvaardig.see.stories.models import Story
from slagvaardig.trust.access.identity import acting_as_job
from tools import invent_stories


@pytest.mark.django_db
def test_the_example_year_is_loaded_once_and_has_everything_in_it(tour_region: None) -> None:
    region = current_region()
    lay_out_region(region)
    said: list[str] = []
    assert load_example_stories(region=region, by="test:example", say=said.append) == 400
    assert load_example_stories(region=region, by="test:example", say=said.append) == 0
    with acting_as_job("stories"):
        who = Counter(Story.objects.values_list("who", flat=True))
        assert {name for name, count in who.items() if count > 20} == {"anonymous", "organisation", "named"}
        assert Edition.objects.count() > 120
        assert not Edition.objects.filter(story__safe=False).exists()
    content = Patterns.objects.newest().content  # type: ignore[union-attr]
    silent = [code for theme, what, code, number in content["cells"] if what == "town" and number == 0]
    assert len(silent) >= 2, "nothing is heard from some places"


def test_the_file_is_what_its_seeds_make() -> None:
    made = [json.dumps(story, ensure_ascii=False) for story in invent_stories.stories(invent_stories.parts())]
    assert made == invent_stories.FILE.read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in made]
    assert len(set(texts)) == len(texts) == invent_stories.STORIES

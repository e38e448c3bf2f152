"""Ten thousand stories from everywhere by everybody: none that fewer than five people can have told is ever shown."""

import random
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction
from django.utils import timezone

from slagvaardig.region.current import current_region
from slagvaardig.see.desk.actions import show
from slagvaardig.see.stories.editions import Edition
from slagvaardig.see.stories.models import Story
from slagvaardig.see.stories.rules import FEWEST, areas_to_tell_of, people_at
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.textguard import guard
from slagvaardig.trust.unseen import tickets
from tests.attack.owner import looking, run
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import size
from tests.see.stories.telling import unseen

STORIES = size(60, 10_000)


def test_no_story_is_shown_that_fewer_than_five_can_have_told(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tickets, "EASIEST", 1)
    monkeypatch.setattr(guard, "find", lambda *_: [])  # what stands in them is not what is tried here
    monkeypatch.setattr("slagvaardig.trust.unseen.codes.MEMORY", 8)
    region, chance = current_region(), random.Random(11)
    areas = [area.code for area in areas_to_tell_of(region, timezone.localdate())]
    functions = ["", *(one.slug for one in region.telling.functions)]
    coarser = 0
    for _ in range(STORIES):
        asked: dict[str, Any] = {
            "area": chance.choice(areas),
            "role": chance.choice(functions),
            "theme": chance.choice(list(region.themes)),
        }
        wanted = f"{chance.choice(functions)}@{chance.choice(areas)}"
        story, _code = unseen(level=wanted, **asked)
        coarser += (story.role, story.area) != (asked["role"], asked["area"])
    shown = _all_shown(scene)
    few = 0
    with scene.people.acting("bureau"):
        for edition in Edition.objects.all():
            people = people_at(region, edition.role, edition.area, edition.theme)
            few += people is None or people < FEWEST
    note = f"{coarser} kept coarser than they were told"
    proven("recognised-is-not-shown", attempts=STORIES, failed=few, entitled=STORIES, served=shown, note=note)
    assert few == 0
    assert shown == STORIES
    assert coarser > STORIES // 20


def _all_shown(scene: Scene) -> int:
    shown = 0
    with scene.people.acting("bureau") as bureau:
        public = Circle.objects.get(kind="public")
        for story in Story.objects.select_related("circle"):
            show(story=story, circle=public, title=story.title, text=story.text, by=bureau)
            shown += 1
    return shown


def test_the_database_itself_refuses_to_show_who_could_be_recognised(floor: Scene) -> None:
    story, _code = unseen()
    with looking():
        run("update see_story set safe = false")
    with floor.people.acting("bureau") as bureau:
        here = Story.objects.select_related("circle").get(pk=story.pk)
        public = Circle.objects.get(kind="public")
        with pytest.raises(ValidationError, match="te herkennen"):
            show(story=here, circle=public, title="a", text="b", by=bureau)
        edition = Edition(
            id=uuid4(), circle=public, story=here, month=here.day, title="a", text="b", theme="x", area="x"
        )
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            edition.save(force_insert=True)

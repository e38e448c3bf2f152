"""What the attacks on stories are tried on: one of each kind, with everything that hangs under it."""

import uuid
from dataclasses import dataclass

from django.db import transaction

from slagvaardig.see.desk.actions import respond, show
from slagvaardig.see.stories.actions import UNSEEN, add_picture
from slagvaardig.see.stories.editions import Edition
from slagvaardig.see.stories.models import Picture, Story
from slagvaardig.see.teller.proving import as_teller
from slagvaardig.trust.circles.models import Circle
from tests.attack.scene import Scene
from tests.see.stories.telling import named, unseen

TELLER, OF_THE_ORGANISATION = "officer", "adviser"


@dataclass(frozen=True)
class Stories:
    """hidden: told unseen. named: of TELLER to the desk. known: of OF_THE_ORGANISATION, whose organisation may know."""

    hidden: Story
    code: str
    named: Story
    known: Story
    coalition: Edition
    public: Edition
    picture: Picture

    @property
    def all(self) -> list[Story]:
        return [self.hidden, self.named, self.known]


def stories_in(scene: Scene) -> Stories:
    """Told once for each scene."""
    if not hasattr(scene, "stories"):
        scene.stories = _told(scene)  # type: ignore[attr-defined]
    found: Stories = scene.stories  # type: ignore[attr-defined]
    return found


def _told(scene: Scene) -> Stories:
    hidden, code = unseen()
    with transaction.atomic(), as_teller(hidden.pk):
        picture = add_picture(story=hidden, kind="image/png", content=b"dots", by=UNSEEN)
    mine = named(scene.people, TELLER)
    known = named(scene.people, OF_THE_ORGANISATION, who="organisation", slug="gemeente-een")
    with scene.people.acting("bureau") as bureau:
        places = {circle.kind: circle for circle in Circle.objects.all()}

        def lie(story: Story, kind: str) -> Edition:
            here = Story.objects.select_related("circle").get(pk=story.pk)
            respond(story=here, move="answer", text="Dank u, wij vragen het na.", by=bureau)
            return show(story=here, circle=places[kind], title=story.title, text=story.text, by=bureau)

        return Stories(hidden, code, mine, known, lie(mine, "coalition"), lie(known, "public"), picture)


def nothing() -> uuid.UUID:
    return uuid.uuid4()

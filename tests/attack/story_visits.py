"""What the addresses of stories are about: which stories fill them, who may open them, and what can be sent."""

from collections.abc import Callable

from slagvaardig.trust.unseen import tickets
from tests.attack.scene import Scene
from tests.attack.told import OF_THE_ORGANISATION, TELLER, Stories, stories_in
from tests.attack.visits import Act, Visit, Who, everybody
from tests.see.stories.telling import TEXT, solved

_NEW = {
    "theme": "wijk-en-straat", "area": "VB0101", "role": "", "title": "Fietsen weg", "text": TEXT, "readers": "desk",
    "who": "named", "stap": "versturen",
}  # fmt: skip


def _desk(scene: Scene) -> Who:
    return lambda who: scene.allows("edit", who, "loket")


def _works(scene: Scene) -> Who:
    """Whoever has an organisation here."""
    return lambda who: any(
        scene.allows("see", who, slug) for slug in ("gemeente-een", "gemeente-twee", "parket", "politie")
    )


def _at_the_desk(name: str, label: str = "", **data: object) -> Callable[[Scene], list[Visit]]:
    def fill(scene: Scene) -> list[Visit]:
        acts = (Act(label, _desk(scene), lambda who: data),) if label else ()
        return [Visit(name, {"key": story.pk}, _desk(scene), acts) for story in stories_in(scene).all]

    return fill


def _take_back(scene: Scene) -> list[Visit]:
    told = stories_in(scene)
    act = Act("take back", _desk(scene), lambda who: {})
    return [Visit("desk_take_back", {"key": story.pk}, None, (act,)) for story in (told.named, told.known)]


def _editions(scene: Scene, told: Stories) -> list[tuple[object, Who]]:
    return [(told.coalition.pk, lambda who: scene.allows("see", who, "coalitie")), (told.public.pk, everybody)]


def _read(scene: Scene) -> list[Visit]:
    return [Visit("story", {"key": key}, may) for key, may in _editions(scene, stories_in(scene))]


def _echo(scene: Scene) -> list[Visit]:
    found = []
    for key, may in _editions(scene, stories_in(scene)):

        def recognises(who: str, may: Who = may) -> bool:
            return scene.logged_in(who) and may(who)

        found.append(Visit("story_echo", {"key": key}, None, (Act("echo", recognises, lambda who: {}),)))
    return found


def _unseen_echo(scene: Scene) -> list[Visit]:
    """There nobody is somebody: only what is public is there, whoever comes."""
    told = stories_in(scene)
    nobody: Who = lambda who: False  # noqa: E731
    return [
        Visit("tell_echo", {"key": told.public.pk}, None, (Act("echo", everybody, _sent_unseen),)),
        Visit("tell_echo", {"key": told.coalition.pk}, None, (Act("echo", nobody, _sent_unseen),)),
    ]


def _sent_unseen(_who: str) -> dict[str, object]:
    ticket = tickets.issue()
    return {"stap": "versturen", "kaart": ticket.text, "werk": solved(ticket)}


def _mine(scene: Scene) -> list[Visit]:
    told = stories_in(scene)
    found = []
    for story, name in ((told.named, TELLER), (told.known, OF_THE_ORGANISATION)):
        own: Who = lambda who, name=name: who == name  # type: ignore[misc]  # noqa: E731
        acts = tuple(
            Act(str(data["doe"]), own, lambda who, data=data: data)  # type: ignore[misc]
            for data in (
                {"doe": "antwoord", "text": "Het is er nog steeds."},
                {"doe": "toestemming", "readers": "desk"},
                {"doe": "intrekken"},
            )
        )
        found.append(Visit("my_story", {"key": story.pk}, own, acts))
    return found


def _new(scene: Scene) -> list[Visit]:
    return [Visit("story_new", {}, _works(scene), (Act("tell", _works(scene), lambda who: _NEW),))]


def _list(scene: Scene) -> list[Visit]:
    return [Visit("desk_stories", {}, _desk(scene))]


def _picture(scene: Scene) -> list[Visit]:
    return [Visit("desk_picture", {"key": stories_in(scene).picture.pk}, _desk(scene))]


STORIES: dict[str, Callable[[Scene], list[Visit]]] = {
    "desk_stories": _list,
    "desk_story": _at_the_desk("desk_story", "close", doe="close", text="Wij hebben het besproken."),
    "desk_show": _at_the_desk("desk_show"),
    "desk_take_back": _take_back,
    "desk_picture": _picture,
    "story": _read,
    "story_echo": _echo,
    "tell_echo": _unseen_echo,
    "my_story": _mine,
    "story_new": _new,
}

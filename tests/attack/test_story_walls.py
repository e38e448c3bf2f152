"""Who finds which story, by every address and past every page: as the oracle says. A manager who hunts the teller of a
story finds nothing that was not there before."""

import re
import uuid
from datetime import timedelta

from django.db import Error, transaction
from django.utils import timezone

from slagvaardig.see.stories.actions import note_unseen
from slagvaardig.see.stories.editions import Edition
from slagvaardig.see.stories.models import Message, Picture, Receipt, Story, Teller
from slagvaardig.trust.access.identity import acting_as_job, enter, leave
from slagvaardig.trust.audit.models import Event
from tests.attack.crawling import crawled
from tests.attack.objects import visits
from tests.attack.owner import looking, run, undone
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import FULL, size
from tests.attack.story_visits import STORIES
from tests.attack.test_matrix import as_the_oracle_says
from tests.attack.told import TELLER, stories_in
from tests.attack.writes import blind_writes
from tests.see.stories.telling import named, unseen

TABLES = ["see_story", "see_teller", "see_receipt", "see_message", "see_picture", "see_edition", "see_echo"]
MANAGER = "second mayor"  # of another organisation; and the adviser, who looks after the circle of the teller's own


def test_everybody_gets_at_every_story_exactly_what_the_oracle_says(scene: Scene) -> None:
    everything = [visit for visit in visits(scene) if visit.name in STORIES]
    names = (
        scene.people.names if FULL else ["visitor", "mayor", "bureau", "officer", "adviser", "privacy", "former member"]
    )
    tries = (
        (name, visit)
        for name in names
        for visit in everything
        if visit.name != "tell_echo" or name in ("visitor", "mayor")
    )
    assert as_the_oracle_says(scene, tries, note="stories") > 40


def test_a_change_without_where_changes_only_ones_own_stories(floor: Scene) -> None:
    stories_in(floor)
    for teller in ("mayor", "analyst", "officer"):
        named(floor.people, teller)
    names = floor.people.names if FULL else ["officer", "bureau", "visitor", "adviser"]
    count, wrong, entitled, served = blind_writes(floor, names, TABLES, one_of=size(5, 1))
    proven("blind-writes", attempts=count, failed=len(wrong), entitled=entitled, served=served, note="stories")
    assert not wrong, "\n".join(wrong)
    assert served == entitled > size(4, 100)


def _rows_seen(name: str, scene: Scene) -> dict[str, int]:
    with scene.people.acting(name):
        return {
            model.__name__: model._base_manager.count() for model in (Story, Teller, Receipt, Message, Picture, Edition)
        }


def test_past_every_page_only_the_desk_and_the_teller_find_what_was_told(scene: Scene) -> None:
    stories_in(scene)
    nothing = {"Story": 0, "Teller": 0, "Receipt": 0, "Message": 0, "Picture": 0}
    assert _rows_seen("bureau", scene) == {
        "Story": 3, "Teller": 1, "Receipt": 0, "Message": 2, "Picture": 1, "Edition": 2,
    }  # fmt: skip
    assert _rows_seen(TELLER, scene) == {**nothing, "Story": 1, "Teller": 1, "Message": 1, "Edition": 2}
    for name in ("mayor", "second mayor", "analyst", "chief prosecutor"):
        assert _rows_seen(name, scene) == {**nothing, "Edition": 2}
    for name in ("visitor", "outsider", "privacy", "administrator", "former member", "disabled", "gone"):
        assert _rows_seen(name, scene) == {**nothing, "Edition": 1}, name


def test_the_organisation_knows_only_whoever_wanted_that(scene: Scene) -> None:
    told = stories_in(scene)
    with scene.people.acting("adviser"):  # looks after the circle of the organisation of both tellers
        assert {teller.story_id for teller in Teller.objects.all()} == {told.known.pk}
    with scene.people.acting("bureau"):
        assert {teller.story_id for teller in Teller.objects.all()} == {told.named.pk}


def test_with_the_rule_of_the_teller_taken_out_the_organisation_would_know(floor: Scene) -> None:
    """The twin of the test above: it is the rule that holds it back."""
    told = stories_in(floor)
    with floor.people.acting("adviser"):
        assert told.named.pk not in set(Teller.objects.values_list("story_id", flat=True))
    with looking():
        run("alter policy rule_select on see_teller using (true)")
    with floor.people.acting("adviser"):
        assert told.named.pk in set(Teller.objects.values_list("story_id", flat=True))


def test_a_manager_who_hunts_finds_no_more_after_a_story_than_before(scene: Scene) -> None:
    """Every page, list, count and export that he reaches, and every row of the log that he may read: the same without
    and with an unseen story that only the desk may read; also the day after, when the log of it is written."""
    stories_in(scene)
    every = [visit.address for visit in visits(scene) if visit.opens is not None]  # which lays down what it visits
    for name in (MANAGER, "adviser", "privacy")[: size(2, 3)]:
        with undone():
            before = _everything_that(scene, name, every)
        with undone():
            unseen(readers="desk", title="Dit mag mijn baas niet weten", area="VB0104")
            after = _everything_that(scene, name, every)
        assert len(before) > 20
        assert {page: text for page, text in after.items() if before.get(page) != text} == {}, name


def _everything_that(scene: Scene, name: str, every: list[str]) -> dict[str, bytes]:
    client = scene.people.client(name)
    start = [
        "/",
        "/verhalen",
        "/verhalen/patroon",
        "/verhalen?q=baas",
        "/zoeken?q=baas",
        "/gebied/VB0104",
        "/mijn/logboek",
    ]
    addresses = dict.fromkeys([*start, *every[:: size(3, 1)]])
    if FULL:
        addresses |= dict.fromkeys(address for address, _text, _kind in crawled(client, start, 2000))
    asked = [address for address in addresses if not address.startswith((*ABOUT_THE_LOGIN, OLDER_LINES))]
    found = {address: _without_chance(client.get(address).content) for address in asked}
    with scene.people.acting(name):
        found["rows of the log"] = str(
            sorted(Event.objects.exclude(verb__in=("read-log",)).values_list("verb", "about"))
        ).encode()
    return found


ABOUT_THE_LOGIN = ("/mijn/inloggen", "/mijn/sessies", "/mijn/herstelcodes", "/toegang/")  # each time something new
OLDER_LINES = "/mijn/logboek?voor="  # a place in his own log has the moment and the number of a line of his reading
CHANCE = re.compile(
    rb'name="(csrfmiddlewaretoken|once|kaart)" value="[^"]*"|data-ticket="[^"]*"|<!-- *-->'
    rb'|\?voor=[^"&]*'
    rb"|(?:T|\b)\d\d:\d\d(?::\d\d(?:\.\d+)?)?\b"  # the moments of what he does himself
)


def _without_chance(text: bytes) -> bytes:
    return CHANCE.sub(b"", text)


def test_what_was_told_unseen_is_in_the_log_a_night_later_without_a_moment(scene: Scene) -> None:
    story, _code = unseen()
    about = f"story:{story.pk}"
    with acting_as_job("console"):
        assert not Event.objects.filter(about=about).exists()
    with acting_as_job("stories") as by:
        assert note_unseen(by=by, today=timezone.localdate()) == 0, "not on the day itself"
        assert note_unseen(by=by, today=timezone.localdate() + timedelta(days=1)) == 1
        assert note_unseen(by=by, today=timezone.localdate() + timedelta(days=1)) == 0
    with acting_as_job("console"):
        line = Event.objects.get(about=about)
        assert (line.actor, line.verb, line.detail) == ("job:stories", "unseen", {})


def test_a_receipt_opens_its_own_story_and_nothing_else(scene: Scene) -> None:
    told = stories_in(scene)
    with transaction.atomic():
        enter(kind="receipt", session=str(told.hidden.pk))
        assert [story.pk for story in Story.objects.all()] == [told.hidden.pk]
        assert Message.objects.filter(story=told.named.pk).count() == 0
        assert Edition.objects.filter(circle__kind="coalition").count() == 0
        assert Story.objects.filter(pk=told.named.pk).update(title="gekaapt") == 0
        leave()
        enter(kind="claim", session="00000000")
        assert (Receipt.objects.count(), Story.objects.count()) == (0, 0)
        leave()
    try:
        with transaction.atomic():
            enter(kind="receipt", session=str(uuid.uuid4()))
            Story(id=uuid.uuid4(), circle=scene.circles["loket"], who="anonymous").save(force_insert=True)
        raise AssertionError("a story of another was made")
    except Error:
        leave()

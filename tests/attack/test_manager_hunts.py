"""A manager hunts for who of his people told a story or raised a barrier: by pages, counts, rows, the log, mail and
time. So does a colleague who also works at the desk. Neither finds more than was there before."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from slagvaardig.act.barriers.actions import raise_barrier
from slagvaardig.region.current import current_region
from slagvaardig.see.desk.actions import respond
from slagvaardig.see.stories.models import Story
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit.models import Event
from slagvaardig.trust.circles.actions import admit
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.digests.actions import choose_digest
from slagvaardig.trust.digests.sending import send_digests
from slagvaardig.waiting import all_that_waits_for
from tests.attack.owner import run, undone
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import FULL, size
from tests.attack.test_existence import WITHIN_EACH, area_under_curve
from tests.attack.test_story_walls import _without_chance
from tests.people import YEAR
from tests.see.stories.telling import named, unseen
from tests.trust.digests.servers import Server, serving

TELLER, MANAGER, AT_THE_DESK = "officer", "adviser", "analyst"
# Where a colleague who reads along at the desk meets the teller, and why that tells nothing of what was told.
NAMING = {
    "trust_person": "who works for the partners is known to whoever works there",
    "trust_membership": "and which role he has in the organisation where both work",
    "trust_paper": "and which papers he wrote for everybody there",
    "act_voice": "who raised a barrier at the desk chose that the desk may know it",
}
WORDS = "Mijn leidinggevende wil niet dat wij hierover praten, maar het gaat elke week weer mis bij de overdracht."
PAGES = (
    "/", "/verhalen", "/verhalen/patroon", "/verhalen?q=leidinggevende", "/zoeken?q=leidinggevende", "/drempels",
    "/drempels?lijst=te-laat", "/drempels/cijfers", "/drempels/mijn", "/drempels/vragen", "/verhalen/mijn",
    "/mijn/logboek", "/mijn/mail", "/mijn", "/kringen", "/kringen/gemeente-een", "/ambten", "/gebied/VB0101",
)  # fmt: skip
# His own session, and how often anybody asked for a page today, under a hash that tells of nobody.
OF_THE_VISIT = ("trust_event", "trust_session", "trust_user", "trust_tally", "trust_daykey")
MOMENT = re.compile(rb"(?m)^(?:Date|Message-ID): .*$|[0-9a-f]{32}\.[\w-]+|={10,}\d+==")


def told(scene: Scene) -> Story:
    """What there is to be found: an anonymous story, one with a name for the desk, with an answer, and two barriers
    without a name, at the desk and in the circle of the manager himself."""
    unseen(readers="desk", text=WORDS)
    story = named(scene.people, TELLER, readers="desk", text=WORDS)
    with scene.people.acting("bureau") as bureau:
        here = Story.objects.select_related("circle").get(pk=story.pk)
        respond(story=here, move="answer", text="Dank u, wij vragen het na.", by=bureau)
    region = current_region()
    for slug in ("loket", "gemeente-een"):
        with scene.people.acting(TELLER) as teller:
            raise_barrier(
                circle=Circle.objects.get(slug=slug),
                text=WORDS,
                kind="rule",
                often="daily",
                hours=2,
                theme=next(iter(region.themes)),
                area=region.areas.of_kind("municipality")[0].code,
                named=False,
                by=teller,
            )
    return story


def at_the_desk_too(scene: Scene) -> None:
    """The colleague: works for the organisation of the teller, and reads at the desk."""
    with acting_as_job("console") as by:
        for slug, role in (("loket", "reader"), ("gemeente-een", "contributor")):
            circle, until = Circle.objects.get(slug=slug), timezone.localdate() + YEAR
            admit(person=scene.people[AT_THE_DESK], circle=circle, role=role, until=until, by=by)


def everything_for(scene: Scene, name: str) -> dict[str, bytes]:
    """Every page he asks for, every row that he reaches past the pages, every line of the log that he may read."""
    client = scene.people.client(name)
    found = {address: _without_chance(client.get(address).content) for address in PAGES}
    with scene.people.acting(name) as person:
        for model in apps.get_models():
            table = model._meta.db_table
            if table not in OF_THE_VISIT and not table.startswith("auth_"):
                found[table] = b"\n".join(sorted(row.encode() for row in rows_of(table)))
        lines = Event.objects.exclude(actor=person.actor).values_list("actor", "verb", "about", "detail")
        found["log"] = str(sorted(map(str, lines))).encode()
        found["waiting"] = str(all_that_waits_for(person)).encode()
    return found


def rows_of(table: str) -> Iterator[str]:
    with undone():
        if run("select has_table_privilege(%s, 'select')", table)[0][0]:
            yield from (str(row[0]) for row in run(f"select to_jsonb(t)::text from {table} t"))


def test_the_manager_finds_the_very_same_without_and_with_what_his_people_told(scene: Scene) -> None:
    with undone():
        before = everything_for(scene, MANAGER)
    with undone():
        told(scene)
        after = everything_for(scene, MANAGER)
    differing = {place: text for place, text in after.items() if text != before[place]}
    proven("circle-only", attempts=len(after), failed=len(differing), note="a manager who hunts: stories and barriers")
    assert differing == {}
    assert len(after) > 40
    with undone():
        told(scene)
        assert everything_for(scene, TELLER) != everything_for(scene, MANAGER), "he himself finds it"


def test_the_colleague_at_the_desk_reads_what_was_told_and_not_by_whom(scene: Scene) -> None:
    """He reads along at the desk. Of whom somebody let the desk know, the desk knows; of nobody else."""
    at_the_desk_too(scene)
    before = everything_for(scene, AT_THE_DESK)
    story = told(scene)
    found = everything_for(scene, AT_THE_DESK)
    assert WORDS[:40].encode() in found["see_story"], "first of all: he reads it"
    teller = str(scene.people[TELLER].pk).encode()
    holding = {place for place, text in found.items() if teller in text}
    assert holding == set(NAMING)
    assert {name for name in holding if found[name] != before[name]} == {"act_voice"}, "the others tell of no story"
    with scene.people.acting(AT_THE_DESK):
        voices = run("select b.circle_id from act_voice v join act_barrier b on b.id = v.barrier_id")
        assert {circle for (circle,) in voices} <= {Circle.objects.get(slug="loket").pk}
        assert run("select story_id from see_teller") == [], "that is for who answers at the desk"
    assert teller not in found["log"] and str(story.pk).encode() not in found["log"].replace(b"bureau", b"")


@contextmanager
def mailed(scene: Scene) -> Iterator[Callable[[], dict[str, bytes]]]:
    """Sends everybody's mail of one morning and undoes that; what the mail server kept, per address."""
    server = Server()

    def send() -> dict[str, bytes]:
        server.letters.clear()
        server.raw.clear()
        with undone():
            send_digests(all_that_waits_for)
        return {to: MOMENT.sub(b"", raw) for (to, _letter), raw in zip(server.letters, server.raw, strict=True)}

    with serving(server):
        yield send


@pytest.mark.parametrize("own", ["silent", "steady", "open"])
def test_who_reads_all_mailboxes_of_an_employer_learns_nothing_that_was_not_asked_for(scene: Scene, own: str) -> None:
    """Which letters came, for whom, how long, and every word of them."""
    with scene.people.acting(TELLER) as teller:
        choose_digest(rhythm="daily", own=own, language="nl", by=teller)
    of_the_employer = {f"{name}@voorbeeld.invalid" for name in (TELLER, MANAGER, "mayor")}
    with mailed(scene) as send, undone():
        before = send()
        told(scene)
        after = send()
    seen = {to: raw for to, raw in after.items() if to in of_the_employer and raw != before.get(to)}
    same = seen == {} and (before.keys() & of_the_employer) == (after.keys() & of_the_employer)
    if own == "open":
        assert set(seen) == {f"{TELLER}@voorbeeld.invalid"}, "he asked for that, after he was told what it tells"
    else:
        proven("circle-only", attempts=len(after) + 3, failed=int(not same), note=f"all mailboxes, {own}")
        assert same
        assert (f"{TELLER}@voorbeeld.invalid" in after) == (own == "steady")
    words = (b"leidinggevende", b"overdracht", b"gemeente-een")
    assert all(word not in raw for raw in after.values() for word in words)


def test_the_time_that_a_page_takes_does_not_tell_that_there_is_a_story(scene: Scene) -> None:
    """For the manager, without and with what his people told, in turns. Measured here, asserted by `./dev prove`."""
    client, areas = scene.people.client(MANAGER), {}
    for address in ("/", "/verhalen", "/drempels", "/verhalen?q=leidinggevende")[: size(2, 4)]:
        without: list[float] = []
        with_it: list[float] = []
        timed(client, address)
        for _ in range(size(6, 300)):
            without.append(timed(client, address))
            with undone():
                told(scene)
                timed(client, address)
                with_it.append(timed(client, address))
            timed(client, address)
        areas[address] = area_under_curve(with_it, without)
    note = ", ".join(f"{address} {area:.3f}" for address, area in areas.items())
    proven("existence", attempts=2 * size(6, 300) * len(areas), note=f"manager, AUC {note}")
    if FULL:
        assert abs(float(np.mean(list(areas.values()))) - 0.5) <= WITHIN_EACH + 3 * 0.024, note


def timed(client: Client, address: str) -> float:
    before = time.perf_counter()
    assert client.get(address).status_code == 200
    return time.perf_counter() - before

"""What a manager who hunts for who of his people spoke comes upon: pages, files to take along, rows, the log, what
waits, and the mail of everybody. And stories and barriers of his people, so that there is something to find."""

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

import pikepdf
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
from slagvaardig.trust.digests.sending import send_digests
from slagvaardig.waiting import all_that_waits_for
from tests.attack.owner import run, undone
from tests.attack.scene import Scene
from tests.attack.test_story_walls import _without_chance
from tests.people import YEAR
from tests.see.stories.telling import named, unseen
from tests.trust.digests.servers import Server, serving

TELLER, MANAGER, AT_THE_DESK = "officer", "adviser", "analyst"
WORDS = "Mijn leidinggevende wil niet dat wij hierover praten, maar het gaat elke week weer mis bij de overdracht."
PAGES = (
    "/", "/verhalen", "/verhalen/patroon", "/verhalen?q=leidinggevende", "/zoeken?q=leidinggevende", "/drempels",
    "/drempels?lijst=te-laat", "/drempels/cijfers", "/drempels/mijn", "/drempels/vragen", "/verhalen/mijn",
    "/mijn/logboek", "/mijn/mail", "/mijn", "/kringen", "/kringen/gemeente-een", "/ambten", "/gebied/VB0101",
    "/zien/polsvraag", "/zien/polsvraag/rondes", "/gesprekken", "/gebiedsscans", "/trends", "/bewijs", "/uren",
    "/zoeken?q=kade",
    "/zien/polsvraag/rondes/{pulse}", "/gesprekken/{talks}", "/gesprekken/{talks}/gezegd",
    # to take along
    "/uren.csv", "/gebied/VB0101.csv", "/bewijs/{theme}.pdf", "/inventarisatie/{inventory}/deler.csv",
    "/inventarisatie/{inventory}/sjabloon.xlsx", "/logboek/meenemen",
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
    """Every page he asks for, every file to take along, every row that he reaches past the pages, every line of the log
    that he may read."""
    client, keys = scene.people.client(name), scene.__dict__.get("keys", {})
    asked = {place: place.format_map(keys) for place in PAGES if keys or "{" not in place}
    found = {place: seen(client, address) for place, address in asked.items()}
    with scene.people.acting(name) as person:
        for model in apps.get_models():
            table = model._meta.db_table
            if table not in OF_THE_VISIT and not table.startswith("auth_"):
                found[table] = b"\n".join(sorted(row.encode() for row in rows_of(table)))
        lines = Event.objects.exclude(actor=person.actor).values_list("actor", "verb", "about", "detail")
        found["log"] = str(sorted(map(str, lines))).encode()
        found["waiting"] = str(all_that_waits_for(person)).encode()
    return found


def seen(client: Client, address: str) -> bytes:
    """What an address answers; of a workbook what is in it, of a PDF what stands on its pages."""
    answer = client.get(address)
    told = f"{answer.status_code} ".encode() + (b"".join(answer) if answer.streaming else answer.content)
    if answer.status_code == 200 and address.endswith(".xlsx"):
        with zipfile.ZipFile(BytesIO(told[4:])) as book:
            return b"".join(book.read(name) for name in sorted(book.namelist()) if not name.startswith("docProps"))
    if answer.status_code == 200 and address.endswith(".pdf"):
        with pikepdf.open(BytesIO(told[4:])) as paper:
            return b"".join(page.Contents.read_bytes() for page in paper.pages)
    return _without_chance(told)


def rows_of(table: str) -> Iterator[str]:
    with undone():
        if run("select has_table_privilege(%s, 'select')", table)[0][0]:
            yield from (str(row[0]) for row in run(f"select to_jsonb(t)::text from {table} t"))


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

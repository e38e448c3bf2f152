"""What every address is about: which objects fill it, who may open it according to the oracle, and what can be sent.

An address that takes an argument or asks for a right needs a line in ADDRESSES; the matrix names the ones without.
"""

from collections.abc import Callable, Iterator

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

from slagvaardig.region.current import current_region
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.pages import MEMBER, PAGES, PUBLIC
from slagvaardig.trust.circles.models import Membership
from tests.attack.barriers import ABOUT_BARRIERS
from tests.attack.choices import ABOUT_CHOICES
from tests.attack.conversations import TALKS
from tests.attack.pulse_visits import PULSE
from tests.attack.rounds import ABOUT_ROUNDS
from tests.attack.scene import Scene, Thing, days
from tests.attack.story_visits import STORIES
from tests.attack.trends import TRENDS
from tests.attack.visits import Act, Data, Visit, Who, everybody
from tests.attack.weighings import ABOUT_WEIGHINGS


def visits(scene: Scene) -> list[Visit]:
    """Every address of the URLconf, filled with every object that it can be about."""
    found: list[Visit] = []
    for name, arguments in addresses(get_resolver("slagvaardig.urls")):
        found += ADDRESSES[name](scene) if name in ADDRESSES else [_plain(scene, name, arguments)]
    return found


def addresses(resolver: URLResolver) -> Iterator[tuple[str, list[str]]]:
    """(name, names of arguments) of every address."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.name or str(entry.pattern), list(entry.pattern.converters)
        else:
            yield from addresses(entry)


def _plain(scene: Scene, name: str, arguments: list[str]) -> Visit:
    kind = PAGES.get(name)
    if arguments or kind not in (PUBLIC, MEMBER):
        raise LookupError(
            f"The attacks do not know what address {name!r} ({', '.join(arguments) or kind}) is about: add it to"
            " ADDRESSES in tests/attack/objects.py, with the objects that fill it and who may open it."
        )
    return Visit(name, opens=everybody if kind == PUBLIC else scene.logged_in)


def _of_the_region(name: str, **wanted: str) -> Callable[[Scene], list[Visit]]:
    """A public page of the region, filled with the first theme, indicator or area."""

    def fill(_scene: Scene) -> list[Visit]:
        region = current_region()
        first = {
            "theme": next(iter(region.themes)),
            "indicator": next(iter(region.indicators)),
            "area": region.areas.of_kind("unit")[0].code,
        }
        return [Visit(name, {argument: first[kind] for argument, kind in wanted.items()}, everybody)]

    return fill


def _circles(name: str, right: str, *acts: Callable[[Scene, str], Act]) -> Callable[[Scene], list[Visit]]:
    def fill(scene: Scene) -> list[Visit]:
        return [
            Visit(
                name,
                {"slug": slug},
                lambda who, slug=slug: scene.allows(right, who, slug),  # type: ignore[misc]
                tuple(act(scene, slug) for act in acts),
            )
            for slug in scene.circles
        ]

    return fill


def _papers(
    name: str, may: Callable[[Scene, str, Thing], bool], acts: Callable[[Scene, Thing], tuple[Act, ...]]
) -> Callable[[Scene], list[Visit]]:
    def about(scene: Scene, thing: Thing) -> Visit:
        key = thing.file.pk if name == "attachment" else thing.paper.pk
        return Visit(name, {"key": key}, lambda who: may(scene, who, thing), acts(scene, thing))

    def fill(scene: Scene) -> list[Visit]:
        return [about(scene, thing) for thing in scene.things]

    return fill


def _write(scene: Scene, slug: str) -> Act:
    return Act("write", lambda who: scene.allows("write", who, slug), lambda who: {"title": "Nieuw", "text": "Tekst"})


def _admit(scene: Scene, slug: str) -> Act:
    def data(who: str) -> Data:
        other = "outsider" if who != "outsider" else "officer"
        return {"person": scene.people[other].pk, "role": "reader", "until": days(30).isoformat()}

    return Act("admit", lambda who: scene.allows("admit", who, slug), data)


def _change(scene: Scene, thing: Thing) -> tuple[Act, ...]:
    data = {"title": "Anders", "text": "Andere tekst", "version": thing.paper.version}
    return (Act("change", lambda who: scene.may_change(who, thing), lambda who: data),)


def _share(scene: Scene, thing: Thing) -> tuple[Act, ...]:
    def to(slug: str) -> Act:
        right = "publish" if slug == "openbaar" else "share"
        data = {"circles": [scene.circles[slug].pk], "reason": "Omdat het helpt", "confirm": "ja"}
        return Act(f"{right} to {slug}", lambda who: scene.allows(right, who, thing.circle), lambda who: data)

    return tuple(to(slug) for slug in ("openbaar", "parket") if slug != thing.circle)


def _nothing(_scene: Scene, _thing: Thing) -> tuple[Act, ...]:
    return ()


def _memberships(scene: Scene) -> Iterator[Visit]:
    names = {person.pk: name for name, person in scene.people.persons.items()}
    with acting_as_job("console"):
        terms = list(Membership.objects.select_related("circle").filter(person__in=list(names)))
    for term in terms:
        owner, slug = names[term.person_id], term.circle.slug if term.circle else ""

        def may(who: str, owner: str = owner, slug: str = slug, runs: bool = term.until >= days(0)) -> bool:
            if who == owner:
                return runs and scene.logged_in(who)
            return scene.allows("appoint", who) or (bool(slug) and scene.allows("admit", who, slug))

        yield Visit("membership_end", {"key": term.pk}, None, (Act(f"end {slug} of {owner}", may, lambda who: {}),))


def _persons(scene: Scene) -> Iterator[Visit]:
    for name, person in scene.people.persons.items():

        def may(who: str, name: str = name) -> bool:
            return scene.allows("appoint", who) and who != name

        given = {"role": "privacy", "until": days(30).isoformat()}
        opens: Who = lambda who: scene.allows("appoint", who)  # noqa: E731
        yield Visit("person", {"key": person.pk}, opens, (Act("give a role", may, lambda who, given=given: given),))  # type: ignore[misc]
        acts = tuple(Act(act, may, lambda who, act=act: {"act": act}) for act in ("disable", "enable", "leave"))  # type: ignore[misc]
        yield Visit("person_out", {"key": person.pk}, None, acts)


def _named(name: str) -> Callable[[Scene], Iterator[Visit]]:
    return lambda scene: (visit for visit in _persons(scene) if visit.name == name)


def _people(scene: Scene) -> list[Visit]:
    appoints: Who = lambda who: scene.allows("appoint", who)  # noqa: E731
    invite = Act("invite", appoints, lambda who: {"name": "Nieuweling", "email": "nieuw@voorbeeld.invalid"})
    return [Visit("people", {}, appoints, (invite,))]


def _offices(scene: Scene) -> list[Visit]:
    appoints: Who = lambda who: scene.allows("appoint", who)  # noqa: E731
    data = {"office": "hoofdofficier", "to": scene.people["outsider"].pk, "on": days(0).isoformat()}
    knows: Who = lambda who: scene.in_coalition(who) or appoints(who) or scene.allows("read_log", who)  # noqa: E731
    return [Visit("offices", {}, knows, (Act("hand over", appoints, lambda who: data),))]


def _language(_scene: Scene) -> list[Visit]:
    data = {"language": "nl", "next": "/"}
    return [Visit("choose_language", {}, everybody, (Act("choose", everybody, lambda who: data),))]


def _sees(scene: Scene, who: str, thing: Thing) -> bool:
    return scene.allows("see", who, thing.circle)


def _log(name: str, *, sent: bool) -> Callable[[Scene], list[Visit]]:
    def fill(scene: Scene) -> list[Visit]:
        def reads(who: str) -> bool:
            return scene.allows("read_log", who)

        return [Visit(name, {}, None, (Act(name, reads, lambda who: {}),)) if sent else Visit(name, {}, reads)]

    return fill


def _own(name: str, data: Data, **filled: object) -> Callable[[Scene], list[Visit]]:
    """Something that whoever is logged in does to himself."""
    return lambda scene: [Visit(name, filled, None, (Act(name, scene.logged_in, lambda who: data),))]


def _file(scene: Scene, thing: Thing) -> tuple[Act, ...]:
    def data(_who: str) -> Data:
        return {"file": SimpleUploadedFile("plan.txt", b"Wat wij gaan doen.")}

    return (Act("attach", lambda who: scene.may_change(who, thing), data),)


def _way_in(name: str, **filled: object) -> Callable[[Scene], list[Visit]]:
    return lambda scene: [Visit(name, filled, everybody, way_in=True)]


ADDRESSES: dict[str, Callable[[Scene], Iterator[Visit] | list[Visit]]] = {
    **STORIES,
    **TALKS,
    **PULSE,
    "theme": _of_the_region("theme", slug="theme"),
    "indicator": _of_the_region("indicator", slug="indicator"),
    "spread_csv": _of_the_region("spread_csv", slug="indicator"),
    "indicator_area": _of_the_region("indicator_area", slug="indicator", code="area"),
    "indicator_csv": _of_the_region("indicator_csv", slug="indicator", code="area"),
    "indicator_json": _of_the_region("indicator_json", slug="indicator", code="area"),
    "area": _of_the_region("area", code="area"),
    "area_csv": _of_the_region("area_csv", code="area"),
    "circle": _circles("circle", "see"),
    "paper_new": _circles("paper_new", "write", _write),
    "membership_new": _circles("membership_new", "admit", _admit),
    "paper": _papers("paper", _sees, _nothing),
    "attachment": _papers("attachment", _sees, _nothing),
    "paper_change": _papers("paper_change", lambda scene, who, thing: scene.may_change(who, thing), _change),
    "paper_share": _papers("paper_share", lambda scene, who, thing: scene.allows("share", who, thing.circle), _share),
    "membership_end": _memberships,
    "people": _people,
    "person": _named("person"),
    "person_out": _named("person_out"),
    "offices": _offices,
    "choose_language": _language,
    "attachment_new": _papers("attachment_new", lambda scene, who, thing: scene.may_change(who, thing), _file),
    **ABOUT_BARRIERS,
    "digest_stop": _way_in("digest_stop", token="verzonnen"),
    **TRENDS,
    **ABOUT_ROUNDS,
    **ABOUT_WEIGHINGS,
    **ABOUT_CHOICES,
    "log": _log("log", sent=False),
    "log_verify": _log("log_verify", sent=True),
    "log_export": _log("log_export", sent=True),
    "sessions_end": _own("sessions_end", {"which": "others"}),
    "recovery_codes_new": _own("recovery_codes_new", {}),
    "factor_remove": lambda scene: [Visit("factor_remove", {"key": 0}, None)],
    "login": _way_in("login"),
    "logout": _way_in("logout"),
    "invitation": _way_in("invitation", token="verzonnen"),
    "password_forgotten": _way_in("password_forgotten"),
    "password_new": _way_in("password_new", token="verzonnen"),
    "second_step": _way_in("second_step"),
    "second_step_new": _way_in("second_step_new"),
    "passkey": _way_in("passkey"),
    "partner_login": _way_in("partner_login", slug="verzonnen"),
    "partner_callback": _way_in("partner_callback", slug="verzonnen"),
    "demo": _way_in("demo"),
}

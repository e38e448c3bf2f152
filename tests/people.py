"""The cast: everybody that the tests know, made only through actions, with an outsider who is refused everywhere."""

import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from slagvaardig.trust.access.actions import invite, set_active
from slagvaardig.trust.access.identity import acting_as_job, enter, leave
from slagvaardig.trust.access.models import Person, User
from slagvaardig.trust.access.sessions import hashed
from slagvaardig.trust.circles.actions import OfficePlan, admit, hand_over, lay_out, let_go
from slagvaardig.trust.circles.models import Circle, Office
from slagvaardig.trust.database.ownership import as_owner
from tests.photo import Photo, empty, take

CIRCLES = [
    ("public", "openbaar", "Openbaar"),
    ("coalition", "coalitie", "Coalitie"),
    ("desk", "loket", "Loket"),
    ("partner", "gemeente-een", "Gemeente Een"),
    ("partner", "gemeente-twee", "Gemeente Twee"),
    ("partner", "parket", "Parket"),
    ("partner", "politie", "Politie"),
    ("body", "beraad", "Beraad"),
    ("body", "werkgroep", "Werkgroep"),
]
OFFICES = [
    OfficePlan("burgemeester-een", "Burgemeester van Een", "gemeente-een", (("beraad", "contributor"),)),
    OfficePlan("burgemeester-twee", "Burgemeester van Twee", "gemeente-twee", (("beraad", "contributor"),)),
    OfficePlan("hoofdofficier", "Hoofdofficier", "parket", (("beraad", "contributor"),)),
    OfficePlan("politiechef", "Politiechef", "politie", (("beraad", "contributor"),)),
]
# name: (offices, roles in circles, roles of the site)
CAST: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "mayor": (("burgemeester-een",), (), ()),
    "second mayor": (("burgemeester-twee",), (), ()),
    "chief prosecutor": (("hoofdofficier",), (), ()),
    "police chief": (("politiechef",), (), ()),
    "bureau": ((), ("beraad:editor", "loket:editor", "werkgroep:editor"), ("bureau",)),
    "officer": ((), ("gemeente-een:contributor",), ()),
    "adviser": ((), ("gemeente-een:editor", "werkgroep:contributor"), ()),
    "analyst": ((), ("gemeente-twee:reader", "werkgroep:reader"), ()),
    "privacy": ((), (), ("privacy",)),
    "administrator": ((), (), ("administrator",)),
    "outsider": ((), (), ()),
    "former member": ((), ("gemeente-een:editor", "werkgroep:editor"), ()),
    "future member": ((), ("gemeente-een:editor", "werkgroep:editor"), ()),
    "disabled": ((), ("gemeente-een:editor", "werkgroep:editor"), ("bureau",)),
    "gone": ((), ("gemeente-een:editor", "werkgroep:editor"), ("bureau",)),
}
YEAR = timedelta(days=365)
# From which day until which day somebody has roles, counted from today, when that is not a year from now on.
TERMS = {"former member": (-100, -1), "future member": (1, 300)}


@dataclass
class People:
    """The cast by name, with a living session each."""

    persons: dict[str, Person]
    keys: dict[str, str]

    def __getitem__(self, name: str) -> Person:
        return self.persons[name]

    @contextmanager
    def acting(self, name: str) -> Iterator[Person]:
        """A transaction in which somebody acts, as in a request; "visitor" is somebody without a login."""
        with transaction.atomic():
            if name in self.keys:
                enter(kind="session", session=hashed(self.keys[name]))
            else:
                leave()
            yield self.persons.get(name, self.persons["outsider"])
            leave()

    def client(self, name: str, **options: object) -> Client:
        """A browser in which somebody is logged in; of "visitor" one in which nobody is."""
        client = Client(**options)  # type: ignore[arg-type]
        if name in self.keys:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.keys[name]
        return client

    @property
    def names(self) -> list[str]:
        return [*self.persons, "visitor"]


def sign_in(user: User) -> str:
    """The key of a session as login makes it."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    with transaction.atomic(), as_if_logging_in():
        store.create()
        store["_auth_user_id"] = str(user.pk)
        store["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
        store["_auth_user_hash"] = user.get_session_auth_hash()
        store["fresh_until"] = time.time() + 86_400  # as long as the longest run: no test fails on a time
        store.save()
    key = store.session_key
    assert key
    return str(key)


@contextmanager
def as_if_logging_in() -> Iterator[None]:
    enter(kind="login")
    yield
    leave()


def circle(slug: str) -> Circle:
    with acting_as_job("console"):
        return Circle.objects.get(slug=slug)


_kept: dict[date, tuple[Photo, People]] = {}  # by the day on which it was made: terms count from it


def gather(more: Sequence[tuple[str, str, str]] = ()) -> People:
    """Lay out the circles and introduce the cast, as it was made for this run of the tests. more: other circles."""
    if timezone.localdate() in _kept:
        photo, people = deepcopy(_kept[timezone.localdate()])
        photo.put_back(partial(_acting_again, people))
    else:
        people = make()
    if more:
        with acting_as_job("console") as by:
            lay_out(circles=[*CIRCLES, *more], offices=OFFICES, by=by)
    return people


def photograph() -> None:
    """Make the cast in an empty database, keep it for gather(), and empty the database again."""
    people = make()
    with as_owner():
        photo = take()
        empty(photo)
    _kept[timezone.localdate()] = photo, people


@contextmanager
def _acting_again(people: People, actor: str) -> Iterator[None]:
    kind, _, key = actor.partition(":")
    names = {str(person.pk): name for name, person in people.persons.items()}
    with ExitStack() as stack:
        if kind == "job":
            stack.enter_context(acting_as_job(key))
        elif kind == "user":
            stack.enter_context(people.acting(names[key]))
        else:
            stack.enter_context(transaction.atomic())
            stack.enter_context(as_if_logging_in())
        yield


def make() -> People:
    """The cast, by the actions by which people come and go."""
    with acting_as_job("console") as by:
        lay_out(circles=CIRCLES, offices=OFFICES, by=by)
        persons = {name: introduce(name, by=by) for name in CAST}
        users = {name: User.objects.get(pk=person.pk) for name, person in persons.items()}
    people = People(persons, {name: sign_in(user) for name, user in users.items()})
    with acting_as_job("console") as by:
        set_active(person=people["disabled"], active=False, by=by)
    with people.acting("administrator") as person:
        let_go(person=people["gone"], by=person)
    return people


def introduce(name: str, *, by: str) -> Person:
    offices, roles, site = CAST[name]
    today = timezone.localdate()
    first, last = TERMS.get(name, (0, YEAR.days))
    since, until = today + timedelta(days=first), today + timedelta(days=last)
    person = invite(email=f"{name.replace(' ', '.')}@voorbeeld.invalid", name=name, by=by)
    for word in roles:
        slug, _, role = word.partition(":")
        admit(person=person, circle=Circle.objects.get(slug=slug), role=role, since=since, until=until, by=by)
    for role in site:
        admit(person=person, circle=None, role=role, since=since, until=until, by=by)
    for slug in offices:
        hand_over(office=Office.objects.get(slug=slug), to=person, on=today, by=by)
    return person


def newcomer(people: People, name: str = "newcomer") -> Person:
    """Somebody more, with a login and no role."""
    with acting_as_job("console") as by:
        person = invite(email=f"{name}-{secrets.token_hex(4)}@voorbeeld.invalid", name=name, by=by)
        user = User.objects.get(pk=person.pk)
    people.persons[name] = person
    people.keys[name] = sign_in(user)
    return person

"""Send a form with fields that it does not offer: every field of every model, under every name it could have."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.test import Client

from slagvaardig.trust.database.tables import declared
from slagvaardig.web.templatetags.fields import ONCE
from tests.attack.owner import looking, run, undone
from tests.attack.scene import Scene
from tests.attack.visits import Act, Visit

OFFERED = re.compile(r'<(?:input|textarea|select|button)[^>]*\bname="([^"]+)"')
# Differs from one time to the next, or is about the request itself.
CHANGING = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d[ T][\d:.+]+|\\x[0-9a-f]{32}|![A-Za-z0-9]{40}"
    r'|"trace": "[0-9a-f]{32}"|"data": \{[^}]*\}'  # the latter: codes for logging in, new each time
)
NOT_COMPARED = ("trust_session", "trust_tally", "trust_daykey")


def state() -> dict[str, list[str]]:
    """Every row of every table, without keys and moments that chance or the clock makes."""
    with looking():
        return {
            table: sorted(
                CHANGING.sub("", str(row[0])) for row in run(f"select to_jsonb(t) - 'xid' - 'id' from {table} t")
            )
            for table, _ in declared()
            if table not in NOT_COMPARED
        }


def values(scene: Scene) -> dict[str, list[object]]:
    """For the name of every field of every model something that would matter if it were taken."""
    circle, person = str(scene.circles["loket"].pk), str(scene.people["outsider"].pk)
    found: dict[str, list[object]] = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            for name in {field.name, field.attname, str(field.column)}:
                found[name] = [_value(field.get_internal_type(), field.name, circle, person)]
    return found


def _value(kind: str, name: str, circle: str, person: str) -> object:
    if "circle" in name or name == "copied_from":
        return circle
    return {
        "ForeignKey": person,
        "OneToOneField": person,
        "UUIDField": person,
        "BooleanField": "on",
        "DateField": "2026-01-01",
        "DateTimeField": "2020-01-01T00:00:00Z",
        "JSONField": "{}",
        "EmailField": "ander@voorbeeld.invalid",
    }.get(kind, "7" if "Integer" in kind or "Auto" in kind else "ingevoegd")


def filled(scene: Scene, name: str, visit: Visit, act: Act, apart: bool) -> tuple[int, list[str], bool]:
    """(fields tried, what was taken, whether the act without them changed anything) of one act.

    apart: each field is also sent without any other one, so that none hides what another one does.
    """
    client = scene.people.client(name)
    data = dict(act.data(name))
    with undone():
        offered = (
            set(OFFERED.findall(client.get(visit.address).content.decode("utf-8", "replace"))) | set(data) | {ONCE}
        )
    extra = {key: value for key, value in values(scene).items() if key not in offered}
    plain = _after(client, visit.address, data)
    at_once = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS - len(data) - 1  # more are not read at all
    taken = [
        f"{name} {visit.address} {act.label}: {list(group)[:3]}"
        for group in (groups_apart(extra, at_once) if apart else batched(extra.items(), at_once))
        if _after(client, visit.address, {**dict(group), **data}) != plain
    ]
    with undone():
        worked = state() != plain
    return len(extra), taken, worked


def groups_apart(extra: dict[str, Any], size: int) -> Iterator[list[tuple[str, Any]]]:
    """Groups in which, for any two fields, each is once without the other: by the digits of their numbers in two."""
    numbered = list(enumerate(extra.items()))
    for digit in range(len(numbered).bit_length()):
        for value in (0, 1):
            yield from batched((pair for number, pair in numbered if number >> digit & 1 == value), size)


def batched(pairs: Iterable[tuple[str, Any]], size: int) -> Iterator[list[tuple[str, Any]]]:
    """At most so many at a time."""
    rest = iter(pairs)
    while few := list(islice(rest, size)):
        yield few


def _after(client: Client, address: str, data: dict[str, Any]) -> dict[str, list[str]]:
    for value in data.values():
        if isinstance(value, UploadedFile):
            value.seek(0)
    with undone():
        client.post(address, data)
        return state()


def acts(
    scene: Scene, visits: list[Visit], names: list[str], one: Callable[[str], bool]
) -> Iterator[tuple[str, Visit, Act]]:
    """Every act with the first of the names who may do it: on a few objects of each address, chosen by `one`."""
    for visit in visits:
        for act in visit.acts:
            if one(visit.name) and (name := next((name for name in names if act.may(name)), "")):
                yield name, visit, act

"""A sheet as it was when something was decided: its data and a checksum over them, and what has changed since."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from slagvaardig.choose.evidence.sheets import Sheet, for_everybody, sheet_on
from slagvaardig.region.definitions import Theme
from slagvaardig.region.folder import Region
from slagvaardig.see.figures.shelves import Shelf
from slagvaardig.web import writing

# Of a figure, what makes it another one.
_TELLING = ("value", "period", "chip", "status", "newest", "withheld")
LANGUAGE = "nl"  # in which decisions are taken


@dataclass(frozen=True)
class Frozen:
    """content: to keep as JSON. checksum: SHA-256 over `canonical(content)`."""

    content: Sheet
    checksum: str


@dataclass(frozen=True)
class Change:
    """One thing that is different: where, what it was and what it is now."""

    where: str
    was: str
    now: str


def freeze(*, region: Region, theme: Theme, tables: Shelf, on: date) -> Frozen:
    """The sheet of a theme as the one who acts sees it on a day. Without keys of stories: whoever takes a story back
    leaves nothing of it, and how many somebody else could read is not for everybody who reads what was frozen."""
    with override(LANGUAGE):
        made = json.loads(canonical(sheet_on(region=region, theme=theme, tables=tables, on=on)))
    made["closed"]["stories"] = []
    return Frozen(made, checksum_of(made))


def canonical(content: Mapping[str, Any]) -> str:
    """One text for one content, whatever the order in which it was made or kept."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def checksum_of(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def is_whole(content: Mapping[str, Any], checksum: str) -> bool:
    """Whether a content is what was frozen under that checksum."""
    return checksum_of(content) == checksum


def changed_since(content: Sheet, *, region: Region, tables: Shelf, on: date) -> list[Change]:
    """What is different now from a sheet that was frozen, of which the one who acts may see only the open part; the
    theme itself may be gone."""
    theme = region.themes.get(content["theme"])
    if theme is None:
        return [Change(content["title"], _("een thema van de strategie"), _("bestaat niet meer"))]
    now = freeze(region=region, theme=theme, tables=tables, on=on).content
    now = now if content["closed"] else for_everybody(now)
    with override(LANGUAGE):
        return differs(content, now)


def differs(frozen: Sheet, now: Sheet) -> list[Change]:
    """What has changed since a sheet was frozen; empty when all of it is as it was."""
    return [*_figures(frozen, now), *_counts(frozen, now), *_trends(frozen, now), *_unknown(frozen, now)]


def _figures(frozen: Sheet, now: Sheet) -> Iterator[Change]:
    before = {one["slug"]: one for one in frozen["figures"]}
    after = {one["slug"]: one for one in now["figures"]}
    for slug in dict.fromkeys([*before, *after]):
        was, is_now = before.get(slug), after.get(slug)
        title = (was or is_now or {})["title"]
        if was is None or is_now is None or any(was[part] != is_now[part] for part in _TELLING):
            yield Change(title, _figure(was), _figure(is_now))
        elif was["source"]["checksum"] != is_now["source"]["checksum"]:
            yield Change(title, _vintage(was), _vintage(is_now))


def _figure(figure: Any) -> str:
    if figure is None:
        return _("geen cijfer")
    number = figure["number"] or writing.not_given()
    return f"{number} ({writing.period(figure['period'])}). {figure['trend']} {_vintage(figure)}"


def _vintage(figure: Any) -> str:
    source = figure["source"]
    return _("Tabel van %(day)s.") % {"day": writing.day(source["vintage"] or source["fetched"])}


def _counts(frozen: Sheet, now: Sheet) -> Iterator[Change]:
    was, is_now = frozen["stories"], now["stories"]
    if any(was[part] != is_now[part] for part in ("points", "total", "answers")):
        yield Change(_("Verhalen"), was["lead"] or _("nog niet geteld"), is_now["lead"] or _("nog niet geteld"))
    if _barriers(frozen) != _barriers(now):
        yield Change(_("Drempels"), _barriers(frozen), _barriers(now))
    if frozen["closed"] and now["closed"]:
        for part, title in (("asks", _("Wie hierom vraagt")), ("hours", _("Uren"))):
            if frozen["closed"][part] != now["closed"][part]:
                yield Change(title, _as_text(frozen["closed"][part]), _as_text(now["closed"][part]))


def _barriers(sheet: Sheet) -> str:
    found = sheet["barriers"]
    if not found or not found["on"]:
        return _("nog niet geteld")
    return ", ".join(f"{title}: {words}" for title, _number, words in found["numbers"])


def _trends(frozen: Sheet, now: Sheet) -> Iterator[Change]:
    before = {one["key"]: one for one in frozen["trends"]}
    after = {one["key"]: one for one in now["trends"]}
    for key in dict.fromkeys([*before, *after]):
        was, is_now = before.get(key), after.get(key)
        if _trend(was) != _trend(is_now):
            yield Change((was or is_now or {})["title"], _trend(was), _trend(is_now))


def _trend(trend: Any) -> str:
    if trend is None:
        return _("stond er niet in")
    return ", ".join(trend[part] for part in ("title", "status", "direction", "when", "known", "expected"))


def _unknown(frozen: Sheet, now: Sheet) -> Iterator[Change]:
    before, after = ({text for _rule, text in sheet["unknown"]} for sheet in (frozen, now))
    for text in sorted(before - after):
        yield Change(_("Wat wij niet weten"), text, _("staat er niet meer"))
    for text in sorted(after - before):
        yield Change(_("Wat wij niet weten"), _("stond er niet"), text)


def _as_text(part: Any) -> str:
    return _("niet bekend") if part is None else part.get("lead", "")

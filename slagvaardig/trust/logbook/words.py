"""A line of the log in plain words."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slagvaardig.trust.audit.models import Event
from slagvaardig.trust.audit.verbs import UNKNOWN, VERBS

THINGS: dict[str, str | Promise] = {
    "paper": gettext_lazy("stuk %(key)s"),
    "story": gettext_lazy("verhaal %(key)s"),
    "source": gettext_lazy("bron %(key)s"),
    "barrier": gettext_lazy("drempel %(key)s"),
    "pulse": gettext_lazy("polsvraag %(key)s"),
    "ask": gettext_lazy("vraag %(key)s"),
    "trend": gettext_lazy("trend %(key)s"),
    "office": gettext_lazy("ambt %(key)s"),
    "page": gettext_lazy("pagina %(key)s"),
    "seal": gettext_lazy("zegel %(key)s"),
}

_WHOLE: dict[str, str | Promise] = {
    "log": gettext_lazy("het logboek"),
    "barriers": gettext_lazy("drempels"),
    "trends": gettext_lazy("trends"),
}


@dataclass(frozen=True)
class Names:
    """What people and circles are called, as far as the reader may know."""

    people: Mapping[uuid.UUID, str]
    circles: Mapping[uuid.UUID, str]

    def of(self, text: str) -> str:
        """An actor or a thing as the log names it, in words."""
        kind, _sign, rest = text.partition(":")
        key = key_in(text)
        if kind in ("user", "person"):
            return (self.people.get(key) if key else None) or _("iemand (%(key)s)") % {"key": rest[:8]}
        if kind == "circle":
            return _("kring %(name)s") % {"name": (self.circles.get(key) if key else None) or rest[:8]}
        if kind in ("job", "system"):
            return _("Het systeem (%(name)s)") % {"name": rest}
        if kind in THINGS:
            return str(THINGS[kind]) % {"key": rest[:8] if key else rest}
        return str(_WHOLE.get(text, text))


def sentence(event: Event, names: Names) -> str:
    """Who did what to what, and in which circle."""
    verb = VERBS.get(event.verb, UNKNOWN)
    words = str(verb.sentence) % {"who": names.of(event.actor), "what": names.of(event.about)}
    if event.circle and not event.about.startswith("circle:"):
        known = names.circles.get(event.circle) or str(event.circle)[:8]
        words = _("%(words)s, in kring %(circle)s") % {"words": words, "circle": known}
    return words


def key_in(text: str) -> uuid.UUID | None:
    """The key in "user:KEY", if there is one."""
    try:
        return uuid.UUID(text.partition(":")[2])
    except ValueError:
        return None

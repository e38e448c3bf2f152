"""What the computer advised on a question that came from a weighing, and what the body chose beside it. Everything is
read from the evidence that was frozen when the question was put."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.workflow import TAKEN
from slagvaardig.choose.weighing.models import Weighing
from slagvaardig.choose.weighing.outcomes import BEST
from slagvaardig.choose.weighing.readings import evidence_of
from slagvaardig.choose.weighing.scales import Question, Scales
from slagvaardig.choose.weighing.sentences import Words
from slagvaardig.region.current import current_region

WEIGHED: Final = "weging"  # its place in the evidence; partners' points and hours are in it
CLOSED: Final = (WEIGHED,)


@dataclass(frozen=True)
class Advice:
    """title and digest: of the weighing. looked_at: the set that was on the scales, empty when nobody chose one."""

    title: str
    digest: str
    titles: Mapping[str, str]
    advised: frozenset[str]
    looked_at: frozenset[str]
    inside: Mapping[str, Any]

    def listed(self, keys: Collection[str]) -> str:
        return Words(self.titles, {}).listed(keys)

    def fits(self, chosen: Collection[str]) -> bool:
        """Whether partners can carry a set, by what lay on the scales then."""
        asked, outcome = self.inside["question"], self.inside["outcome"]
        if frozenset(chosen) in (self.looked_at, self.advised):
            return bool(outcome["fits"]) if frozenset(chosen) == self.looked_at else True
        question = Question(asked["most"], asked["weighting"])
        return Scales.read(self.inside["scales"]).round(question).fits(chosen)


def advice_in(weighing: Weighing) -> Advice:
    """Of a weighing that was laid down, before there is a question."""
    return _read(facts_of(weighing))


def advice_on(decision: Decision) -> Advice | None:
    """What a question was put on; None when no weighing was part of it."""
    evidence = getattr(decision, "evidence", None)
    facts = evidence.facts if evidence else None
    return _read(facts[WEIGHED]) if isinstance(facts, dict) and WEIGHED in facts else None


def facts_of(weighing: Weighing) -> dict[str, Any]:
    """As it goes into the evidence of a decision."""
    return {
        "titel": weighing.title,
        "vastgelegd op": weighing.frozen_on,
        "controlegetal": weighing.digest,
        "inhoud": evidence_of(weighing),
    }


def weighing_for(decision: Decision) -> Weighing | None:
    """The weighing that a question came from; ValidationError when it is gone or is no longer what was laid down."""
    if decision.weighing is None:
        return None
    found = Weighing.objects.filter(pk=decision.weighing).first()
    if found is None or not found.is_whole:
        raise ValidationError(_("De weging bij deze vraag is weg of veranderd. Leg een nieuwe weging vast."))
    return found


def require_reason(decision: Decision, chosen: Collection[str], reason: str) -> None:
    """What a body chooses is its own; when that is not the advice, it says why."""
    found = advice_on(decision)
    if found is None:
        if chosen or reason.strip():
            raise ValidationError(_("Bij deze vraag hoort geen weging, dus er is geen advies om van af te wijken."))
        return
    if not set(chosen) <= found.titles.keys():
        raise ValidationError({"chosen": _("Kies uit de kandidaten van de weging.")})
    if frozenset(chosen) != found.advised and not reason.strip():
        text = _("Het advies was: %(advice)s. Schrijf waarom het overleg iets anders kiest.")
        raise ValidationError({"differs_because": text % {"advice": found.listed(found.advised) or _("niets")}})


def told(decision: Decision) -> dict[str, Any] | None:
    """Advice and choice side by side, in titles only: nothing of a partner is in it."""
    found = advice_on(decision)
    if found is None:
        return None
    taken, chosen = decision.state in TAKEN, frozenset(decision.chosen)
    return {
        "title": found.title,
        "digest": found.digest,
        "advised": found.listed(found.advised),
        "taken": taken,
        "chosen": found.listed(chosen),
        "differs": taken and chosen != found.advised,
        "because": decision.differs_because,
        "fits": found.fits(chosen),
        "only_chosen": found.listed(chosen - found.advised),
        "only_advised": found.listed(found.advised - chosen),
    }


def named_to_all(decision: Decision) -> frozenset[str]:
    """Candidates that advice and choice call by their name, also to whoever is outside the coalition."""
    found = advice_on(decision)
    return found.advised | frozenset(decision.chosen) if found else frozenset()


def begun_with(weighing: Weighing) -> dict[str, str]:
    """What a new question says to begin with."""
    found = advice_in(weighing)
    topic = next((current_region().inventory.topic(one) for one in found.looked_at or found.advised), None)
    nothing = _("niets")
    lines = [_("Het advies van de computer: %(what)s.") % {"what": found.listed(found.advised) or nothing}]
    if found.looked_at and found.looked_at != found.advised:
        lines.append(_("De combinatie die is bekeken: %(what)s.") % {"what": found.listed(found.looked_at)})
    lines.append(_("Of iets anders, met de reden erbij."))
    return {
        "question": _("Welke prioriteiten kiezen wij uit „%(title)s”?") % {"title": found.title},
        "options": "\n".join(lines),
        "kind": "adopt",
        "theme": topic.theme if topic and len(found.looked_at or found.advised) == 1 else "",
    }


def weighing_at(key: str) -> Weighing | None:
    """By what stands in an address; None when there is no such weighing, for who looks."""
    try:
        return Weighing.objects.filter(pk=uuid.UUID(key)).first()
    except ValueError:
        return None


def _read(facts: Mapping[str, Any]) -> Advice:
    inside = facts["inhoud"]
    outcome = inside["outcome"]
    return Advice(
        title=facts["titel"],
        digest=facts["controlegetal"],
        titles={key: one["title"] for key, one in inside["candidates"].items()},
        advised=frozenset(outcome["rules"][BEST]["chosen"] if outcome["rules"] else ()),
        looked_at=frozenset(outcome["chosen"]),
        inside=inside,
    )

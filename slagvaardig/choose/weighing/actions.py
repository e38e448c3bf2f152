"""What the bureau does: name a candidate with its tests, say which hours it would ask, freeze a weighing."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.inventory.rules import MOST_HOURS, kinds_of_partners, runs_rounds
from slagvaardig.choose.quarters import quarters_from
from slagvaardig.choose.weighing.models import Candidate, Need, Weighing
from slagvaardig.choose.weighing.readings import candidates_of, evidence_for, lay_on_scales, written
from slagvaardig.choose.weighing.scales import Question
from slagvaardig.choose.weighing.workflow import LEVELS, NATURES, TESTS, WHO
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.rules import Refused
from slagvaardig.trust.textguard.guard import judged, require_clean

ABOUT = "weighing"


@transaction.atomic
def name_candidate(
    *,
    found: Round,
    topic: str,
    title: str,
    level: str,
    nature: str,
    answers: Mapping[str, str],
    by: Person,
    spared: Collection[str] = (),
) -> Candidate:
    """A topic can become a priority. Naming it again changes what was said of it."""
    if not runs_rounds():
        raise Refused
    count = require_clean(title=title, spared=spared, **answers)
    if current_region().inventory.topic(topic) is None or level not in LEVELS or nature not in NATURES:
        raise ValidationError(_("Kies een onderwerp, een soort en een niveau uit de lijst."))
    texts = {name: answers.get(name, "").strip() for name in TESTS}
    if not title.strip() or not all(texts.values()):
        raise ValidationError(_("Beantwoord elke vraag, al is het met „dat weten wij niet”."))
    said = {"title": title.strip(), "level": level, "nature": nature, **texts}
    before = Candidate.objects.in_round(found).filter(topic=topic).first()
    if before is not None:
        Candidate.objects.filter(pk=before.pk).update(**said)
    else:
        Candidate(round=found, topic=topic, **said).save(force_insert=True)
    made = Candidate.objects.get(round=found, topic=topic)
    about = f"{ABOUT}:{made.pk}"
    record(verb="name-candidate", about=about, by=by.actor, circle=found.circle_id, detail=judged(count))
    return made


@transaction.atomic
def ask_hours(
    *, candidate: Candidate, role: str, who: str, first_quarter: str, last_quarter: str, hours: int, by: Person
) -> Need:
    """What a candidate would ask of each of some partners, in each of some quarters; 0 asks nothing of them."""
    if not runs_rounds():
        raise Refused
    _require_known(candidate, role, who, (first_quarter, last_quarter), hours)
    kept = candidate.needs.filter(role=role, who=who, first_quarter=first_quarter)
    if not kept.update(last_quarter=last_quarter, hours=hours):
        line = {"role": role, "who": who, "first_quarter": first_quarter, "last_quarter": last_quarter, "hours": hours}
        Need(candidate=candidate, **line).save(force_insert=True)
    record(verb="ask-hours", about=f"{ABOUT}:{candidate.pk}", by=by.actor, circle=candidate.round.circle_id)
    return kept.get()


@transaction.atomic
def freeze_weighing(
    *, found: Round, title: str, question: Question, by: Person, spared: Collection[str] = ()
) -> Weighing:
    """Lay down what is weighed now, with everything that is needed to do it again."""
    if not runs_rounds():
        raise Refused
    count = require_clean(title=title, spared=spared)
    if not title.strip():
        raise ValidationError(_("Geef de weging een titel."))
    candidates = candidates_of(found)
    scales = lay_on_scales(found, question.weighting, candidates)
    if scales is None:
        raise ValidationError(_("Zo kunnen partners niet worden gewogen: er ontbreekt een aantal inwoners."))
    content, digest = written(evidence_for(found, question, candidates, scales))
    made = Weighing(
        round=found,
        title=title.strip(),
        content=content,
        digest=digest,
        frozen_on=timezone.localdate(),
    )
    made.save(force_insert=True)
    about = f"{ABOUT}:{made.pk}"
    record(verb="freeze-weighing", about=about, by=by.actor, circle=found.circle_id, detail=judged(count))
    return made


def _require_known(candidate: Candidate, role: str, who: str, span: tuple[str, str], hours: int) -> None:
    found, kinds = candidate.round, kinds_of_partners()
    quarters = quarters_from(found.first_quarter, found.quarters)
    if current_region().inventory.role(role) is None or (who not in WHO and who not in kinds):
        raise ValidationError(_("Kies een rol en een partner uit de lijst."))
    if not set(span) <= set(quarters) or span[0] > span[1]:
        raise ValidationError(_("Kies kwartalen van deze inventarisatie, het eerste niet na het laatste."))
    if not 0 <= hours <= MOST_HOURS:
        raise ValidationError(_("Geef uren tussen 0 en %(most)s per kwartaal.") % {"most": MOST_HOURS})

"""Who may plan a round, and when what is planned is sound."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from slagvaardig.region.folder import Region
from slagvaardig.region.guides import LONGEST_QUESTION, MOST_QUESTIONS
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import circles_with

LONGEST_DAYS = 366
ANYBODY = ""  # a function that the region does not name


@dataclass(frozen=True)
class Plan:
    """What somebody fills in about a round."""

    title: str
    aim: str
    theme: str
    asked: tuple[tuple[str, str], ...]
    questions: str
    first: datetime.date
    last: datetime.date


def works_for_a_partner() -> bool:
    """Whether the one who acts belongs to the coalition: only then he sees which rounds there are."""
    return bool(Circle.objects.among(circles_with("see")).of_kinds("coalition"))


def places_to_plan() -> list[Circle]:
    """The closed circles that the one who acts looks after. Never that of the whole coalition: there everybody who
    works for a partner would read what was said, also the chief of whoever said it."""
    found = Circle.objects.among(circles_with("edit")).closed_ones()
    return sorted(found, key=lambda circle: circle.name)


def functions_of(region: Region) -> list[tuple[str, str]]:
    """(slug, title) of every function that can be asked or take part; the last stands for any other."""
    return [(one.slug, one.title) for one in region.telling.functions] + [(ANYBODY, _("iemand anders"))]


def areas_asked(region: Region, asked: list[list[str]], day: datetime.date) -> list[str]:
    """The municipalities that a round should hear: those of the partners that are asked; of a partner of the whole
    region all of them."""
    towns = [area.code for area in region.areas.of_kind("municipality") if area.exists(day) and area.parent]
    places = {partner.slug: partner.area for partner in region.partners}
    wanted = {places.get(slug, "") for _role, slug in asked}
    return [code for code in towns if code in wanted or any(_lies_in(region, code, one) for one in wanted if one)]


def require_sound(region: Region, plan: Plan) -> None:
    """ValidationError with what is missing or unknown, per field."""
    lines = [line for line in plan.questions.splitlines() if line.strip()]
    roles, partners = {slug for slug, _title in functions_of(region)}, {one.slug for one in region.partners}
    checks: list[tuple[str, bool, str | Promise]] = [
        ("title", bool(plan.title.strip()), _("Geef de ronde een titel.")),
        ("aim", bool(plan.aim.strip()), _("Schrijf op wat u wilt weten.")),
        ("theme", plan.theme in region.themes, _("Kies een thema.")),
        ("asked", bool(plan.asked), _("Kies ten minste één functie en één partner.")),
        ("asked", all(role in roles and who in partners for role, who in plan.asked), _("Dit kennen wij niet.")),
        ("last", plan.first <= plan.last, _("De laatste dag ligt voor de eerste.")),
        ("last", (plan.last - plan.first).days <= LONGEST_DAYS, _("Een ronde duurt hoogstens een jaar.")),
        ("questions", 1 <= len(lines) <= MOST_QUESTIONS, _("Stel 1 tot %(n)s vragen.") % {"n": MOST_QUESTIONS}),
        ("questions", all(len(line) <= LONGEST_QUESTION for line in lines), _("Een vraag is te lang.")),
    ]
    if wrong := {field: [str(message)] for field, good, message in reversed(checks) if not good}:
        raise ValidationError(wrong)


def _lies_in(region: Region, code: str, place: str) -> bool:
    return any(parent.code == place for parent in region.areas.parents(code))

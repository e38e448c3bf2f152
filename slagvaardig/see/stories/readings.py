"""Stories as pages show them: lists, one of them, those like a draft, and what waits for somebody."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slagvaardig.region.current import current_region
from slagvaardig.see.stories.editions import Echo, Edition, EditionQuerySet
from slagvaardig.see.stories.models import Story, Teller
from slagvaardig.see.stories.rules import allowed_answers
from slagvaardig.see.stories.words import stems, wanted
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import circles_with, kinds_with
from slagvaardig.web.blocks import Waiting

PAGE = 20
_LIKE, _COMPARED, _LONG, _SHARED = 3, 400, 5, 2
_LOOKED_THROUGH = 5000


@dataclass(frozen=True)
class Shown:
    """An edition in words. echoes: how many others recognised it. answers: (question, answer)."""

    edition: Edition
    theme: str
    area: str
    role: str
    echoes: int
    answers: tuple[tuple[str, str], ...]
    public: bool

    @property
    def href(self) -> str:
        return reverse("story", args=[self.edition.pk])


def page_of(*, asked: str = "", theme: str = "", area: str = "", before: str = "") -> tuple[list[Shown], str]:
    """Stories that the one who acts may read, newest month first, and the place at which to go on; "" at the end."""
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 6 else 0
    found = some_of(number, number + PAGE + 1, asked=asked, theme=theme, area=area)
    return shown(found[:PAGE]), str(number + PAGE) if len(found) > PAGE else ""


def some_of(first: int, last: int, *, asked: str = "", theme: str = "", area: str = "") -> list[Edition]:
    """From a place to another. For words the newest are looked through first, and all of them only when that is not
    enough."""
    editions = found_by(asked=asked, theme=theme, area=area)
    if not asked.strip():
        return list(editions[first:last])
    if month := Edition.objects.month_at(_LOOKED_THROUGH):
        found = list(editions.since(month)[first:last])
        if len(found) == last - first:
            return found
    return list(editions.read_whole()[first:last])


def latest(*, theme: str = "", area: str = "", most: int = 3) -> list[Shown]:
    """The newest stories beside figures: of a theme or an area, as far as the one who acts may read them."""
    return shown(found_by(theme=theme, area=area)[:most])


def found_by(*, asked: str = "", theme: str = "", area: str = "") -> EditionQuerySet:
    """In every form of every word, also within a longer one; in an area also what lies in it."""
    editions: EditionQuerySet = Edition.objects.all().without_words().select_related("circle").newest_first()
    if looked_for := wanted(asked) if asked.strip() else []:
        editions = editions.with_words(looked_for)
    elif asked.strip():
        return editions.none()
    return editions.about(theme=theme, areas=_within(area) if area else ())


def like(*, title: str, text: str, theme: str) -> list[Shown]:
    """Stories on the same theme that share the most words with a draft; empty when none shares enough."""
    own = {stem for stem in stems(f"{title} {text}").split() if len(stem) >= _LONG}
    candidates = Edition.objects.all().about(theme=theme).select_related("circle").newest_first()[:_COMPARED]
    scored = [(len(own & set(one.words.split())), one) for one in candidates]
    best = sorted((pair for pair in scored if pair[0] >= _SHARED), key=lambda pair: -pair[0])
    return shown([one for _score, one in best[:_LIKE]])


def shown(editions: Iterable[Edition]) -> list[Shown]:
    """Editions in the words of the region, with their echoes counted at once."""
    listed = list(editions)
    echoes = Echo.objects.counted([one.story_id for one in listed]) if listed else {}
    return [_shown(one, echoes.get(one.story_id, 0)) for one in listed]


def in_words(answers: dict[str, object]) -> tuple[tuple[str, str], ...]:
    """(question, answer) of what a teller said of his own story."""
    found = []
    for question in current_region().telling.questions:
        given = answers.get(question.slug)
        values = given if isinstance(given, list) else [given]
        texts = [text for value, text in allowed_answers(question).items() if value in values]
        if texts:
            found.append((question.title, ", ".join(texts)))
    return tuple(found)


def theme_in_words(slug: str) -> str:
    theme = current_region().themes.get(slug)
    return theme.title if theme else slug


def place_in_words(*, role: str, area: str) -> str:
    """Who told it, as far as that is kept."""
    region = current_region()
    function = region.telling.function(role)
    where = region.areas.name_of(area) if region.areas.get(area) else region.name
    who = function.title if function else _("Iemand uit de praktijk")
    return _("%(who)s, %(where)s") % {"who": who, "where": where}


def what_waits_for(person: Person) -> list[Waiting]:
    """What waits for the one who acts: answers he did not see yet, and at the desk stories without an answer."""
    found, answers = [], {key: new for key, new in Teller.objects.new_answers(person).items() if new}
    if answers:
        number, only = sum(answers.values()), next(iter(answers)) if len(answers) == 1 else None
        text = ngettext("nieuw antwoord op wat u vertelde", "nieuwe antwoorden op wat u vertelde", number)
        href = reverse("my_story", args=[only]) if only else reverse("my_stories")
        found.append(Waiting("answers", number, text, href))
    if "desk" not in kinds_with("edit"):
        return found
    told = Story.objects.waiting().order_by().aggregate(number=Count("pk"), first=Min("waits_since"))
    if told["number"]:
        text = ngettext("verhaal wacht op antwoord", "verhalen wachten op antwoord", told["number"])
        found.append(Waiting("desk", told["number"], text, reverse("desk_stories"), told["first"], of_office=True))
    return found


def my_stories(person: Person) -> list[tuple[Story, int]]:
    """Everything that somebody told with his name, newest first, and how many answers he did not see."""
    new = Teller.objects.new_answers(person)
    return [(one, new[one.pk]) for one in Story.objects.told_by(person).newest_first()]


def desk_circles() -> Collection[uuid.UUID]:
    """The desk, when the one who acts looks after it."""
    edits = circles_with("edit")
    return [circle.pk for circle in Circle.objects.among(edits) if circle.kind == "desk"]


def _shown(edition: Edition, echoes: int) -> Shown:
    region = current_region()
    theme, function = region.themes.get(edition.theme), region.telling.function(edition.role)
    return Shown(
        edition=edition,
        theme=theme.title if theme else edition.theme,
        area=region.areas.name_of(edition.area) if region.areas.get(edition.area) else region.name,
        role=function.title if function else "",
        echoes=echoes,
        answers=in_words(edition.answers),
        public=edition.circle.kind == "public",
    )


def _within(code: str) -> list[str]:
    """An area and what lies in it; of the whole region also its districts."""
    areas = current_region().areas
    inside = [area.code for area in areas.members(code)]
    districts = [area.code for area in areas.of_kind("district") if area.parent == code]
    return list(dict.fromkeys([code, *districts, *inside]))


def my_partners() -> list[Circle]:
    """The organisations of the one who acts, by name."""
    return sorted(
        (circle for circle in Circle.objects.among(circles_with("see")) if circle.kind == "partner"),
        key=lambda circle: circle.name,
    )

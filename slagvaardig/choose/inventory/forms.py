"""What may be filled in about a round and by a partner. Which partner and which round never come from a form."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.inventory.models import Part, Round
from slagvaardig.choose.inventory.rules import LONGEST_ASKS, LONGEST_MOTIVATION, LONGEST_PLAN, Fault, Filled, Pick
from slagvaardig.choose.inventory.workflow import METHODS
from slagvaardig.choose.quarters import quarter_of, quarters_from
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.textguard.forms import GuardedForm, GuardedText
from slagvaardig.web.writing import period

AHEAD = 8  # quarters that one can choose from


def _number(label: Any, *, least: int = 0, required: bool = True, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        required=required,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}))


def coming_quarters() -> list[tuple[str, str]]:
    """The quarters that a form offers, this one first."""
    return [(one, period(one)) for one in quarters_from(quarter_of(timezone.localdate()), AHEAD)]


class RoundForm(GuardedForm):
    """A new round."""

    title = GuardedText(label=_("Titel"), max_length=120)
    method = forms.ChoiceField(
        label=_("Hoe geven partners aan wat zij belangrijk vinden?"), choices=list(METHODS.items())
    )
    most = _number(_("Hoeveel onderwerpen mag een partner noemen?"), least=1)
    points = _number(
        _("Hoeveel punten verdeelt elke partner?"),
        required=False,
        help_text=_("Alleen nodig als partners punten geven."),
    )
    opens = _day(_("Vanaf"))
    closes = _day(_("Tot en met"))
    first_quarter = forms.ChoiceField(label=_("Eerste kwartaal waarvoor partners uren opgeven"))
    quarters = _number(_("Voor hoeveel kwartalen gelden die uren?"), least=1)
    body = forms.ModelChoiceField(
        label=_("Welk overleg kiest ermee?"),
        queryset=Circle.objects.none(),
        required=False,
        empty_label=_("Nog niet bekend"),
    )
    note = GuardedText(
        label=_("Toelichting voor de partners"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["first_quarter"].choices = coming_quarters()  # type: ignore[attr-defined]
        self.fields["body"].queryset = Circle.objects.of_kinds("body")  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What plan_round takes."""
        return {**self.cleaned_data, "points": self.cleaned_data["points"] or 0}


class ReopenForm(forms.Form):
    """A new last day."""

    closes = _day(_("Nieuwe sluitdag"))


class WithdrawForm(GuardedForm):
    """Why it does not count any more."""

    reason = GuardedText(label=_("Waarom trekt u dit in?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class ImportForm(forms.Form):
    """A filled-in sheet."""

    file = forms.FileField(label=_("Bestand"), help_text=_("XLSX, ODS of CSV, gemaakt van het sjabloon."))


class MandateForm(forms.Form):
    """Who may sign in the place of an office, until when."""

    person = forms.ModelChoiceField(label=_("Wie mag ook ondertekenen?"), queryset=Person.objects.none())
    until = _day(_("Tot en met"))

    def __init__(self, *args: Any, people: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["until"].initial = timezone.localdate() + timedelta(days=180)


class FillForm(GuardedForm):
    """Everything that one partner fills in: a block per topic, an amount per role, a question to the region."""

    def __init__(self, *args: Any, part: Part, kind: str, corrects: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        self.part, self.round = part, part.round
        inventory = current_region().inventory
        self.roles = inventory.roles_of(kind)
        topics = [("", gettext("Kies een onderwerp")), *_grouped()]
        for number in range(1, self.round.most + 1):
            self._add_topic(number, topics)
        for role in self.roles:
            self.fields[f"hours_{role.slug}"] = _number(role.title, required=False)
        self.fields["asks"] = GuardedText(
            label=gettext("Wat vraagt u van de regio?"),
            required=False,
            max_length=LONGEST_ASKS,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        if corrects:
            self.fields["reason"] = GuardedText(
                label=gettext("Wat verandert er, en waarom?"),
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=gettext("Alle partners zien dit bij de correctie."),
            )
        self.fields["revision"] = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def _add_topic(self, number: int, topics: list[Any]) -> None:
        self.fields[f"topic_{number}"] = forms.ChoiceField(label=gettext("Onderwerp"), choices=topics, required=False)
        if not self.round.ranks:
            self.fields[f"points_{number}"] = _number(gettext("Punten"), required=False)
        self.fields[f"motivation_{number}"] = GuardedText(
            label=gettext("Waarom is dit voor u belangrijk?"),
            required=False,
            max_length=LONGEST_MOTIVATION,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[f"plan_{number}"] = GuardedText(
            label=gettext("In welk eigen plan staat dit?"), required=False, max_length=LONGEST_PLAN
        )
        self.fields[f"plan_on_{number}"] = _day(gettext("Vastgesteld op"), required=False)

    def blocks_of_topics(self) -> Iterator[tuple[int, list[BoundField]]]:
        """The fields of each topic together, for the page."""
        names = ("topic", "points", "motivation", "plan", "plan_on")
        for number in range(1, self.round.most + 1):
            yield number, [self[f"{name}_{number}"] for name in names if f"{name}_{number}" in self.fields]

    def fields_of_hours(self) -> list[tuple[bool, BoundField]]:
        """The amount of each role, with whether the role is scarce."""
        return [(role.scarce, self[f"hours_{role.slug}"]) for role in self.roles]

    def filled(self) -> Filled:
        """What was filled in; the order of the blocks is the ranking, empty ones fall out."""
        given = self.cleaned_data
        picks: list[Pick] = []
        for number in range(1, self.round.most + 1):
            if topic := given.get(f"topic_{number}"):
                picks.append(
                    Pick(
                        topic=topic,
                        place=len(picks) + 1 if self.round.ranks else None,
                        points=None if self.round.ranks else given.get(f"points_{number}"),
                        motivation=given.get(f"motivation_{number}") or "",
                        plan=given.get(f"plan_{number}") or "",
                        plan_on=given.get(f"plan_on_{number}"),
                    )
                )
        told = {role.slug: given.get(f"hours_{role.slug}") for role in self.roles}
        hours = {slug: number for slug, number in told.items() if number is not None}
        return Filled(tuple(picks), hours, given.get("asks") or "")

    def show(self, faults: Iterable[Fault]) -> None:
        """Each fault at the field that it is about."""
        at = {str(self.cleaned_data.get(f"topic_{number}")): number for number in range(1, self.round.most + 1)}
        for fault in faults:
            kind, _colon, slug = fault.where.partition(":")
            name = {"role": f"hours_{slug}", "topic": f"topic_{at.get(slug)}", "asks": "asks", "reason": "reason"}.get(
                kind
            )
            self.add_error(name if name in self.fields else None, fault.message)


def initial_of(filled: Filled, revision: int, found: Round) -> Mapping[str, Any]:
    """A version as the first values of a form."""
    values: dict[str, Any] = {"asks": filled.asks, "revision": revision}
    for number, pick in enumerate(filled.picks[: found.most], 1):
        values |= {
            f"topic_{number}": pick.topic,
            f"points_{number}": pick.points,
            f"motivation_{number}": pick.motivation,
            f"plan_{number}": pick.plan,
            f"plan_on_{number}": pick.plan_on.isoformat() if pick.plan_on else None,
        }
    return values | {f"hours_{role}": hours for role, hours in filled.hours.items()}


def _grouped() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    inventory = current_region().inventory
    for one in inventory.fields:
        own = [(topic.slug, topic.title) for topic in inventory.topics if topic.field == one.slug]
        if own:
            yield one.title, own

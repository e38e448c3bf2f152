"""What may be filled in about a round. Circle and state never come from this form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slagvaardig.region.folder import Region
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.rounds.rules import ANYBODY, Plan, functions_of
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.textguard.forms import GuardedForm, GuardedText

_OTHER = "anders"  # an empty value cannot be ticked


class RoundForm(GuardedForm):
    """A plan. The questions come from a guide of the region and can be changed before the round begins."""

    circle = forms.ModelChoiceField(
        label=_("In welke kring komen de aantekeningen?"),
        queryset=Circle.objects.none(),
        empty_label=None,
        help_text=_("Alleen die kring leest wat er is gezegd. Anderen zien alleen aantallen."),
    )
    title = GuardedText(label=_("Titel"), max_length=120)
    aim = GuardedText(label=_("Wat wilt u weten?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    theme = forms.ChoiceField(label=_("Thema"))
    roles = forms.MultipleChoiceField(label=_("Met welke functies?"), widget=forms.CheckboxSelectMultiple)
    partners = forms.MultipleChoiceField(label=_("Van welke partners?"), widget=forms.CheckboxSelectMultiple)
    first = forms.DateField(label=_("Eerste dag"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    last = forms.DateField(label=_("Laatste dag"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    questions = GuardedText(
        label=_("Vragen, één per regel"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Zet ze in de volgorde waarin u ze stelt. Na het begin verandert er niets meer aan."),
    )

    def __init__(self, *args: Any, region: Region, circles: list[Circle], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["circle"].queryset = Circle.objects.among({one.pk for one in circles})  # type: ignore[attr-defined]
        self._choices("theme", [(slug, theme.title) for slug, theme in region.themes.items()])
        self._choices("roles", [(slug or _OTHER, title) for slug, title in functions_of(region)])
        self._choices("partners", [(one.slug, one.name) for one in region.partners])

    def plan(self) -> Plan:
        """What was filled in; only when the form is valid."""
        given = self.cleaned_data
        roles = [ANYBODY if role == _OTHER else role for role in given["roles"]]
        asked = tuple((role, partner) for partner in given["partners"] for role in roles)
        same = ("title", "aim", "theme", "questions", "first", "last")
        return Plan(asked=asked, **{name: given[name] for name in same})

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class ChangeRoundForm(RoundForm):
    """The same for a round that lies somewhere already."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, circles=[], **named)
        del self.fields["circle"]


class CloseForm(GuardedForm):
    """What everybody who works for a partner reads when a round ends."""

    result = GuardedText(
        label=_("Wat hoorden wij, en wat doen wij ermee?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Iedereen die voor een partner werkt leest dit. Schrijf niets waaraan een spreker te herkennen is."
        ),
    )


def as_initial(found: Round) -> dict[str, Any]:
    """A round as its form shows it."""
    roles = list(dict.fromkeys(role or _OTHER for role, _partner in found.asked))
    partners = list(dict.fromkeys(partner for _role, partner in found.asked))
    same = ("title", "aim", "theme", "questions", "first", "last")
    return {"roles": roles, "partners": partners, **{name: getattr(found, name) for name in same}}

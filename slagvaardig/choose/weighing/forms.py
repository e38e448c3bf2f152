"""What may be filled in about candidates and weighings. Which round never comes from a form."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.absorption.forms import roles_to_choose
from slagvaardig.choose.inventory.ballots import WEIGHTINGS
from slagvaardig.choose.inventory.rules import MOST_HOURS
from slagvaardig.choose.weighing.scales import Question
from slagvaardig.choose.weighing.workflow import LEVELS, MOST_PRIORITIES, NATURES, TESTS, WHO
from slagvaardig.trust.textguard.forms import GuardedForm, GuardedText
from slagvaardig.web.writing import period

LONGEST = 1_500


def _answer(name: str) -> GuardedText:
    label: Any = TESTS[name]
    return GuardedText(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


class CandidateForm(GuardedForm):
    """A candidate with the priority test and the level test."""

    title = GuardedText(label=_("Titel"), max_length=120)
    nature = forms.ChoiceField(label=_("Is het een ontwikkel- of innovatiethema?"), choices=list(NATURES.items()))
    insight = _answer("insight")
    perspective = _answer("perspective")
    public_private = _answer("public_private")
    level = forms.ChoiceField(label=_("Op welk niveau hoort het?"), choices=list(LEVELS.items()))
    why_region = _answer("why_region")

    def given(self) -> dict[str, Any]:
        """What name_candidate takes."""
        found = self.cleaned_data
        plain = {name: found[name] for name in ("title", "nature", "level")}
        return {**plain, "answers": {name: found[name] for name in TESTS}}


class NeedForm(forms.Form):
    """Hours that a candidate would ask."""

    role = forms.ChoiceField(label=_("Rol"))
    who = forms.ChoiceField(label=_("Van wie"))
    hours = forms.IntegerField(
        label=_("Uren per kwartaal, per partner"),
        min_value=0,
        max_value=MOST_HOURS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("0: van deze partners niets."),
    )
    first_quarter = forms.ChoiceField(label=_("Eerste kwartaal"))
    last_quarter = forms.ChoiceField(label=_("Laatste kwartaal"))

    def __init__(self, *args: Any, quarters: Sequence[str], partners: Mapping[str, str], **named: Any) -> None:
        super().__init__(*args, **named)
        choices: dict[str, list[tuple[str, Any]]] = {
            "role": [(slug, title) for slug, title in roles_to_choose()],
            "who": [*WHO.items(), *partners.items()],
            "first_quarter": [(one, period(one)) for one in quarters],
            "last_quarter": [(one, period(one)) for one in quarters],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]


class FreezeForm(GuardedForm):
    """Under which name a weighing is laid down. What is weighed comes from the address."""

    title = GuardedText(label=_("Titel van de weging"), max_length=120)


class QuestionForm(forms.Form):
    """What somebody wants to see weighed. All of it stands in the address."""

    weeg = forms.ChoiceField(label=_("Hoe tellen partners?"), choices=list(WEIGHTINGS.items()), required=False)
    hoogstens = forms.IntegerField(
        label=_("Hooguit hoeveel prioriteiten?"),
        min_value=1,
        max_value=MOST_PRIORITIES,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    kies = forms.MultipleChoiceField(
        label=_("Welke combinatie wilt u bekijken?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    blijft = forms.MultipleChoiceField(
        label=_("Wat blijft in elk advies?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    zonder = forms.MultipleChoiceField(
        label=_("Wat laat u buiten elk advies?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, asked: QueryDict, *, titles: Mapping[str, str], most: int) -> None:
        data = asked.copy()
        data.setdefault("weeg", next(iter(WEIGHTINGS)))
        data.setdefault("hoogstens", str(most))
        super().__init__(data)
        self.most = most
        for name in ("kies", "blijft", "zonder"):
            self.fields[name].choices = list(titles.items())  # type: ignore[attr-defined]

    def question(self) -> Question:
        """What is asked, once it is valid."""
        found = self.cleaned_data
        return Question(
            most=found["hoogstens"] or self.most,
            weighting=found["weeg"] or next(iter(WEIGHTINGS)),
            chosen=frozenset(found["kies"]),
            keep=frozenset(found["blijft"]),
            without=frozenset(found["zonder"]),
        )

"""What is filled in about the pulse. No field takes free text: nobody can say who he is, or who somebody else is."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slagvaardig.region.folder import Region
from slagvaardig.region.pulse import Pulse
from slagvaardig.see.pulse.models import PulseRound
from slagvaardig.see.pulse.rules import MOST_LINKS, UNKNOWN, WHOLE
from slagvaardig.see.pulse.tokens import read_token
from slagvaardig.trust.circles.models import Circle

_ASKED = "vraag-"


class AnswerForm(forms.Form):
    """One row of round buttons for each question."""

    def __init__(self, *args: Any, found: PulseRound, **named: Any) -> None:
        super().__init__(*args, **named)
        scale = [(str(number), text) for number, text in enumerate(found.asked["scale"], 1)]
        for slug, text, _indicator in found.asked["questions"]:
            self.fields[_ASKED + slug] = forms.ChoiceField(
                label=text,
                choices=[*scale, (UNKNOWN, found.asked["unknown"])],
                widget=forms.RadioSelect,
                error_messages={"required": gettext_lazy("Kies één antwoord. Weet u het niet, kies dan dat.")},
            )

    def answers(self) -> dict[str, str]:
        return {name.removeprefix(_ASKED): value for name, value in self.cleaned_data.items()}


class TokenForm(forms.Form):
    """A token from paper."""

    code = forms.CharField(
        label=gettext_lazy("De code op uw strookje"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=gettext_lazy("Twintig letters en cijfers. Streepjes en hoofdletters maken niet uit."),
    )

    def clean_code(self) -> str:
        token = read_token(self.cleaned_data["code"])
        if token is None:
            raise ValidationError(_("Een code heeft twintig letters en cijfers. Kijk of u er geen mist."))
        return token


class HandOutForm(forms.Form):
    """For how many people links are made. Not for whom."""

    circle = forms.ModelChoiceField(label=gettext_lazy("Partner"), queryset=Circle.objects.none(), empty_label=None)
    role = forms.ChoiceField(label=gettext_lazy("Welk werk doen zij?"))
    area = forms.ChoiceField(
        label=gettext_lazy("Waar werken zij?"),
        required=False,
        help_text=gettext_lazy("Een gemeente telt altijd in haar eigen district."),
    )
    number = forms.IntegerField(label=gettext_lazy("Hoeveel links?"), min_value=1, max_value=MOST_LINKS)

    def __init__(self, *args: Any, circles: Iterable[Circle], region: Region, pulse: Pulse, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["circle"].queryset = Circle.objects.among({one.pk for one in circles})  # type: ignore[attr-defined]
        self._choices("role", [(role.slug, role.title) for role in pulse.roles])
        districts = sorted((area.name, area.code) for area in region.areas.of_kind("district"))
        self._choices("area", [(WHOLE, _("In de hele regio")), *((code, name) for name, code in districts)])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

"""What may be filled in about an area scan."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from slagvaardig.region.folder import Region
from slagvaardig.see.rounds.rules import functions_of
from slagvaardig.see.scans.models import AGREES, LINES
from slagvaardig.see.scans.rules import LONGEST, MOST_PRESENT, WRITTEN_AT, Line, Meeting, areas_to_scan
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.textguard.forms import GuardedForm, GuardedText

_PRESENT = "aantal-"
_NEEDS = {"place": ("place",), "beside": ("agrees",), "step": ("partner", "due")}


class ScanForm(GuardedForm):
    """A new scan."""

    circle = forms.ModelChoiceField(
        label=_("In welke kring?"),
        queryset=Circle.objects.none(),
        empty_label=None,
        help_text=_("Alleen die kring leest de scan."),
    )
    area = forms.ChoiceField(label=_("Welk gebied?"))
    title = GuardedText(label=_("Titel"), max_length=120)

    def __init__(self, *args: Any, region: Region, circles: list[Circle], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["circle"].queryset = Circle.objects.among({one.pk for one in circles})  # type: ignore[attr-defined]
        areas = [(area.code, area.name) for area in areas_to_scan(region, timezone.localdate())]
        self.fields["area"].choices = areas  # type: ignore[attr-defined]


class LineForm(GuardedForm):
    """One line, of the kind that was chosen in the address; fields that this kind does not need are not there."""

    theme = forms.ChoiceField(label=_("Thema"), required=False)
    place = forms.ChoiceField(label=_("Wat voor plek?"))
    agrees = forms.ChoiceField(
        label=_("Wat zeggen systeem en straat?"), choices=list(AGREES.items()), widget=forms.RadioSelect
    )
    text = GuardedText(
        label=_("Wat hoort u?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Geen adres, geen naam van een zaak, geen groep mensen. Een soort plek is genoeg."),
    )
    partner = forms.ChoiceField(label=_("Wie doet dit?"))
    due = forms.DateField(label=_("Uiterlijk op"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))

    def __init__(self, *args: Any, region: Region, kind: str, **named: Any) -> None:
        super().__init__(*args, **named)
        self.kind = kind
        for name in {name for needed in _NEEDS.values() for name in needed} - set(_NEEDS.get(kind, ())):
            del self.fields[name]
        self.fields["theme"].required = kind == "beside"
        self.fields["text"].label = str(LINES[kind])
        themes = [(slug, theme.title) for slug, theme in region.themes.items()]
        self._choices("theme", [("", _("Geen of meer thema's")), *themes])
        self._choices("place", [(one.slug, one.title) for one in region.conversing.places])
        self._choices("partner", [(one.slug, one.name) for one in region.partners])

    def line(self) -> Line:
        return Line(kind=self.kind, **self.cleaned_data)

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        if name in self.fields:
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class MeetingForm(forms.Form):
    """Who came, before the scan goes on."""

    day = forms.DateField(
        label=_("Wanneer was de bijeenkomst?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args: Any, region: Region, **named: Any) -> None:
        super().__init__(*args, **named)
        for slug, title in functions_of(region):
            self.fields[f"{_PRESENT}{slug}"] = forms.IntegerField(
                label=_("Hoeveel keer %(role)s?") % {"role": title[:1].lower() + title[1:]},
                required=False,
                min_value=0,
                max_value=MOST_PRESENT,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def meeting(self) -> Meeting:
        given = self.cleaned_data
        present = {name.removeprefix(_PRESENT): n for name, n in given.items() if name.startswith(_PRESENT) and n}
        return Meeting(given["day"], present)


def kinds_at(state: str) -> list[tuple[str, Any]]:
    """(kind, title) of every line that can be written at a meeting."""
    return [(kind, LINES[kind]) for kind in WRITTEN_AT.get(state, ())]

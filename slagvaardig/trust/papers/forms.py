"""What may be filled in about a paper. Circle, owner and state never come from a form."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.papers.rules import kept_until
from slagvaardig.trust.textguard.forms import GuardedForm, GuardedText


class PaperForm(GuardedForm):
    """A paper of one's own, or the change of one: `version` is the one that was shown."""

    title = GuardedText(label=_("Titel"), max_length=160)
    text = GuardedText(
        label=_("Tekst"),
        max_length=100_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Schrijf geen namen, adressen of nummers van personen."),
    )
    keep_until = forms.DateField(
        label=_("Bewaren tot en met"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Daarna verdwijnt het stuk vanzelf. Vult u niets in, dan is dat over twee jaar."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_keep_until(self) -> date | None:
        day: date | None = self.cleaned_data["keep_until"]
        return kept_until(day) if day else None


class ShareForm(GuardedForm):
    """To which other circles a frozen copy goes, and why."""

    circles = forms.ModelMultipleChoiceField(
        label=_("Kringen"), queryset=Circle.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    reason = GuardedText(
        label=_("Reden"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De ontvanger leest deze reden, met uw naam erbij."),
    )

    def __init__(self, *args: Any, paper_circle: Circle, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["circles"].queryset = Circle.objects.other_than(paper_circle)  # type: ignore[attr-defined]


class FileForm(forms.Form):
    """A file with a paper."""

    file = forms.FileField(
        label=_("Bestand"), help_text=_("PDF, PNG, JPEG, Word, Excel, ODS, CSV of tekst, hoogstens 10 MB.")
    )


def first_values(title: str, text: str, version: int, keep_until: date) -> dict[str, object]:
    """What the form for changing a paper shows at first."""
    return {"title": title, "text": text, "version": version, "keep_until": keep_until}

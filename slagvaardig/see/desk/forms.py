"""What the desk fills in about a story."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slagvaardig.see.stories.forms import ReplyForm
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.textguard.forms import GuardedForm, GuardedText


class RespondForm(ReplyForm):
    """What the teller hears. Which move it is comes from the button that was pressed."""

    also_shown = forms.BooleanField(label=_("Lezers van dit verhaal mogen dit ook lezen"), required=False)


class ShowForm(GuardedForm):
    """The edition that others read: shorter or less precise where that keeps the teller safe."""

    title = GuardedText(label=_("Titel"), max_length=100)
    text = GuardedText(
        label=_("Tekst"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Haal weg waaraan collega's de verteller zouden herkennen. Verander niets aan wat hij zegt."),
    )
    circle = forms.ModelChoiceField(
        label=_("Waar"), queryset=Circle.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, circles: list[Circle], **named: Any) -> None:
        """circles: those in which the teller allows it."""
        super().__init__(*args, **named)
        self.fields["circle"].queryset = Circle.objects.among({one.pk for one in circles})  # type: ignore[attr-defined]

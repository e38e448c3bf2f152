"""What may be filled in about a barrier. Circle, state and who it is never come from a form."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from slagvaardig.act.barriers.rules import MOST_HOURS
from slagvaardig.act.barriers.workflow import KINDS, OFTEN
from slagvaardig.region.current import current_region
from slagvaardig.trust.textguard.forms import GuardedForm, GuardedText

_LEVELS = (("unit", _("De hele regio")), ("district", _("District")), ("municipality", _("Gemeente")))


def _hours(help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Hoeveel uur kost dit u per maand, ongeveer?"),
        min_value=0,
        max_value=MOST_HOURS,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "utrecht-textbox"}),
    )


class RaiseForm(GuardedForm):
    """A barrier in a minute."""

    text = GuardedText(
        label=_("Wat houdt u tegen in uw werk?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Een paar zinnen zijn genoeg. Noem geen namen, adressen of nummers."),
    )
    kind = forms.ChoiceField(label=_("Waar zit het in?"), choices=list(KINDS.items()))
    often = forms.ChoiceField(label=_("Hoe vaak?"), choices=list(OFTEN.items()), initial="weekly")
    hours = _hours(_("Tel ook mee wat anderen voor u moeten doen. Een schatting is goed."))
    theme = forms.ChoiceField(label=_("Thema"))
    area = forms.ChoiceField(
        label=_("Gebied"), help_text=_("Hoe groter het gebied, hoe minder het over u zegt."), required=True
    )
    named = forms.BooleanField(
        label=_("Leden van deze kring mogen zien dat ik dit meld"),
        required=False,
        help_text=_("Laat u dit leeg, dan ziet niemand in de kring wie het meldde."),
    )

    def __init__(self, *args: Any, at_the_desk: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        region = current_region()
        themes = [(slug, theme.title) for slug, theme in region.themes.items()]
        self.fields["theme"].choices = themes  # type: ignore[attr-defined]
        self.fields["area"].choices = list(_areas())  # type: ignore[attr-defined]
        if at_the_desk:
            del self.fields["named"]


class HoursForm(forms.Form):
    """ "Ik ook", with one's own hours."""

    hours = _hours()


class ReplyForm(GuardedForm):
    """An answer or something to add."""

    reason = GuardedText(
        label=_("Uw antwoord of aanvulling"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("De kring leest dit zonder uw naam. Noem geen namen, adressen of nummers."),
    )


def _areas() -> Iterable[tuple[str, str | list[tuple[str, str]]]]:
    areas = current_region().areas
    for kind, title in _LEVELS:
        found = [(area.code, area.name) for area in areas.of_kind(kind) if area.valid_until is None]
        if found:
            yield (_now(str(title)) if kind != "unit" else str(title), sorted(found, key=lambda pair: pair[1]))

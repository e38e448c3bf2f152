"""What may be filled in about a trend. Circle and state never come from a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slagvaardig.region.folder import Region
from slagvaardig.see.trends.scales import DIRECTIONS, EXPECTED, KNOWN, LEVELS, SEEN
from slagvaardig.see.trends.workflow import MOVES
from slagvaardig.trust.textguard.forms import GuardedForm, GuardedText

LONGEST = 4000


def _text(label: Any, rows: int = 4, help_text: Any = "", *, required: bool = False) -> GuardedText:
    area = forms.Textarea(attrs={"rows": rows})
    return GuardedText(label=label, max_length=LONGEST, widget=area, help_text=help_text, required=required)


def _period(label: Any, help_text: Any = "") -> forms.RegexField:
    return forms.RegexField(
        r"^(19|20)\d{2}(-(0[1-9]|1[0-2]))?$",
        label=label,
        required=False,
        help_text=help_text,
        error_messages={"invalid": _("Schrijf een jaar of een maand, zoals 2024 of 2024-03.")},
    )


class ProposeForm(GuardedForm):
    """What somebody sees coming. Only the first two are asked; the rest helps whoever judges."""

    title = GuardedText(label=_("Wat ziet u aankomen?"), max_length=120, help_text=_("In één zin."))
    text = _text(
        _("Wat merkt u ervan?"), 5, _("Noem geen namen, adressen of nummers. Een vermoeden mag ook."), required=True
    )
    expects = _text(_("Wat gebeurt er als het zo doorgaat?"), 3)
    themes = forms.MultipleChoiceField(label=_("Thema's"), required=False, widget=forms.CheckboxSelectMultiple)
    level = forms.ChoiceField(label=_("Waar speelt het?"), required=False)
    direction = forms.ChoiceField(label=_("Welke kant gaat het op?"), required=False)
    since = _period(_("Sinds wanneer?"), _("Een jaar of een maand, zoals 2024 of 2024-03."))
    source = GuardedText(label=_("Hoe weet u dit?"), max_length=200, required=False)
    publications = _text(
        _("Wat is erover geschreven?"), 3, _("Eén per regel: titel | wie het uitgaf | datum | webadres.")
    )

    def __init__(self, *args: Any, region: Region, **named: Any) -> None:
        super().__init__(*args, **named)
        self._choices("themes", [(slug, theme.title) for slug, theme in region.themes.items()])
        self._choices("level", _last_first(LEVELS))
        self._choices("direction", _last_first(DIRECTIONS))

    def _choices(self, name: str, choices: Any) -> None:
        if name in self.fields:
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class ChangeForm(ProposeForm):
    """Everything that stands in the inventory about a trend, with why it changes."""

    practice = _text(_("Wat de praktijk ziet"), 4, _("Samengevat, zonder wie het zei."))
    indicators = forms.MultipleChoiceField(label=_("Cijfers"), required=False, widget=forms.CheckboxSelectMultiple)
    known = forms.ChoiceField(label=_("Hoe goed weten wij dit?"), required=False)
    expected = forms.ChoiceField(label=_("Hoe zeker is het dat het doorgaat?"), required=False)
    reason = _text(_("Waarom wijzigt u dit?"), 2, _("Dit blijft in de geschiedenis staan."), required=True)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, region: Region, **named: Any) -> None:
        super().__init__(*args, region=region, **named)
        self.fields["text"].required = False
        self._choices("indicators", [(slug, one.title) for slug, one in region.indicators.items()])
        for name, scale in (("known", KNOWN), ("expected", EXPECTED)):
            self._choices(name, [(slug, f"{word.title}: {word.means}") for slug, word in _last_first(scale)])


class JudgeForm(GuardedForm):
    """One move, with its reason."""

    reason = _text(_("Reden"), 4, required=True)
    review_on = forms.DateField(
        label=_("Wanneer kijken wij opnieuw?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    until = _period(_("Tot wanneer speelde het?"), _("Laat dit leeg als het nooit in de inventarisatie kwam."))

    def __init__(self, *args: Any, move: str, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["reason"].label = str(MOVES[move].why)
        del self.fields["review_on" if MOVES[move].ends else "until"]


class SightForm(GuardedForm):
    """What somebody sees of it in his own work."""

    seen = forms.ChoiceField(label=_("Wat ziet u?"), widget=forms.RadioSelect, choices=list(SEEN.items()))
    text = _text(_("Vertel waaraan u dat merkt"), 5, _("Noem geen namen, adressen of nummers."), required=True)
    role = forms.ChoiceField(label=_("Wat is uw werk?"), required=False)

    def __init__(self, *args: Any, region: Region, **named: Any) -> None:
        super().__init__(*args, **named)
        functions = [(one.slug, one.title) for one in region.telling.functions]
        self.fields["role"].choices = [("", _("Dat zeg ik liever niet")), *functions]  # type: ignore[attr-defined]


def _last_first(scale: Any) -> list[tuple[str, Any]]:
    """ "Not said" is what a form begins with."""
    return [("", scale[""]), *((slug, word) for slug, word in scale.items() if slug)]

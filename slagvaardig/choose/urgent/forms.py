"""What is filled in about urgent issues."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.fields import day, line, text
from slagvaardig.choose.urgent.models import Urgent
from slagvaardig.region.current import current_region
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import circles_with
from slagvaardig.trust.textguard.forms import GuardedForm


class TableForm(GuardedForm):
    """Something that cannot wait."""

    title = line(_("Wat kan niet wachten?"))
    text = text(_("Wat is er aan de hand, en wat gebeurt er als wij wachten?"), 6)
    partner = forms.ModelChoiceField(label=_("Namens welke partner?"), queryset=Circle.objects.none(), empty_label=None)
    circle = forms.ModelChoiceField(
        label=_("Aan welk overleg?"),
        queryset=Circle.objects.none(),
        help_text=_("Dat beoordeelt het binnen een werkdag."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        own = Circle.objects.among(circles_with("write")).of_kinds("partner")
        self.fields["partner"].queryset = own  # type: ignore[attr-defined]
        self.fields["circle"].queryset = Circle.objects.of_kinds("body")  # type: ignore[attr-defined]


class TriageForm(GuardedForm):
    """It is urgent: what can be done with the capacity there is."""

    judgement = text(_("Waarom is dit spoed?"), 3)
    options = text(_("Wat kan er binnen de capaciteit die er nu is?"), 6, _("Noem ook wat dan blijft liggen."))
    what_if = forms.CharField(
        label=_("Adres van de doorrekening op deze site"), max_length=200, required=False,
        help_text=_("De wat-als waarin u dit toevoegt. Kopieer het uit de adresbalk, vanaf de eerste /."),
    )  # fmt: skip


class DeclineForm(GuardedForm):
    """It can go the usual way."""

    judgement = text(_("Waarom kan dit de gewone weg, en welke is dat?"), 4)


class TeamForm(GuardedForm):
    """Who, and until when."""

    partners = forms.MultipleChoiceField(label=_("Welke partners doen mee?"), widget=forms.CheckboxSelectMultiple)
    until = day(_("Stopdag"), _("Het team stopt op die dag, tenzij het overleg anders besluit."))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        partners = [(partner.slug, partner.name) for partner in current_region().partners]
        self.fields["partners"].choices = partners  # type: ignore[attr-defined]


class ExtendForm(GuardedForm):
    """Another term, by a decision."""

    decision = forms.ModelChoiceField(label=_("Met welk besluit?"), queryset=Decision.objects.none())
    until = day(_("Nieuwe stopdag"))

    def __init__(self, *args: Any, urgent: Urgent, **named: Any) -> None:
        super().__init__(*args, **named)
        rows = Decision.objects.in_circles([urgent.circle_id]).taken().of_kind("establish").newest_first()
        self.fields["decision"].queryset = rows  # type: ignore[attr-defined]


class StopForm(GuardedForm):
    """What was learned."""

    lessons = text(_("Wat leerden wij, en wat gaat naar wie?"), 4)

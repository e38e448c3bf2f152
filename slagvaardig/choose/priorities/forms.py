"""What is filled in about priorities."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.fields import day, line, text, theme_choices
from slagvaardig.choose.priorities.models import Priority
from slagvaardig.choose.priorities.rules import Room
from slagvaardig.choose.priorities.workflow import LEVELS
from slagvaardig.region.current import current_region
from slagvaardig.trust.circles.models import Office
from slagvaardig.trust.textguard.forms import GuardedForm


class ProposeForm(GuardedForm):
    """A priority for this body or partner."""

    title = line(_("Hoe heet de prioriteit?"))
    text = text(_("Wat gaat er anders, en voor wie?"), 5)
    level = forms.ChoiceField(label=_("Niveau"), choices=[row for row in LEVELS.items() if row[0] != "national"])
    theme = forms.ChoiceField(label=_("Thema"), required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        themes = theme_choices(current_region().themes, _now("geen"))
        self.fields["theme"].choices = themes  # type: ignore[attr-defined]


class _ByDecision(GuardedForm):
    kinds: tuple[str, ...] = ()
    decision = forms.ModelChoiceField(label=_("Met welk besluit?"), queryset=Decision.objects.none())

    def __init__(self, *args: Any, priority: Priority, **named: Any) -> None:
        super().__init__(*args, **named)
        rows = Decision.objects.in_circles([priority.circle_id]).taken().of_kind(*self.kinds).newest_first()
        self.fields["decision"].queryset = rows  # type: ignore[attr-defined]


class AdoptForm(_ByDecision):
    """By which decision, and when there is no place: which one ends."""

    kinds = ("adopt",)
    ends = forms.ModelChoiceField(label=_("Welke prioriteit eindigt?"), queryset=Priority.objects.none())
    why = text(_("Waarom stopt die?"), 3, _("Staat straks in het stopregister."))

    def __init__(self, *args: Any, priority: Priority, room: Room, **named: Any) -> None:
        super().__init__(*args, priority=priority, **named)
        if room.fits(priority):
            del self.fields["ends"], self.fields["why"]
            return
        rows = Priority.objects.of(priority.circle).carried()
        self.fields["ends"].queryset = rows  # type: ignore[attr-defined]


class EndForm(GuardedForm):
    """Why it stops."""

    why = text(_("Waarom stopt deze prioriteit?"), 4)


class DischargeForm(_ByDecision):
    """Ending in order."""

    kinds = ("discharge",)
    handover = text(_("Wat gaat naar wie?"), 4, _("Noem functies en organisaties, geen personen."))
    stays = text(_("Wat blijft lokaal doorgaan?"), 3)
    lessons = text(_("Wat leerden wij?"), 4)
    look_again_on = day(_("Wanneer kijken wij opnieuw?"))


class LookForm(GuardedForm):
    """What was seen when somebody looked again."""

    looked = text(_("Hoe staat het er nu voor?"), 4)


class _ByOffice(GuardedForm):
    office = forms.ModelChoiceField(label=_("Namens welk ambt?"), queryset=Office.objects.none(), empty_label=None)

    def __init__(self, *args: Any, offices: list[Office], **named: Any) -> None:
        super().__init__(*args, **named)
        slugs = [office.slug for office in offices]
        self.fields["office"].queryset = Office.objects.with_slugs(slugs)  # type: ignore[attr-defined]


class WaiverForm(_ByOffice):
    """Leave to carry it beyond what was agreed."""

    reason = text(_("Waarom moet dit erbij?"), 4, _("Iedereen leest dit zodra er twee handtekeningen staan."))
    until = day(_("Tot en met"), _("Hooguit een jaar."))


class SignForm(_ByOffice):
    """The second signature."""

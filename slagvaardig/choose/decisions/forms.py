"""What is filled in about decisions. Body, state and who it is never come from a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.decisions.advice import advice_on
from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.rounds import ANSWERS, MODES
from slagvaardig.choose.decisions.rules import partners_of, seats_of
from slagvaardig.choose.decisions.workflow import KINDS, LEVELS
from slagvaardig.choose.fields import day, line, text, theme_choices
from slagvaardig.choose.strategy.models import Version
from slagvaardig.region.current import current_region
from slagvaardig.trust.circles.models import Circle, Office
from slagvaardig.trust.textguard.forms import GuardedForm


class DecisionForm(GuardedForm):
    """A question to a body."""

    question = line(_("Wat vraagt u te besluiten?"), 300, _("Eén zin waarop het overleg ja of nee kan zeggen."))
    options = text(_("Wat kan er?"), 7, _("Twee of drie mogelijkheden, met wat elk kost en oplevert."))
    kind = forms.ChoiceField(label=_("Soort besluit"), choices=list(KINDS.items()))
    theme = forms.ChoiceField(label=_("Thema"), required=False)
    adopts = forms.ModelChoiceField(
        label=_("Stelt deze versie van de strategie vast"),
        queryset=Version.objects.all(),
        required=False,
        help_text=_("Alleen bij vaststellen."),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        themes = theme_choices(current_region().themes, _now("geen"))
        self.fields["theme"].choices = themes  # type: ignore[attr-defined]


class PutForm(GuardedForm):
    """Nothing to fill in: the facts are gathered and frozen by the system."""


class ReasonForm(GuardedForm):
    """Why a question is withdrawn."""

    reason = text(_("Waarom trekt u deze vraag in?"), 3)


class DecideForm(GuardedForm):
    """What the body decided."""

    outcome = text(_("Wat is besloten?"), 5)
    chosen = forms.MultipleChoiceField(
        label=_("Wat koos het overleg?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    differs_because = text(
        _("Waarom anders dan het advies?"), 3, _("Verplicht als het overleg iets anders kiest."), required=False
    )
    conditions = text(_("Onder welke voorwaarden?"), 3, required=False)
    present = forms.MultipleChoiceField(
        label=_("Wie zat aan tafel?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Het ambt, niet de persoon. Laat leeg als alleen een schriftelijke ronde dit draagt."),
    )
    review_on = day(_("Wanneer kijkt het overleg terug?"), required=False)

    def __init__(self, *args: Any, decision: Decision, **named: Any) -> None:
        super().__init__(*args, **named)
        seats = [(office.slug, office.title) for office in seats_of(decision.circle)]
        self.fields["present"].choices = seats  # type: ignore[attr-defined]
        advice = advice_on(decision)
        if advice is None:
            del self.fields["chosen"], self.fields["differs_because"]
            return
        candidates = sorted(advice.titles.items(), key=lambda one: one[1])
        self.fields["chosen"].choices = candidates  # type: ignore[attr-defined]
        said = {"advice": advice.listed(advice.advised) or _now("niets")}
        self.fields["chosen"].help_text = _now("Het advies van de computer was: %(advice)s.") % said


class DissentForm(GuardedForm):
    """A partner who wants its other view to be known."""

    partner = forms.ModelChoiceField(label=_("Welke partner?"), queryset=Circle.objects.none())
    reason = text(_("Waarom denkt deze partner er anders over?"), 4)

    def __init__(self, *args: Any, decision: Decision, **named: Any) -> None:
        super().__init__(*args, **named)
        slugs = [partner.slug for partner in partners_of(decision.circle)]
        self.fields["partner"].queryset = Circle.objects.with_slugs(slugs)  # type: ignore[attr-defined]


class PublishForm(GuardedForm):
    """For whom."""

    level = forms.ChoiceField(
        label=_("Wie mag dit lezen?"),
        choices=[(slug, word) for slug, word in LEVELS.items() if slug != "circle"],
        widget=forms.RadioSelect,
        help_text=_("Er komt een bevroren kopie. Die verandert niet meer."),
    )


class ReviewForm(GuardedForm):
    """Looking back."""

    review = text(_("Wat kwam ervan terecht, en blijft het besluit staan?"), 5)


class RoundForm(GuardedForm):
    """A question to everybody at the table, with a term."""

    mode = forms.ChoiceField(label=_("Wat vraagt u?"), choices=list(MODES.items()), widget=forms.RadioSelect)
    due = day(_("Antwoord uiterlijk op"))


class AnswerForm(GuardedForm):
    """What a partner answers, once."""

    office = forms.ModelChoiceField(label=_("Namens welk ambt?"), queryset=Office.objects.none(), empty_label=None)
    answer = forms.ChoiceField(label=_("Uw antwoord"), choices=list(ANSWERS.items()), widget=forms.RadioSelect)
    reason = text(_("Toelichting"), 4, _("Verplicht bij bezwaar."), required=False)

    def __init__(self, *args: Any, offices: list[Office], **named: Any) -> None:
        super().__init__(*args, **named)
        slugs = [office.slug for office in offices]
        self.fields["office"].queryset = Office.objects.with_slugs(slugs)  # type: ignore[attr-defined]


class DivisionForm(GuardedForm):
    """A sheet that divides something over areas or partners."""

    slug = forms.RegexField(
        r"^[a-z0-9-]{1,60}$",
        label=_("Kenmerk"),
        help_text=_("Kleine letters en streepjes. Met hetzelfde kenmerk wordt het een nieuwe versie."),
    )
    title = line(_("Titel"))
    unit = line(_("Eenheid"), 40, _("Zoals fte of uren."))
    total = forms.DecimalField(label=_("Te verdelen"), max_digits=12, decimal_places=2, min_value=0)
    rows = text(_("Wie krijgt wat"), 8, _("Op elke regel een code van een gebied of partner, een spatie en een getal."))


class RegisterFilter(forms.Form):
    """Which decisions to list."""

    overleg = forms.ChoiceField(label=_("Overleg"), required=False)
    soort = forms.ChoiceField(label=_("Soort"), required=False)
    thema = forms.ChoiceField(label=_("Thema"), required=False)
    jaar = forms.ChoiceField(label=_("Jaar"), required=False)

    def __init__(self, *args: Any, years: list[int], **named: Any) -> None:
        super().__init__(*args, **named)
        region, everything = current_region(), _now("alles")
        choices: dict[str, list[tuple[str, Any]]] = {
            "overleg": [(body.slug, body.name) for body in region.bodies],
            "soort": list(KINDS.items()),
            "thema": [(slug, theme.title) for slug, theme in region.themes.items()],
            "jaar": [(str(year), str(year)) for year in years],
        }
        for name, rows in choices.items():
            self.fields[name].choices = [("", everything), *rows]  # type: ignore[attr-defined]

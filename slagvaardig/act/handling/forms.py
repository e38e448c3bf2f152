"""What whoever handles a barrier fills in, and what a body answers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slagvaardig.act.barriers.tables import OUTCOMES
from slagvaardig.act.barriers.workflow import MOVES
from slagvaardig.region.ladder import Step
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.textguard.forms import GuardedForm, GuardedText

LONGEST = 8000


def _text(label: Any, rows: int = 5, help_text: Any = "", *, required: bool = True) -> GuardedText:
    return GuardedText(
        label=label,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        required=required,
    )


class MoveForm(GuardedForm):
    """A move with its reason."""

    reason = _text(_("Reden"))

    def __init__(self, *args: Any, verb: str, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["reason"].label = str(MOVES[verb].why)
        self.fields["reason"].help_text = _("Iedereen die deze drempel merkt leest dit.")


class TakeForm(MoveForm):
    """Who works on it, until when, and where it belongs."""

    owner = forms.ModelChoiceField(
        label=_("Welke partner of welk overleg pakt dit op?"), queryset=Circle.objects.none()
    )
    due = forms.DateField(label=_("Uiterlijk op"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    action = GuardedText(
        label=_("Hoort bij een actie"),
        max_length=160,
        required=False,
        help_text=_("Hoe de actie heet in de actieagenda."),
    )
    action_path = forms.CharField(label=_("Adres van die actie op deze site"), max_length=200, required=False)
    decision = GuardedText(
        label=_("Hoort bij een besluit"),
        max_length=160,
        required=False,
        help_text=_("Hoe het besluit heet, en van wanneer het is."),
    )
    decision_path = forms.CharField(label=_("Adres van dat besluit op deze site"), max_length=200, required=False)
    field_order = ("owner", "due", "reason", "action", "action_path", "decision", "decision_path")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["owner"].queryset = Circle.objects.of_kinds("partner", "body")  # type: ignore[attr-defined]


class EscalateForm(MoveForm):
    """To which body of the next step."""

    body = forms.ModelChoiceField(label=_("Aan welk overleg?"), queryset=Circle.objects.none(), empty_label=None)
    field_order = ("body", "reason")

    def __init__(self, *args: Any, bodies: Iterable[Circle], **named: Any) -> None:
        super().__init__(*args, **named)
        slugs = [circle.slug for circle in bodies]
        self.fields["body"].queryset = Circle.objects.with_slugs(slugs)  # type: ignore[attr-defined]


class StepDownForm(MoveForm):
    """To which lower step."""

    step = forms.ChoiceField(label=_("Naar welke stap?"))
    field_order = ("step", "reason")

    def __init__(self, *args: Any, steps: Iterable[Step], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["step"].choices = [(step.slug, step.name) for step in steps]  # type: ignore[attr-defined]


class MemoForm(GuardedForm):
    """The advice about a barrier; `version` is the one that was shown."""

    analysis = _text(_("Wat is er aan de hand?"), 7, _("Wat merken professionals, hoe vaak, en waar komt het door?"))
    options = _text(_("Wat kan er?"), 7, _("Twee of drie mogelijkheden, met wat elk kost en oplevert."))
    question = _text(_("Wat vraagt u te besluiten?"), 3, _("Eén zin waarop een overleg ja of nee kan zeggen."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class HowToForm(GuardedForm):
    """How it went away, for who meets the same."""

    title = GuardedText(label=_("Titel"), max_length=160, help_text=_("Begin met wat iemand wil kunnen doen."))
    text = _text(
        _("Hoe is het gelukt?"), 10, _("Wat hield tegen, wat werkte, welke functie kan helpen. Niet wie het meldde.")
    )


class AnswerForm(GuardedForm):
    """What a body answers."""

    outcome = forms.ChoiceField(label=_("Het antwoord"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    answer = _text(_("Uitleg"), 5, _("Wie de drempel merkt leest dit zoals u het schrijft."))

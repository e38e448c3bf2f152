"""What may be filled in about a conversation. Round, circle and who held it never come from a form."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from slagvaardig.region.folder import Region
from slagvaardig.see.conversations.models import Conversation, Note
from slagvaardig.see.conversations.rules import ELSE, LONGEST, MOST_PRESENT, Held
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.rounds.rules import functions_of
from slagvaardig.see.stories.forms import StoryForm
from slagvaardig.see.stories.models import READERS
from slagvaardig.see.stories.rules import areas_to_tell_of
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.textguard.forms import GuardedForm, GuardedText

_PRESENT, _NOTE = "aantal-", "vraag-"


class HeldForm(forms.Form):
    """When, where, and with how many of each function."""

    day = forms.DateField(
        label=_("Wanneer was het gesprek?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    area = forms.ChoiceField(
        label=_("Over welk gebied ging het?"),
        help_text=_("Kies een groter gebied als er weinig mensen waren. Alleen u ziet wat u hier invult."),
    )

    def __init__(self, *args: Any, region: Region, **named: Any) -> None:
        super().__init__(*args, **named)
        areas = [(area.code, area.name) for area in areas_to_tell_of(region, timezone.localdate())]
        self.fields["area"].choices = [("", _("Kies een gemeente of een groter gebied")), *areas]  # type: ignore[attr-defined]
        for slug, title in functions_of(region):
            self.fields[f"{_PRESENT}{slug}"] = forms.IntegerField(
                label=_("Hoeveel keer %(role)s?") % {"role": title[:1].lower() + title[1:]},
                required=False,
                min_value=0,
                max_value=MOST_PRESENT,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def held(self) -> Held:
        given = self.cleaned_data
        present = {name.removeprefix(_PRESENT): n for name, n in given.items() if name.startswith(_PRESENT) and n}
        return Held(given["day"], given["area"], present)


class NotesForm(GuardedForm):
    """One field for every question of the round, and one for what else came up."""

    def __init__(self, *args: Any, round: Round, **named: Any) -> None:
        super().__init__(*args, **named)
        for number, question in [*enumerate(round.asks, 1), (ELSE, str(_("Wat verder naar voren kwam")))]:
            self.fields[f"{_NOTE}{number}"] = GuardedText(
                label=question, max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 4})
            )

    def texts(self) -> dict[int, str]:
        """What was filled in, by the number of the question."""
        return {int(name.removeprefix(_NOTE)): text for name, text in self.cleaned_data.items()}


class QuoteForm(GuardedForm):
    """What somebody said in his own words."""

    text = GuardedText(
        label=_("Citaat"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Zo letterlijk als u het hoorde, zonder iets waaraan de spreker te herkennen is."),
    )
    approved = forms.BooleanField(
        label=_("De spreker vindt goed dat anderen dit zonder naam lezen"),
        required=False,
        help_text=_("Zonder dit vinkje ziet niemand het citaat, behalve u. U kunt het later nog aanvinken."),
    )


class StoryFromNoteForm(StoryForm):
    """A story of somebody who told it in a conversation."""

    consent = forms.BooleanField(label=_("De spreker vindt goed dat dit een verhaal wordt"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["role"].label = _("Wat is het werk van de spreker?")
        self.fields["text"].label = _("Wat maakte de spreker mee?")
        self.fields["title"].label = _("Titel")
        self.fields["readers"].label = _("Wie mag het van de spreker lezen?")
        self.order_fields(["consent", "readers", "quotable"])


class TrendForm(GuardedForm):
    """A trend that was named."""

    trend = forms.ChoiceField(label=_("Welke trend?"), required=False)
    title = GuardedText(
        label=_("Of een nieuwe: hoe noemt u die?"),
        max_length=120,
        required=False,
        help_text=_("Alleen invullen als de trend hierboven niet staat."),
    )

    def __init__(self, *args: Any, region: Region, **named: Any) -> None:
        super().__init__(*args, **named)
        known = [(one.slug, one.title) for one in region.trends]
        self.fields["trend"].choices = [("", _("Staat er niet bij")), *known]  # type: ignore[attr-defined]


def as_initial(found: Conversation) -> dict[str, Any]:
    """When, where and with how many, as its form shows it."""
    return {"day": found.day, "area": found.area, **{f"{_PRESENT}{role}": n for role, n in found.present.items()}}


def notes_as_initial(notes: list[Note]) -> dict[str, str]:
    return {f"{_NOTE}{note.number}": note.text for note in notes}


def story_as_initial(note: Note, theme: str, area: str) -> dict[str, Any]:
    return {"text": note.text, "theme": theme, "area": area, "readers": next(iter(READERS))}


class HandOnForm(forms.Form):
    """Whose conversations another goes on with, and who does."""

    former = forms.ChoiceField(label=_("Van wie zijn de gesprekken?"))
    to = forms.ChoiceField(label=_("Wie gaat ermee verder?"))

    def __init__(self, *args: Any, gone: list[Person], possible: list[Person], **named: Any) -> None:
        super().__init__(*args, **named)
        for name, people in (("former", gone), ("to", possible)):
            choices = [(str(person.pk), person.name) for person in people]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

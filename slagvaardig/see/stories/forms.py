"""What may be filled in about a story. Circle, state and who tells it never come from a form."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from slagvaardig.region.folder import Region
from slagvaardig.region.telling import Question
from slagvaardig.see.stories.models import READERS
from slagvaardig.see.stories.rules import LONGEST, SHORTEST, Told, allowed_answers, areas_to_tell_of
from slagvaardig.trust.textguard.forms import GuardedForm, GuardedText

_ASKED = "vraag-"


class StoryForm(GuardedForm):
    """A story with the teller's own interpretation. Which questions there are is the region's own."""

    theme = forms.ChoiceField(label=_("Waar gaat het over?"))
    area = forms.ChoiceField(label=_("Waar speelt het?"))
    role = forms.ChoiceField(label=_("Wat is uw werk?"), required=False)
    text = GuardedText(
        label=_("Wat maakte u mee?"),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Vertel één ding dat u zelf meemaakte. Schrijf geen namen, adressen of nummers."),
    )
    title = GuardedText(label=_("Geef uw verhaal een titel"), max_length=100)
    readers = forms.ChoiceField(
        label=_("Wie mag uw verhaal lezen?"), widget=forms.RadioSelect, choices=list(READERS.items())
    )
    quotable = forms.BooleanField(label=_("Een zin uit mijn verhaal mag in een verslag staan"), required=False)

    def __init__(self, *args: Any, region: Region, **named: Any) -> None:
        super().__init__(*args, **named)
        themes = [(slug, theme.title) for slug, theme in region.themes.items()]
        areas = [(area.code, area.name) for area in areas_to_tell_of(region, timezone.localdate())]
        functions = [(one.slug, one.title) for one in region.telling.functions]
        self._choices("theme", [("", _("Kies een onderwerp")), *themes])
        self._choices("area", [("", _("Kies een gemeente of een groter gebied")), *areas])
        self._choices("role", [("", _("Dat zeg ik liever niet")), *functions])
        for question in region.telling.questions:
            self.fields[_ASKED + question.slug] = _field(question)
        self.order_fields(
            ["theme", "area", "role", "text", "title", *(n for n in self.fields if n.startswith(_ASKED)), "readers"]
        )

    def told(self) -> Told:
        """What was filled in; only when the form is valid."""
        given = self.cleaned_data
        answers = {name.removeprefix(_ASKED): value for name, value in given.items() if name.startswith(_ASKED)}
        return Told(
            title=given["title"],
            text=given["text"],
            theme=given["theme"],
            area=given["area"],
            role=given["role"],
            answers=answers,
            readers=given["readers"],
            quotable=given["quotable"],
            level=str(self.data.get("grofheid") or ""),
            spared=self.spared,
        )

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class MemberStoryForm(StoryForm):
    """The same for somebody with a login, who says where he may be known."""

    who = forms.ChoiceField(label=_("Wie mag weten dat dit van u is?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, partners: list[tuple[str, str]], **named: Any) -> None:
        """partners: (slug, name) of the circles of his own organisations."""
        super().__init__(*args, **named)
        known = _("Mijn organisatie: %(name)s. Het loket leest uw verhaal zonder uw naam.")
        own = [(f"organisation:{slug}", str(known) % {"name": name}) for slug, name in partners]
        self._choices("who", [("named", _("Het vertrouwelijke loket, verder niemand")), *own])
        self.order_fields(["who"])


class ReplyForm(GuardedForm):
    """Something more from a teller, or from the desk to him."""

    text = GuardedText(label=_("Uw bericht"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}))


class ConsentForm(forms.Form):
    """What the teller allows from now on."""

    readers = forms.ChoiceField(
        label=_("Wie mag uw verhaal lezen?"), widget=forms.RadioSelect, choices=list(READERS.items())
    )
    quotable = forms.BooleanField(label=_("Een zin uit mijn verhaal mag in een verslag staan"), required=False)


class PictureForm(forms.Form):
    """An image with a story."""

    file = forms.FileField(
        label=_("Afbeelding"),
        help_text=_(
            "PNG of JPEG, hoogstens 10 MB. Wij tekenen de afbeelding opnieuw, zodat alleen het beeld overblijft."
        ),
    )


class StoriesFilter(forms.Form):
    """Which stories to list."""

    q = forms.CharField(label=_("Zoek in de verhalen"), max_length=100, required=False)
    thema = forms.ChoiceField(label=_("Onderwerp"), required=False)
    gebied = forms.ChoiceField(label=_("Gebied"), required=False)

    def __init__(self, *args: Any, region: Region, **named: Any) -> None:
        super().__init__(*args, **named)
        everywhere, every = [("", _("Overal"))], [("", _("Alle onderwerpen"))]
        areas = areas_to_tell_of(region, timezone.localdate())
        self.fields["thema"].choices = every + [(slug, one.title) for slug, one in region.themes.items()]  # type: ignore[attr-defined]
        self.fields["gebied"].choices = everywhere + [(area.code, area.name) for area in areas]  # type: ignore[attr-defined]


def _field(question: Question) -> forms.Field:
    choices = list(allowed_answers(question).items())
    help_text = question.help
    if question.kind == "several":
        return forms.MultipleChoiceField(
            label=question.title,
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=help_text,
        )
    choices.append(("", str(_("Weet ik niet"))))
    return forms.ChoiceField(
        label=question.title, choices=choices, required=False, widget=forms.RadioSelect, help_text=help_text, initial=""
    )

"""What somebody looks for in the log."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.verbs import VERBS


class LogFilter(forms.Form):
    """Every field may stay empty. Sent with GET, so that an answer can be kept as a link."""

    dag = forms.DateField(
        label=_("Dag"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    wie = forms.ChoiceField(label=_("Wie"), required=False)
    wat = forms.ChoiceField(label=_("Wat iemand deed"), required=False)
    waarmee = forms.CharField(
        label=_("Waarmee"), required=False, max_length=200, help_text=_("Zoals paper: met het kenmerk uit het adres.")
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        people = [(person.actor, person.name) for person in Person.objects.all()]
        verbs = [(slug, verb.label) for slug, verb in VERBS.items()]
        self.fields["wie"].choices = [("", _("iedereen")), ("system", _("het systeem zelf")), *people]  # type: ignore[attr-defined]
        self.fields["wat"].choices = [("", _("alles")), *verbs]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """For `readings.chosen`. Call when the form is valid."""
        given = self.cleaned_data
        return {"verb": given["wat"], "who": given["wie"], "about": given["waarmee"].strip(), "day": given["dag"]}

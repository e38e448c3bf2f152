"""Giving somebody else a role. Who gives it and in which circle never comes from the form."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.access.roles import ROLES
from slagvaardig.trust.circles.models import Office

_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class AdmissionForm(forms.Form):
    """A role for somebody, until a day."""

    person = forms.ModelChoiceField(label=_("Wie"), queryset=Person.objects.none())
    role = forms.ChoiceField(label=_("Rol"), widget=forms.RadioSelect)
    until = forms.DateField(label=_("Tot en met"), widget=_DAY, help_text=_("Hoogstens een jaar. Daarna verlengt u."))

    def __init__(self, *args: Any, people: QuerySet[Person], kind: str, today: date, **named: Any) -> None:
        """kind: that of the circle; empty for a role of the whole site."""
        super().__init__(*args, **named)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        fitting = {slug: role for slug, role in ROLES.items() if (kind in role.kinds if kind else role.of_the_site)}
        self.fields["role"].choices = [(slug, f"{role.title}: {role.why}") for slug, role in fitting.items()]  # type: ignore[attr-defined]
        self.fields["until"].initial = today + timedelta(days=365)


class InvitationForm(forms.Form):
    """Somebody new."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    email = forms.EmailField(label=_("Zakelijk e-mailadres"))


class HandOverForm(forms.Form):
    """The next holder of an office."""

    office = forms.ModelChoiceField(label=_("Ambt"), queryset=Office.objects.all())
    to = forms.ModelChoiceField(label=_("Nieuwe bekleder"), queryset=Person.objects.none())
    on = forms.DateField(label=_("Met ingang van"), widget=_DAY)

    def __init__(self, *args: Any, people: QuerySet[Person], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]

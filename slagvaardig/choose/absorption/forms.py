"""What may be filled in about hours. Which partner never comes from a form."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.absorption.models import KINDS
from slagvaardig.choose.inventory.rules import MOST_HOURS
from slagvaardig.region.current import current_region
from slagvaardig.region.inventory import Role
from slagvaardig.trust.textguard.forms import GuardedForm, GuardedText
from slagvaardig.web.writing import period


def _hours(label: Any, *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_HOURS,
        required=required,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class HoursForm(forms.Form):
    """What one partner has, per role and quarter. Empty is "not told"."""

    def __init__(self, *args: Any, roles: Sequence[Role], quarters: Sequence[str], **named: Any) -> None:
        super().__init__(*args, **named)
        self.roles, self.quarters = roles, quarters
        for role in roles:
            for quarter in quarters:
                label = gettext("%(role)s in het %(quarter)s") % {"role": role.title, "quarter": period(quarter)}
                self.fields[f"{role.slug}_{quarter}"] = _hours(label)

    def lines(self) -> Iterator[tuple[Role, list[tuple[str, BoundField]]]]:
        """The boxes of each role, for a table."""
        for role in self.roles:
            yield role, [(quarter, self[f"{role.slug}_{quarter}"]) for quarter in self.quarters]

    def given(self) -> dict[tuple[str, str], int | None]:
        """What state_hours takes."""
        return {
            (role.slug, quarter): self.cleaned_data.get(f"{role.slug}_{quarter}")
            for role in self.roles
            for quarter in self.quarters
        }


class PromiseForm(GuardedForm):
    """Hours for a piece of work: of one role, in some quarters, of some partners."""

    kind = forms.ChoiceField(label=_("Waarvoor?"), choices=list(KINDS.items()))
    title = GuardedText(label=_("Titel"), max_length=120)
    path = forms.CharField(
        label=_("Adres op deze site"),
        required=False,
        max_length=200,
        help_text=_("Waar staat meer hierover? Kopieer het adres vanaf de eerste /."),
    )
    role = forms.ChoiceField(label=_("Rol"))
    hours = _hours(_("Uren per kwartaal, per partner"), required=True)
    partners = forms.MultipleChoiceField(label=_("Partners"), widget=forms.CheckboxSelectMultiple)
    quarters = forms.MultipleChoiceField(label=_("Kwartalen"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, partners: Mapping[str, str], quarters: Sequence[str], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["role"].choices = roles_to_choose()  # type: ignore[attr-defined]
        self.fields["partners"].choices = list(partners.items())  # type: ignore[attr-defined]
        self.fields["quarters"].choices = [(one, period(one)) for one in quarters]  # type: ignore[attr-defined]

    def given(self) -> dict[tuple[str, str, str], int]:
        """(partner, role, quarter): hours."""
        found = self.cleaned_data
        return {
            (partner, found["role"], quarter): found["hours"]
            for partner in found["partners"]
            for quarter in found["quarters"]
        }


class EndForm(forms.Form):
    """Until when hours are promised for a piece of work."""

    last_quarter = forms.ChoiceField(label=_("Laatste kwartaal"))

    def __init__(self, *args: Any, quarters: Sequence[str], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["last_quarter"].choices = [(one, period(one)) for one in quarters]  # type: ignore[attr-defined]


class WhatIfForm(forms.Form):
    """Something more and something less, without keeping anything. All of it stands in the address."""

    rol = forms.ChoiceField(label=_("Rol"), required=False)
    uren = _hours(_("Uren per kwartaal, per partner"))
    wie = forms.ChoiceField(label=_("Van wie"), required=False)
    vanaf = forms.ChoiceField(label=_("Vanaf"), required=False)
    kwartalen = forms.IntegerField(
        label=_("Hoeveel kwartalen"), min_value=1, max_value=12, required=False, widget=forms.NumberInput()
    )
    eraf = forms.MultipleChoiceField(label=_("Wat gaat eraf?"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        *args: Any,
        groups: Mapping[str, str],
        quarters: Sequence[str],
        works: Mapping[str, str],
        **named: Any,
    ) -> None:
        super().__init__(*args, **named)
        self.fields["rol"].choices = [("", gettext("Niets erbij")), *roles_to_choose()]  # type: ignore[attr-defined]
        self.fields["wie"].choices = list(groups.items())  # type: ignore[attr-defined]
        self.fields["vanaf"].choices = [(one, period(one)) for one in quarters]  # type: ignore[attr-defined]
        self.fields["eraf"].choices = list(works.items())  # type: ignore[attr-defined]


def roles_to_choose() -> list[tuple[str, str]]:
    """Scarce roles first."""
    roles = sorted(current_region().inventory.roles, key=lambda role: not role.scarce)
    return [(role.slug, role.title) for role in roles]

"""What is typed to log in: an address and a password, a code, a new password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.access.models import User


def _password(label: Any, kind: str, **more: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": kind})
    return forms.CharField(label=label, strip=False, max_length=200, widget=widget, **more)


def _code(label: Any, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    return forms.CharField(label=label, max_length=20, widget=widget, **more)


class LoginForm(forms.Form):
    """The first step of somebody with a login at this site."""

    email = forms.EmailField(label=_("E-mailadres"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = _password(_("Wachtwoord"), "current-password")


class CodeForm(forms.Form):
    """The second step."""

    code = _code(
        _("Code"), help_text=_("De zes cijfers die uw app nu laat zien. App kwijt? Vul dan een herstelcode in.")
    )


class NewAppForm(forms.Form):
    """The first code of an app, which shows that it works."""

    code = _code(_("Code uit de app"), help_text=_("De zes cijfers die de app nu laat zien."))


class NewPasskeyForm(forms.Form):
    """A passkey; what the browser made is filled in by the browser."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=60,
        help_text=_("Zodat u de passkey later herkent, bijvoorbeeld: werklaptop."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    credential = forms.CharField(widget=forms.HiddenInput, max_length=20_000, required=False)


class ConfirmForm(forms.Form):
    """Password and code together, to show anew who one is."""

    password = _password(_("Wachtwoord"), "current-password")
    code = _code(_("Code"), help_text=_("De zes cijfers die uw app nu laat zien, of een herstelcode."))

    def __init__(self, *args: Any, with_password: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        if not with_password:
            del self.fields["password"]


class AddressForm(forms.Form):
    """Where the link for a new password goes."""

    email = forms.EmailField(label=_("E-mailadres"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    password = _password(
        _("Nieuw wachtwoord"),
        "new-password",
        help_text=_("Minstens twaalf tekens. Een zin van een paar woorden is sterk en goed te onthouden."),
    )
    again = _password(_("Nog een keer"), "new-password")

    def __init__(self, *args: Any, user: User, **named: Any) -> None:
        super().__init__(*args, **named)
        self._user = user

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, second = given.get("password"), given.get("again")
        if first and second and first != second:
            self.add_error("again", _("De twee wachtwoorden zijn niet hetzelfde."))
        elif first:
            try:
                validate_password(first, self._user)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return given

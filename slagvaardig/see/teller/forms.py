"""With what somebody unseen finds his story back."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slagvaardig.trust.unseen.codes import split


class ReceiptForm(forms.Form):
    """A receipt code, as somebody wrote it down."""

    code = forms.CharField(
        label=gettext_lazy("Uw code"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("Twintig cijfers. Spaties en streepjes maken niet uit."),
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if split(code) is None:
            raise ValidationError(_("Een code heeft twintig cijfers. Kijk of u er geen mist."))
        return code

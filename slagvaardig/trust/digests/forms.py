"""What somebody may choose about his mail. The address is that of his login and stands in no form."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.digests.models import OWN, RHYTHMS


class DigestForm(forms.Form):
    """Three choices, none of them typed."""

    rhythm = forms.ChoiceField(
        label=_("Hoe vaak wilt u mail over wat op u wacht?"), widget=forms.RadioSelect, choices=list(RHYTHMS.items())
    )
    own = forms.ChoiceField(
        label=_("En als er nieuws is over wat u zelf vertelde of meldde?"),
        widget=forms.RadioSelect,
        choices=list(OWN.items()),
        help_text=_(
            "Wie bij uw organisatie de mail beheert, kan meelezen. Staat erin hoeveel nieuws er voor u is, of komt er"
            " alleen mail als er nieuws is, dan weet die persoon dat u iets vertelde of meldde."
        ),
    )
    language = forms.ChoiceField(label=_("In welke taal?"), choices=settings.LANGUAGES)

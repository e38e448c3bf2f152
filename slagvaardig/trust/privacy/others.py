"""What tables of libraries keep: they cannot say it themselves."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.privacy import Along, Privacy, Text


def _with_the_person(keeps: Text, why: Text) -> Privacy:
    ends = Along("trust_person", "user_id", _("de gegevens van de persoon zelf"))
    return Privacy(keeps=keeps, why=why, processing="login", ends=ends, person=True)


OF_LIBRARIES: Final[dict[str, Privacy]] = {
    "account_emailaddress": _with_the_person(_("zakelijk e-mailadres waarmee iemand inlogt"), _("inloggen")),
    "mfa_authenticator": _with_the_person(_("de tweede factor van iemand"), _("zeker weten wie inlogt")),
    "socialaccount_socialaccount": _with_the_person(
        _("het kenmerk waaronder de eigen organisatie iemand kent"), _("inloggen bij de eigen organisatie")
    ),
}

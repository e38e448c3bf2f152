"""Passwords that everybody in a Dutch office tries first; the list that comes with Django knows English ones."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_WORDS = """
wachtwoord welkom geheim inloggen toegang gemeente politie veiligheid burgemeester kantoor computer nederland
lente voorjaar zomer herfst najaar winter januari februari maart april mei juni juli augustus september oktober
november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
"""
EVERYDAY = frozenset(_WORDS.split())


class NotAnEverydayWord:
    """Named in settings.AUTH_PASSWORD_VALIDATORS: one such word, with only digits and signs around it, is refused."""

    def validate(self, password: str, user: object = None) -> None:
        letters = re.sub(r"[\W\d_]+", " ", password.lower()).split()
        if len(set(letters)) == 1 and letters[0] in EVERYDAY:
            raise ValidationError(_("Dit wachtwoord is te gewoon. Neem een zin van een paar woorden."))

    def get_help_text(self) -> str:
        return _("Niet alleen een gewoon woord met cijfers erbij.")

"""What the server runs."""

import os

from django.core.wsgi import get_wsgi_application

from slagvaardig.web.collector import leave_what_was_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "slagvaardig.settings")
application = get_wsgi_application()


def _refuse_holes() -> None:
    from slagvaardig.trust.database.commands import refuse_holes  # needs the settings that stand above

    refuse_holes()


_refuse_holes()
leave_what_was_loaded()

from typing import Any

from django.core.management.base import BaseCommand

from slagvaardig.web import translations


class Command(BaseCommand):
    help = "Gathers every text of the screens into locale/en; translate there what is still empty. Needs gettext."

    def handle(self, *args: Any, **options: Any) -> None:
        translations.collect()
        self.stdout.write(f"{translations.LOCALE}/en/LC_MESSAGES/django.po")

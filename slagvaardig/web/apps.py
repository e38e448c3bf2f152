from django.apps import AppConfig

from slagvaardig.web import translations


class WebConfig(AppConfig):
    """The page kit. It compiles the translations before the first page is drawn."""

    name = "slagvaardig.web"
    label = "web"

    def ready(self) -> None:
        translations.compile_stale()

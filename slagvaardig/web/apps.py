from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "slagvaardig.web"
    label = "web"

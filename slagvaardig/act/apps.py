from django.apps import AppConfig


class ActConfig(AppConfig):
    name = "slagvaardig.act"
    label = "act"

from django.apps import AppConfig


class SeeConfig(AppConfig):
    name = "slagvaardig.see"
    label = "see"

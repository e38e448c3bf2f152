from django.apps import AppConfig


class ChooseConfig(AppConfig):
    name = "slagvaardig.choose"
    label = "choose"

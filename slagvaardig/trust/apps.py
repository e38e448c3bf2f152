from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "slagvaardig.trust"
    label = "trust"

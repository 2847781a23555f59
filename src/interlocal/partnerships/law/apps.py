from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "interlocal.partnerships.law"
    label = "law"
    default_auto_field = "django.db.models.BigAutoField"

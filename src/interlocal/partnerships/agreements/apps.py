from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "interlocal.partnerships.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"

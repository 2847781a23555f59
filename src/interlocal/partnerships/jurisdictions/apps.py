from django.apps import AppConfig


class JurisdictionsConfig(AppConfig):
    name = "interlocal.partnerships.jurisdictions"
    label = "jurisdictions"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "interlocal.upkeep"
    label = "upkeep"
    default_auto_field = "django.db.models.BigAutoField"

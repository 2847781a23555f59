from django.apps import AppConfig


class ProgramkitConfig(AppConfig):
    name = "interlocal.programkit"
    label = "programkit"
    default_auto_field = "django.db.models.BigAutoField"

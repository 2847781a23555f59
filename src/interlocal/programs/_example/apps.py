from django.apps import AppConfig


class ExampleConfig(AppConfig):
    name = "interlocal.programs._example"
    label = "example"
    default_auto_field = "django.db.models.BigAutoField"

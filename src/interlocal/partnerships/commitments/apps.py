from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "interlocal.partnerships.commitments"
    label = "commitments"
    default_auto_field = "django.db.models.BigAutoField"

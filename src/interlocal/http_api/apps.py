from django.apps import AppConfig


class HttpApiConfig(AppConfig):
    name = "interlocal.http_api"
    label = "http_api"
    default_auto_field = "django.db.models.BigAutoField"

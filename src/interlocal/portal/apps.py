from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "interlocal.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig
from django.core.checks import Tags, register


class ConfigConfig(AppConfig):
    name = "interlocal.config"
    label = "config"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let ``check --deploy`` know our own checks."""
        from interlocal.config.checks import check_deployment

        register(check_deployment, Tags.security, deploy=True)

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "interlocal.upkeep"
    label = "upkeep"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Watch every connection to the database."""
        from django.db.backends.signals import connection_created

        from interlocal.upkeep.slow_queries import watch

        connection_created.connect(watch, dispatch_uid="interlocal.upkeep.slow_queries")

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "interlocal.foundation.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear what sign-in tells."""
        from interlocal.foundation.accounts import listeners

        listeners.connect()

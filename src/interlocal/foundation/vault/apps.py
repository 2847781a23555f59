from django.apps import AppConfig
from django.db.models.signals import post_migrate


class VaultConfig(AppConfig):
    name = "interlocal.foundation.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from interlocal.foundation.vault.keyring import forget_keys

        # A database that was made anew or flushed has other keys.
        post_migrate.connect(forget_keys, sender=self, dispatch_uid="vault.forget_keys")

"""How a city's people sign in at their city: one OpenID provider for each, and who is who there."""

from django.conf import settings
from django.db import models

from interlocal.foundation.vault.public import EncryptedTextField
from interlocal.kernel.ids import PublicIdField
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy


class IdentityProvider(models.Model):
    """A jurisdiction's provider, with what its discovery document said when it was saved."""

    public_id = PublicIdField()
    jurisdiction_id = models.CharField(max_length=32, unique=True)
    issuer = models.URLField(max_length=300)
    client_id = models.CharField(max_length=200)
    client_secret = EncryptedTextField()
    authorization_endpoint = models.URLField(max_length=500)
    token_endpoint = models.URLField(max_length=500)
    keys_address = models.URLField(max_length=500)
    posts_secret = models.BooleanField(default=False)
    is_on = models.BooleanField(default=True)
    saved_at = models.DateTimeField()

    privacy = NO_PERSONAL_DATA

    def __str__(self) -> str:
        return self.issuer


class ProviderDomain(models.Model):
    """A domain of e-mail addresses that one provider vouches for, and no other."""

    provider = models.ForeignKey(IdentityProvider, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=253, unique=True)

    privacy = NO_PERSONAL_DATA

    def __str__(self) -> str:
        return self.domain


class ProviderIdentity(models.Model):
    """Whom the provider means by its own lasting name: an address can change hands."""

    provider = models.ForeignKey(IdentityProvider, on_delete=models.CASCADE, related_name="identities")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identities")
    subject = models.CharField(max_length=255)
    bound_at = models.DateTimeField()

    privacy = Privacy(
        fields=("subject",),
        purpose="To know again who signs in at their city.",
        keep="Until the account is erased or the provider is taken away.",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("provider", "subject"), name="one_person_for_a_subject"),
            models.UniqueConstraint(fields=("provider", "user"), name="one_subject_for_a_person"),
        )

    def __str__(self) -> str:
        return self.subject

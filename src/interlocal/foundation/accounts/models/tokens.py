"""Tokens: how a program signs in for a person."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy


class ApiToken(Record):
    """A secret with which a program asks for what a person may see. Only its SHA-256 is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    may_write = models.BooleanField(_("it may also change"), default=False)
    expires_at = models.DateTimeField(_("ends"))
    revoked_at = models.DateTimeField(null=True, editable=False)
    used_at = models.DateTimeField(_("last used"), null=True, editable=False)

    privacy = Privacy(
        fields=("user", "name"),
        purpose="To let a person's own programs read and fill what the person may.",
        keep="Until the person is forgotten; a token that ended opens nothing.",
    )

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "name"), condition=Q(revoked_at=None), name="one_token_of_a_name"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def is_good(self, now: datetime) -> bool:
        """Does it still open anything?"""
        return self.revoked_at is None and now < self.expires_at

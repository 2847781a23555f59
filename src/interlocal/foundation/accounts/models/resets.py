"""The way back for somebody who lost the authenticator and the recovery codes."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.ids import PublicIdField
from interlocal.kernel.privacy import Privacy


class ResetState(models.TextChoices):
    """Where a request stands."""

    ASKED = "asked", _("Waiting for approval")
    APPROVED = "approved", _("Approved, waiting for the person")
    REFUSED = "refused", _("Refused")
    DONE = "done", _("Done")
    EXPIRED = "expired", _("Expired")


class AuthenticatorReset(models.Model):
    """A request to take the second step away.

    It is asked after the password, approved by another person who checked who asks, and takes effect when the
    link in the mail to the person is confirmed.
    """

    public_id = PublicIdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="resets")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="resets_decided"
    )
    approved_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    checked_how = models.CharField(_("how the person was identified"), max_length=300, blank=True)
    expires_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    privacy = Privacy(
        fields=("user", "decided_by", "checked_how"),
        purpose="To let a person back in who lost the authenticator, and to show who vouched for them.",
        keep="As long as records name the person.",
    )

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user",), condition=Q(done_at=None, refused_at=None), name="one_open_reset_per_person"
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(refused_at=None), name="reset_decided_one_way"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(approved_at__isnull=False), name="reset_done_after_approval"
            ),
        )

    def __str__(self) -> str:
        return f"reset {self.public_id}"

    def state_at(self, now: datetime) -> ResetState:
        """Return where the request stands at ``now``."""
        if self.done_at is not None:
            return ResetState.DONE
        if self.refused_at is not None:  # nobody refused what ran out before a new request
            return ResetState.REFUSED if self.decided_by_id else ResetState.EXPIRED
        if now >= self.expires_at:
            return ResetState.EXPIRED
        return ResetState.ASKED if self.approved_at is None else ResetState.APPROVED

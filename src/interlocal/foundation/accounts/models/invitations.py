"""Invitations: how a person comes in."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.models.roles import roles
from interlocal.kernel.ids import PublicIdField
from interlocal.kernel.privacy import Privacy
from interlocal.kernel.scopes import Scope, ScopeKind


class InvitationState(models.TextChoices):
    """Where an invitation stands."""

    OPEN = "open", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class Invitation(models.Model):
    """An offer of one role in one scope to one person; used once, until ``expires_at``.

    The person's row is made with it and cannot sign in before. ``sent_count`` stands in the signed link, so
    sending again makes the earlier link void.
    """

    public_id = PublicIdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=60)
    scope_kind = models.CharField(_("scope"), max_length=20, choices=ScopeKind.choices)
    scope_public_id = models.CharField(max_length=60, blank=True)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="invitations_sent"
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_count = models.PositiveSmallIntegerField(default=1)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    privacy = Privacy(
        fields=("user", "invited_by"),
        purpose="To let a person in who was asked by somebody who may ask.",
        keep="As long as records name the person.",
    )

    class Meta:
        ordering = ("-invited_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_answered_once"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="invitation_role_has_days"
            ),
            models.UniqueConstraint(
                fields=("user", "role", "scope_kind", "scope_public_id"),
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_per_role",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.scope_kind} {self.scope_public_id}".strip()

    @property
    def scope(self) -> Scope:
        """Where the role will be held."""
        return Scope(ScopeKind(self.scope_kind), self.scope_public_id)

    @property
    def title(self) -> str:
        """The role in words."""
        role = roles().get(self.role)
        return str(role.title) if role else self.role

    def state_at(self, now: datetime) -> InvitationState:
        """Return where the invitation stands at ``now``."""
        if self.accepted_at is not None:
            return InvitationState.ACCEPTED
        if self.withdrawn_at is not None:
            return InvitationState.WITHDRAWN
        return InvitationState.EXPIRED if now >= self.expires_at else InvitationState.OPEN

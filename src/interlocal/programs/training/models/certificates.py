"""Certificates, each with the credential that anybody can verify."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy
from interlocal.programs.training.models.learners import Application


class StatusPlace(models.Model):
    """A place in the public status lists that was given out. It is never given again, nor ever forgotten.

    Certificates are deleted when their time is over; what was revoked stays revoked.
    """

    place = models.PositiveIntegerField(unique=True)
    is_revoked = models.BooleanField(default=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return str(self.place)


class Certificate(Record):
    """What a learner completed: contact minutes, an Open Badges 3.0 credential, and whether it still holds.

    ``credential`` is the signed credential as it was issued. ``status_index`` is its place in the public
    status list, by which a verifier learns of a revocation.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="certificate")
    contact_minutes = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    expires_on = models.DateField(null=True)
    status_index = models.PositiveIntegerField(unique=True)
    credential = models.TextField()
    reminded_days = models.PositiveSmallIntegerField(
        null=True, help_text="The last reminder: so many days before the end."
    )
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revoke_reason = models.CharField(max_length=300, blank=True)

    privacy = Privacy(
        fields=("credential", "revoked_by", "revoke_reason"),
        purpose="To let a learner show, and anybody check, what was completed.",
        keep="Seven years after it was issued or, where it expires, after that day.",
    )

    class Meta:
        verbose_name = _("certificate")
        ordering = ["-issued_at", "pk"]

    def __str__(self) -> str:
        return f"{self.application}"

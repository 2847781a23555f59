"""The setup code, and whether the guide was put away."""

from django.db import models

from interlocal.kernel.ids import PublicIdField
from interlocal.kernel.privacy import NO_PERSONAL_DATA


class SetupCode(models.Model):
    """Opens the first-run page until a partnership is founded. The code itself is kept nowhere."""

    public_id = PublicIdField()
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    privacy = NO_PERSONAL_DATA


class GuideClosing(models.Model):
    """The guide was put away: it is not shown any more."""

    public_id = PublicIdField()
    closed_at = models.DateTimeField()
    only_one = models.BooleanField(default=True, editable=False, unique=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(only_one=True), name="guide_is_closed_once"),
        )

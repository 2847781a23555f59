"""Keys of staff: made and opened in their browsers."""

from django.conf import settings
from django.db import models

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy


class StaffKey(Record):
    """A key pair (X25519). ``locks`` holds the private half, wrapped once for each way to open it.

    A lock is ``{"kind": "passphrase" | "passkey", ...}`` with salt, limits, nonce and box in base64; the
    server opens none of them. One key of a person is current; a retired one opens what was sealed to it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    public_key = models.BinaryField(max_length=32)
    locks = models.JSONField(default=list)
    retired_on = models.DateField(null=True)

    privacy = Privacy(
        fields=("user",),
        purpose="To seal reports to those who may read them.",
        keep="Until no report is sealed to it.",
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(retired_on=None), name="hotline_one_current_key"
            )
        ]

    def __str__(self) -> str:
        return str(self.public_id)

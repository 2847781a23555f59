"""What was uploaded or pasted and is being checked."""

from django.conf import settings
from django.db import models

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy


class ReadingDraft(Record):
    """A text that a person brought, before it is saved as an instrument. Only that person sees it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    parts = models.JSONField(default=dict)

    privacy = Privacy(
        fields=("by",),
        purpose="To come back to a text that is half checked.",
        keep="Until it is saved, at most 30 days.",
    )

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.file_name or str(self.public_id)

"""What was sent to learners' calendars."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.programs.training.models.cohorts import Session
from interlocal.programs.training.models.learners import KEEP_LEARNING, Application


class SessionMessage(Record):
    """One REQUEST or CANCEL for a session that went to a learner (RFC 5546)."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="messages")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="messages")
    address = models.EmailField(_("e-mail"))
    is_cancel = models.BooleanField()
    sequence = models.PositiveIntegerField()
    sent_at = models.DateTimeField()

    privacy = Privacy(
        fields=("address",),
        purpose="To send each calendar what it lacks, and nothing twice.",
        keep=KEEP_LEARNING,
    )

    class Meta:
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"{self.session}"

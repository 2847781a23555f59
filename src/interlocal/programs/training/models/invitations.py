"""What was sent to learners' calendars."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.programs.training.models.cohorts import Session
from interlocal.programs.training.models.learners import KEEP_LEARNING, Application


class SessionMessage(Record):
    """One REQUEST or CANCEL for a session that went to a learner (RFC 5546).

    ``version`` is the session's ``calendar_sequence`` of which it tells. ``sequence`` is what the learner's
    calendar sees: it rises with each message to that learner, so that none is overtaken by an earlier one.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="messages")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="messages")
    address = models.EmailField(_("e-mail"))
    is_cancel = models.BooleanField()
    version = models.PositiveIntegerField(default=0)
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

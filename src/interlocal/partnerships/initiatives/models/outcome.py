"""What somebody reported that a program has brought about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.kernel.sources import Sourced
from interlocal.partnerships.initiatives.models.program_record import ProgramRecord


class Outcome(Record, Sourced):
    """One reported outcome, in the words or figures of its source."""

    program = models.ForeignKey(
        ProgramRecord, on_delete=models.PROTECT, related_name="outcomes", verbose_name=_("program record")
    )
    statement = models.TextField(_("what was reported"))
    statement_es = models.TextField(_("the same in Spanish"), blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["source_on", "pk"]

    def __str__(self) -> str:
        return self.statement

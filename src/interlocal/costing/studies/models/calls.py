"""Call exports that a study is staffed by: how each is read, and what is kept of it, which is counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.models.study import Study
from interlocal.foundation.files.public import StoredFile
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy


class CallFile(Record):
    """A call export. ``stored`` is sealed, and gone a month after it was read; what was counted stays.

    ``profile`` is the engine's text on how the file is read, without cities. ``places`` are the texts of the
    place column with their rows, ``cities`` the public id of the study's city by place (empty: none of them).
    ``account`` says what became of every row, ``demand`` holds calls by city and hour of the week.
    ``asked`` counts how often it was read, so that each reading is a job of its own.
    """

    study = models.ForeignKey(
        Study, on_delete=models.PROTECT, related_name="call_files", verbose_name=_("study")
    )
    name = models.CharField(_("name"), max_length=200)
    stored = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("file")
    )
    digest = models.CharField(_("digest of the file"), max_length=64)
    columns = models.JSONField(_("columns"), default=list)
    profile = models.TextField(_("how it is read"))
    doubts = models.JSONField(_("what to check"), default=list)
    places = models.JSONField(_("places"), default=dict)
    cities = models.JSONField(_("cities by place"), default=dict)
    account = models.JSONField(_("what became of the rows"), null=True)
    demand = models.JSONField(_("calls by city and hour of the week"), null=True)
    fault = models.TextField(_("what was wrong"), blank=True)
    asked = models.PositiveIntegerField(_("readings asked for"), default=0)
    is_reading = models.BooleanField(_("being read"), default=False)
    read_at = models.DateTimeField(_("read at"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)

    privacy = Privacy(
        fields=("stored", "places"),
        purpose="To count calls by city and hour; a row of an export can name an address.",
        keep="The file for 30 days after it was read; the names of its places as long as the study.",
    )

    class Meta:
        verbose_name = _("call file")
        verbose_name_plural = _("call files")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def job_key(self) -> str:
        """The key of the job that reads it."""
        return f"studies.calls:{self.public_id}:{self.asked}"

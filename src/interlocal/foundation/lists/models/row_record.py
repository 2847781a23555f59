"""What was made of one row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.lists.models.pasted_list import PastedList
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy


class RowRecord(Record):
    """The record that one row of a list became: which, and whether it was taken back with the list."""

    pasted = models.ForeignKey(PastedList, on_delete=models.CASCADE, related_name="records")
    row = models.PositiveIntegerField()
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    subject_label = models.CharField(_("subject label"), max_length=300)
    undone_at = models.DateTimeField(null=True)
    kept_because = models.TextField(blank=True)

    privacy = Privacy(
        fields=("subject_label",),
        purpose="To say what was made of each row of a list, and to undo the list.",
        keep="As long as what was made of it.",
    )

    class Meta:
        verbose_name = _("row of a pasted list")
        ordering = ["row", "pk"]
        constraints = [models.UniqueConstraint(fields=["pasted", "row"], name="row_becomes_one_record")]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="list_row_of_a_record")]

    def __str__(self) -> str:
        return self.subject_label

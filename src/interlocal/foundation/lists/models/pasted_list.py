"""One list as it was pasted or uploaded, with what its maker has said about it since."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy


class ListState(models.TextChoices):
    """How far a list has come."""

    DRAFT = "draft", _("Not saved yet")
    SAVED = "saved", _("Saved")
    UNDONE = "undone", _("Undone")


class PastedList(Record):
    """A list of rows for one ``purpose`` ("<room>.<what>"). Only its maker sees it.

    ``sheets`` is what was read (see ``content``); ``columns`` leads from a place to a column's key,
    ``fills`` from a key to what stands in empty cells, ``corrections`` from a row's number to what was typed
    in its cells since. ``key`` keeps a form that is sent twice from making two.
    """

    purpose = models.CharField(max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("whose list")
    )
    key = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=200)
    sheets = models.JSONField(_("rows"), default=list)
    sheet = models.PositiveSmallIntegerField(default=0)
    header_row = models.PositiveIntegerField(null=True)
    columns = models.JSONField(default=dict)
    fills = models.JSONField(default=dict)
    corrections = models.JSONField(_("corrections"), default=dict)
    left_out = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=ListState, default=ListState.DRAFT)
    changed_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    privacy = Privacy(
        fields=("by", "name", "sheets", "corrections"),
        purpose="To check a list before it is saved, to compare it afterwards, and to undo it.",
        keep="14 days when it is not saved; otherwise 90 days. What was made of it remains.",
    )

    class Meta:
        verbose_name = _("pasted list")
        verbose_name_plural = _("pasted lists")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["by", "purpose", "key"], name="list_is_brought_once")]
        indexes = [models.Index(fields=["by", "purpose"], name="lists_of_a_person")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        """Can it still be changed?"""
        return self.state == ListState.DRAFT

    def mapping(self) -> dict[int, str]:
        """Return which place (from 0) holds which column."""
        return {int(place): key for place, key in self.columns.items()}

    def said_of(self, row: int) -> dict[str, Any]:
        """Return what was typed in the cells of a row since it was read."""
        said: dict[str, Any] = self.corrections.get(str(row), {})
        return said

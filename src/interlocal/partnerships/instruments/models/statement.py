"""The common text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.kernel.sources import Sourced


class Statement(Record, Sourced):
    """What the partners say together; each council adopts it by an instrument of its own.

    ``text`` is the common text, as read from the instrument that proposed it, and ``parts`` what it consists
    of; both empty while only titles, numbers and dates of the councils' instruments are known.
    """

    title = models.CharField(_("title"), max_length=300)
    summary = models.CharField(_("in one sentence"), max_length=400, blank=True)
    text = models.TextField(_("text"), blank=True)
    parts = models.JSONField(default=dict, blank=True)
    renews = models.ForeignKey(
        "self",
        verbose_name=_("renews"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="renewals",
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.title

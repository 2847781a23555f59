"""Which column a person said a heading is."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy


class RememberedColumn(Record):
    """What a heading meant to a person: a column's key, or nothing for one that is passed over."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=60)
    heading = models.CharField(max_length=200)
    column = models.CharField(max_length=40, blank=True)

    privacy = Privacy(
        fields=("by",),
        purpose="To ask a person only once what each column of their list is.",
        keep="As long as the account.",
    )

    class Meta:
        verbose_name = _("remembered column")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "purpose", "heading"], name="heading_is_remembered_once")
        ]

    def __str__(self) -> str:
        return self.heading

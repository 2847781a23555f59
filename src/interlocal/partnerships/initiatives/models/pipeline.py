"""The pipeline that the partnership defines, in versions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.partnerships.initiatives.models.stages import Stage, read_stages


class PipelineVersion(Record):
    """One version of the stages. A draft can be changed; a published version never. The newest counts."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    stages = models.JSONField(_("stages"), default=list)
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)

    privacy = Privacy(
        fields=("created_by",),
        purpose="To show who wrote the version.",
        keep="As long as the partnership keeps its records.",
    )

    class Meta:
        verbose_name = _("version of the pipeline")
        verbose_name_plural = _("versions of the pipeline")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"

    def read(self) -> tuple[Stage, ...]:
        """Return the stages in order; raises ``StagesInvalid`` where a draft is not yet sound."""
        return read_stages(self.stages)

"""An initiative: what the partnership may do about a pain, from idea to end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.kernel.sources import Sourced
from interlocal.partnerships.initiatives.models.pain_point import PainGroup


class Initiative(Record, Sourced):
    """One initiative; where it stands is the key of a stage of the pipeline."""

    title = models.CharField(_("title"), max_length=160, unique=True)
    summary = models.TextField(_("summary"), help_text=_("What would be different for residents and staff."))
    lead = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_initiatives",
        verbose_name=_("led by"),
    )
    group = models.OneToOneField(
        PainGroup, on_delete=models.PROTECT, null=True, related_name="initiative", editable=False
    )
    stage_key = models.CharField(_("stage"), max_length=40, editable=False)
    stage_since = models.DateField(_("in this stage since"), editable=False)
    programs = models.ManyToManyField(
        "initiatives.ProgramRecord", related_name="initiatives", verbose_name=_("program records"), blank=True
    )

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class InitiativePart(Record):
    """Abstract: something that belongs to an initiative. It ends; it is never deleted."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="%(class)ss")
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)

    class Meta:
        abstract = True

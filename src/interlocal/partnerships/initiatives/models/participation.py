"""Which jurisdiction takes which part in a program: participation is per program, not per membership."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.kernel.sources import Sourced
from interlocal.partnerships.initiatives.models.program_record import ProgramRecord


class Part(models.TextChoices):
    """The part a jurisdiction takes."""

    ADMINISTERS = "administers", _("Administers")
    TAKES_PART = "takes-part", _("Takes part")
    SUPPORTS = "supports", _("Supports")
    MAY_SHARE_DATA = "may-share-data", _("May share data")
    OBSERVES = "observes", _("Observes")
    UNPUBLISHED = "unpublished", _("Not published")


class Participation(Record, Sourced):
    """One jurisdiction's part in one program, in a period."""

    program = models.ForeignKey(
        ProgramRecord,
        on_delete=models.PROTECT,
        related_name="participations",
        verbose_name=_("program record"),
    )
    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        related_name="participations",
        verbose_name=_("jurisdiction"),
    )
    part = models.CharField(_("part"), max_length=16, choices=Part)
    starts_on = models.DateField(
        _("from"), null=True, blank=True, help_text=_("Leave empty when it is not published.")
    )
    ends_on = models.DateField(_("until"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["jurisdiction__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "jurisdiction"],
                condition=models.Q(ends_on=None),
                name="one_running_part_per_jurisdiction",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="participation_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction}: {self.get_part_display()}"

"""When notice must be given under an agreement."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.partnerships.agreements.models.agreement import Agreement
from interlocal.partnerships.agreements.terms import Anchor, Unit, Window


class NoticeAct(models.TextChoices):
    """What the notice is for."""

    RENEW = "renew", _("to renew")
    END = "end", _("to end or withdraw")


class NoticeRule(Record):
    """One notice window, with the section that sets it. A window that no longer holds stays on record."""

    ANCHORS = (
        (Anchor.BEFORE_END.value, _("before the last day of the term")),
        (Anchor.ON_DATE.value, _("by a fixed date")),
        (Anchor.ANY_TIME.value, _("at any time, taking effect after")),
    )
    UNITS = ((Unit.DAYS.value, _("days")), (Unit.MONTHS.value, _("months")))

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="notice_rules", verbose_name=_("agreement")
    )
    act = models.CharField(_("notice"), max_length=10, choices=NoticeAct)
    anchor = models.CharField(_("when"), max_length=12, choices=ANCHORS, default=Anchor.BEFORE_END.value)
    count = models.PositiveSmallIntegerField(_("how many"), default=0)
    unit = models.CharField(_("days or months"), max_length=8, choices=UNITS, default=Unit.DAYS.value)
    on = models.DateField(_("fixed date"), null=True, blank=True)
    section = models.CharField(
        _("section"), max_length=40, help_text=_("Where the agreement says so, such as “Section 9”.")
    )
    replaced_at = models.DateTimeField(_("replaced at"), null=True, editable=False)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("notice window")
        verbose_name_plural = _("notice windows")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(anchor="on-date", on__isnull=False) | (~Q(anchor="on-date") & Q(on=None)),
                name="fixed_notice_has_its_date",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}, {self.section}"

    @property
    def window(self) -> Window:
        """The window as ``terms`` computes with it."""
        return Window(Anchor(self.anchor), self.count, Unit(self.unit), self.on)

"""Memberships: who belongs to the partnership, as what, since when. Rows are ended, never deleted."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.kernel.sources import Sourced
from interlocal.partnerships.jurisdictions.models.jurisdiction import Jurisdiction


class MembershipRole(models.TextChoices):
    """As what a jurisdiction belongs."""

    MEMBER = "member", _("Member")
    SUPPORTER = "supporter", _("Supporter")
    OBSERVER = "observer", _("Observer")


class Membership(Record, Sourced):
    """One stretch of belonging; both its ends are included. An unknown start counts as begun long ago."""

    jurisdiction = models.ForeignKey(
        Jurisdiction,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("jurisdiction"),
    )
    role = models.CharField(_("takes part as"), max_length=12, choices=MembershipRole)
    starts_on = models.DateField(
        _("since"),
        null=True,
        blank=True,
        help_text=_("Leave empty when the date was not published."),
    )
    ends_on = models.DateField(_("until"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    end_note = models.TextField(_("why it ended"), blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = [F("starts_on").asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction"],
                condition=Q(ends_on=None),
                name="one_running_membership_per_jurisdiction",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction} · {self.get_role_display()}"

"""Who sits on a body, in which office, and who stands in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.partnerships.meetings.models.body import Body


class Office(models.TextChoices):
    """As what a person sits on a body."""

    CHAIR = "chair", _("Chair")
    VICE_CHAIR = "vice-chair", _("Vice chair")
    SECRETARY = "secretary", _("Secretary")
    MEMBER = "member", _("Member")


class BodyMember(Record):
    """One person's seat on a body in a period, or their standing in for the holder of one.

    A substitute has ``substitute_for`` and no vote while that member is present. A secretary who has no
    seat has ``has_vote`` false. ``weight`` counts where the body's votes are weighted.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="members")
    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("jurisdiction"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="body_seats",
        verbose_name=_("person with an account"),
    )
    name = models.CharField(
        _("name"), max_length=150, blank=True, help_text=_("For a person without an account.")
    )
    title = models.CharField(_("title"), max_length=120, blank=True, help_text=_("Such as “City Manager”."))
    office = models.CharField(_("sits as"), max_length=10, choices=Office, default=Office.MEMBER)
    has_vote = models.BooleanField(_("has a vote"), default=True)
    weight = models.PositiveIntegerField(_("weight of the vote"), default=1)
    substitute_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutes",
        verbose_name=_("substitute for"),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    privacy = Privacy(
        fields=("user", "name", "title"),
        purpose="To say who sits on a body, who votes in it, and who stands in.",
        keep="As long as the body's meetings are on record.",
    )

    class Meta:
        verbose_name = _("member of a body")
        verbose_name_plural = _("members of bodies")
        ordering = ["jurisdiction__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(user=None) & ~Q(name="")) | (Q(user__isnull=False) & Q(name="")),
                name="body_member_is_one_person",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="seat_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.jurisdiction}" if self.jurisdiction is not None else self.person

    @property
    def person(self) -> str:
        """The person's name, from the account where there is one."""
        return str(self.user) if self.user is not None else self.name

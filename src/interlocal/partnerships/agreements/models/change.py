"""A jurisdiction joins or withdraws: of the partnership, or of one agreement."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.partnerships.agreements.models.agreement import Agreement
from interlocal.partnerships.agreements.models.notice import NoticeRule


class Direction(models.TextChoices):
    """Coming or going."""

    JOIN = "join", _("Joining")
    WITHDRAW = "withdraw", _("Withdrawing")


class ChangeState(models.TextChoices):
    """How far a joining or withdrawal has come."""

    UNDER_WAY = "under-way", _("Under way")
    ENTERED = "entered", _("Entered, takes effect later")
    IN_EFFECT = "in-effect", _("In effect")
    CALLED_OFF = "called-off", _("Called off")


class PartyChange(Record):
    """One joining or withdrawal, from its first word to the day on which it takes effect.

    ``effective_on`` is the first day of one that joins and the last day of one that withdraws. Without an
    ``agreement`` it is about the partnership. ``entered_at`` is the moment at which the membership, or the
    party's dates, were written.
    """

    direction = models.CharField(_("direction"), max_length=10, choices=Direction)
    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        related_name="party_changes",
        verbose_name=_("jurisdiction"),
    )
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name=_("of"),
        help_text=_("Empty: the partnership as a whole."),
    )
    begun_on = models.DateField(_("begun on"))
    notice_on = models.DateField(_("notice given on"), null=True, blank=True)
    notice_rule = models.ForeignKey(
        NoticeRule, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    late_reason = models.TextField(_("why late notice is accepted"), blank=True)
    effective_on = models.DateField(_("takes effect on"), null=True, blank=True)
    blocked_because = models.TextField(blank=True)
    entered_at = models.DateTimeField(_("entered at"), null=True, editable=False)
    called_off_at = models.DateTimeField(_("called off at"), null=True, editable=False)
    called_off_because = models.TextField(_("why it was called off"), blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("joining or withdrawal")
        verbose_name_plural = _("joinings and withdrawals")
        ordering = ["-begun_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction"],
                condition=Q(agreement=None, entered_at=None, called_off_at=None),
                name="one_open_change_of_the_partnership",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "agreement"],
                condition=Q(agreement__isnull=False, entered_at=None, called_off_at=None),
                name="one_open_change_per_agreement",
            ),
            models.CheckConstraint(
                condition=Q(entered_at=None) | Q(called_off_at=None), name="change_ends_in_one_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()}: {self.jurisdiction}"

    @property
    def is_joining(self) -> bool:
        """Does somebody come?"""
        return self.direction == Direction.JOIN

    @property
    def is_open(self) -> bool:
        """Is it still under way?"""
        return self.entered_at is None and self.called_off_at is None

    def state_on(self, today: date) -> ChangeState:
        """What it is on ``today``."""
        if self.called_off_at is not None:
            return ChangeState.CALLED_OFF
        if self.entered_at is None or self.effective_on is None:
            return ChangeState.UNDER_WAY
        # One that joins is in on its first day; one that withdraws is out the day after its last.
        is_over = self.effective_on <= today if self.is_joining else self.effective_on < today
        return ChangeState.IN_EFFECT if is_over else ChangeState.ENTERED

"""One agreement, its term, and the one that it renews."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA
from interlocal.kernel.sources import Sourced


class AgreementState(models.TextChoices):
    """What an agreement is on a day."""

    UNDATED = "undated", _("Dates not known")
    UPCOMING = "upcoming", _("Not in effect yet")
    IN_FORCE = "in-force", _("In force")
    EXPIRED = "expired", _("Term is over")
    ENDED = "ended", _("Ended early")


class Agreement(Record, Sourced):
    """What jurisdictions have agreed with each other. Its source covers title, term and formula."""

    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(
        _("in plain words"), blank=True, help_text=_("What it is for, as a resident would say it.")
    )
    summary_es = models.TextField(
        _("in plain words, in Spanish"),
        blank=True,
        help_text=_("Shown on Spanish pages; while it is empty, the English is."),
    )
    renews = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="renewals",
        verbose_name=_("renews"),
    )
    starts_on = models.DateField(
        _("in effect from"), null=True, blank=True, help_text=_("Leave it empty when the day is not known.")
    )
    ends_on = models.DateField(_("last day of the term"), null=True, blank=True)
    is_open_ended = models.BooleanField(_("it runs until somebody ends it"), default=False)
    term_words = models.CharField(
        _("the term in words"),
        max_length=200,
        blank=True,
        help_text=_("Such as “two years, renewable once”."),
    )
    options_left = models.PositiveSmallIntegerField(
        _("renewal options left"),
        default=0,
        help_text=_("How many times it can be renewed without a new text."),
    )
    option_months = models.PositiveSmallIntegerField(_("months of each option"), null=True, blank=True)
    cost_formula = models.TextField(
        _("cost formula"), blank=True, help_text=_("As the agreement states it, word for word.")
    )
    is_computable = models.BooleanField(
        _("the formula is written in the formula language"),
        default=False,
        help_text=_("Then it is checked, and shares can be computed from it. Leave it empty for other text."),
    )
    cost_words = models.TextField(
        _("the formula in plain words"),
        blank=True,
        help_text=_("Who pays what, as you would tell a colleague."),
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.TextField(_("why it ended"), blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["title", F("starts_on").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(is_open_ended=False) | Q(ends_on=None), name="open_ended_agreement_has_no_end"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date | None:
        """The last day on which it binds, as far as anybody knows; ``None`` is open or not known."""
        return self.ended_on or self.ends_on

    @property
    def is_live(self) -> bool:
        """Can notice under it still matter? It can until it was ended early."""
        return self.ended_on is None

    def state_on(self, today: date) -> AgreementState:
        """What it is on ``today``. An unknown day is never guessed."""
        if self.ended_on is not None and self.ended_on < today:
            return AgreementState.ENDED
        if self.ends_on is not None and self.ends_on < today:
            return AgreementState.EXPIRED
        if self.starts_on is None or (self.ends_on is None and not self.is_open_ended):
            return AgreementState.UNDATED
        return AgreementState.UPCOMING if self.starts_on > today else AgreementState.IN_FORCE

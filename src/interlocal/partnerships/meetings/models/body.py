"""Bodies that meet, their rules, and who sits on them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy
from interlocal.kernel.sources import Sourced
from interlocal.partnerships.meetings.models.facility import Facility


class BodyKind(models.TextChoices):
    """What sort of body it is."""

    STEERING_GROUP = "steering-group", _("Steering group")
    BOARD = "board", _("Board")
    COMMITTEE = "committee", _("Committee")
    WORKING_GROUP = "working-group", _("Working group")


class PublicStatus(models.TextChoices):
    """Whether the open meetings law applies. What nobody has settled is treated as open."""

    OPEN = "open", _("Public body")
    UNSETTLED = "unsettled", _("Not settled, treated as public")
    CLOSED = "closed", _("Not a public body")


class QuorumKind(models.TextChoices):
    """How many must be present for the body to act."""

    MAJORITY_OF_SEATS = "majority", _("More than half of the seats")
    NUMBER = "number", _("A fixed number")
    FRACTION = "fraction", _("A fraction of the seats, rounded up")


class VotingKind(models.TextChoices):
    """Who casts a vote, and what it weighs."""

    JURISDICTION = "jurisdiction", _("One vote a jurisdiction")
    MEMBER = "member", _("One vote a member")
    WEIGHTED = "weighted", _("Each member's weight")


class TieRule(models.TextChoices):
    """What happens to a tied vote."""

    FAILS = "fails", _("A tie fails")
    CHAIR = "chair", _("The chair decides a tie")


class ThresholdBasis(models.TextChoices):
    """Of what the share that a motion needs is taken."""

    VOTING = "voting", _("of those who vote yea or nay")
    PRESENT = "present", _("of those present")
    SEATS = "seats", _("of all seats, filled or not")
    QUORUM = "quorum", _("of a quorum")


class Body(Record, Sourced):
    """A body that meets. An informal one needs none of the rules below its name."""

    name = models.CharField(_("name"), max_length=150, unique=True)
    name_es = models.CharField(_("name in Spanish"), max_length=150, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=BodyKind, default=BodyKind.COMMITTEE)
    purpose = models.TextField(_("what it is for"), blank=True)
    is_formal = models.BooleanField(
        _("keeps formal rules"),
        default=True,
        help_text=_("Quorum, motions, notices and minutes. Without: agenda, notes and actions."),
    )
    host = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kept by"),
        help_text=_("Whose staff posts its notices and keeps its minutes."),
    )
    ended_on = models.DateField(_("dissolved on"), null=True, blank=True)

    public_status = models.CharField(
        _("open meetings law"), max_length=12, choices=PublicStatus, default=PublicStatus.OPEN
    )
    ruling = models.TextField(_("counsel's ruling"), blank=True)
    ruled_by = models.CharField(_("who ruled"), max_length=150, blank=True)
    ruled_on = models.DateField(_("date of the ruling"), null=True, blank=True)
    ruling_source = models.CharField(_("where the ruling is found"), max_length=300, blank=True)

    seats = models.PositiveSmallIntegerField(
        _("seats"), null=True, blank=True, help_text=_("Empty: as many as there are members.")
    )
    quorum_kind = models.CharField(
        _("quorum"), max_length=10, choices=QuorumKind, default=QuorumKind.MAJORITY_OF_SEATS
    )
    quorum_number = models.PositiveSmallIntegerField(_("number for a quorum"), null=True, blank=True)
    quorum_numerator = models.PositiveSmallIntegerField(_("quorum: parts"), null=True, blank=True)
    quorum_denominator = models.PositiveSmallIntegerField(_("quorum: out of"), null=True, blank=True)
    voting_kind = models.CharField(
        _("votes"), max_length=12, choices=VotingKind, default=VotingKind.JURISDICTION
    )
    tie_rule = models.CharField(_("ties"), max_length=6, choices=TieRule, default=TieRule.FAILS)

    notice_hours = models.PositiveSmallIntegerField(
        _("hours of notice"), null=True, blank=True, help_text=_("Empty: as the law asks.")
    )
    notice_rule = models.CharField(
        _("rule for the notice"), max_length=120, blank=True, help_text=_("Empty: as the law asks.")
    )
    facility = models.ForeignKey(
        Facility,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
        verbose_name=_("building whose open days count"),
    )
    posting_place = models.CharField(_("where notices are posted"), max_length=300, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="America/Chicago")
    text_modules = models.JSONField(_("texts for minutes"), default=dict, blank=True)

    privacy = Privacy(
        fields=("ruled_by",),
        purpose="To show who ruled whether the open meetings law applies.",
        keep="As long as the body is on record.",
    )

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="body_quorum_is_whole",
                condition=Q(quorum_kind=QuorumKind.MAJORITY_OF_SEATS)
                | Q(quorum_kind=QuorumKind.NUMBER, quorum_number__gte=1)
                | Q(
                    quorum_kind=QuorumKind.FRACTION,
                    quorum_numerator__gte=1,
                    quorum_denominator__gte=F("quorum_numerator"),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_treated_as_public(self) -> bool:
        """Whether its meetings are public: they are unless counsel has ruled otherwise."""
        return self.public_status != PublicStatus.CLOSED


class BodyThreshold(Record, Sourced):
    """Which share a kind of motion needs, where it differs from more than half of those who vote.

    ``motion_kind`` is a ``MotionKind``; empty stands for every kind that has no row of its own.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="thresholds")
    motion_kind = models.CharField(_("for"), max_length=20, blank=True, default="")
    basis = models.CharField(
        _("share of whom"), max_length=10, choices=ThresholdBasis, default=ThresholdBasis.VOTING
    )
    numerator = models.PositiveSmallIntegerField(_("parts"), default=1)
    denominator = models.PositiveSmallIntegerField(_("out of"), default=2)
    is_strict = models.BooleanField(
        _("more than that share"), default=True, help_text=_("Otherwise that share is enough.")
    )
    rule = models.CharField(_("rule"), max_length=120, blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["body", "motion_kind"]
        constraints = [
            models.UniqueConstraint(fields=["body", "motion_kind"], name="one_threshold_a_kind_of_motion"),
            models.CheckConstraint(
                name="threshold_is_a_share",
                condition=Q(numerator__gte=1, denominator__gte=F("numerator")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator} {self.get_basis_display()}"


class LocalRuleAsks(models.TextChoices):
    """What must have happened by the moment that a local rule names."""

    NOTICE = "notice", _("The notice is posted")
    AGENDA = "agenda", _("The agenda is filed")


class LocalNoticeRule(Record, Sourced):
    """A stricter local rule: by ``at`` on ``weekday`` (Monday is 0), ``weeks_before`` weeks before.

    ``weeks_before`` counts back from the week, Monday to Sunday, of the meeting: 0 is the same week.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="local_rules")
    asks = models.CharField(_("what is asked"), max_length=10, choices=LocalRuleAsks)
    weekday = models.PositiveSmallIntegerField(_("weekday"))
    at = models.TimeField(_("time"))
    weeks_before = models.PositiveSmallIntegerField(_("weeks before"), default=1)
    words = models.CharField(_("the rule in words"), max_length=300)
    ended_on = models.DateField(_("until"), null=True, blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["body", "pk"]
        constraints = [
            models.CheckConstraint(name="local_rule_names_a_weekday", condition=Q(weekday__lte=6)),
        ]

    def __str__(self) -> str:
        return self.words

"""What happened in a meeting, as it was recorded while it happened."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.partnerships.meetings.models.agenda import AgendaItem
from interlocal.partnerships.meetings.models.meeting import Meeting
from interlocal.partnerships.meetings.models.seat import BodyMember


class AttendanceKind(models.TextChoices):
    """What changed for one member."""

    ARRIVE = "arrive", _("Arrives")
    LEAVE = "leave", _("Leaves")
    RECUSE = "recuse", _("Steps aside from an item")
    RETURN = "return", _("Comes back after an item")


class AttendanceEvent(Record):
    """One change of who is present. Rows are only added: one that was wrong is annulled by a later one.

    A row that ``annuls`` another repeats its member and kind and says nothing else. ``key`` makes a repeated
    click one event.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="attendance")
    kind = models.CharField(max_length=8, choices=AttendanceKind)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("at"))
    is_remote = models.BooleanField(_("by video or telephone"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    annuls = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="annulled_by"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    key = models.CharField(max_length=120, unique=True, editable=False)

    privacy = Privacy(
        fields=("member", "note", "recorded_by"),
        purpose="To show who was present when something was decided.",
        keep="As long as the meeting is on record.",
    )

    class Meta:
        verbose_name = _("attendance")
        ordering = ["meeting", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="stepping_aside_names_its_item",
                condition=~Q(kind__in=("recuse", "return")) | Q(item__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.member}"


class MotionKind(models.TextChoices):
    """What a motion asks for."""

    MAIN = "main", _("Motion")
    AMEND = "amend", _("Amendment")
    APPROVE_MINUTES = "approve-minutes", _("Approve the minutes")
    CONSENT = "consent", _("Approve the consent items")
    CLOSE_SESSION = "close-session", _("Close the session")
    TABLE = "table", _("Lay on the table")
    POSTPONE = "postpone", _("Put off")
    CLOSE_DEBATE = "close-debate", _("Close debate")
    ADJOURN = "adjourn", _("Adjourn")


class MotionState(models.TextChoices):
    """How far a motion has come."""

    MOVED = "moved", _("Moved, no second yet")
    SECONDED = "seconded", _("Open for debate")
    VOTING = "voting", _("Roll call")
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Failed")
    TABLED = "tabled", _("Tabled")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Motion(Record):
    """A motion. ``rule`` and ``tally`` are frozen when it is decided: the rule as it stood, and the count.

    ``continues`` is the motion of an earlier meeting that was put off there and is before the body again.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="motions")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="motions"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=MotionKind, default=MotionKind.MAIN)
    text = models.TextField(_("text"))
    amends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="amendments"
    )
    continues = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="continued_by", editable=False
    )
    grounds = models.JSONField(_("sections cited"), default=list, blank=True)
    mover = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="+", verbose_name=_("mover"))
    seconder = models.ForeignKey(
        BodyMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("seconder"),
    )
    state = models.CharField(_("state"), max_length=10, choices=MotionState, default=MotionState.MOVED)
    moved_at = models.DateTimeField(_("moved at"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    is_roll_call = models.BooleanField(_("by roll call"), default=True)
    rule = models.JSONField(default=dict, blank=True)
    tally = models.JSONField(default=dict, blank=True)
    chair_vote_broke_tie = models.BooleanField(default=False)
    is_closed = models.BooleanField(_("made in a closed session"), default=False)
    key = models.CharField(max_length=120, unique=True, editable=False)

    privacy = Privacy(
        fields=("mover", "seconder"),
        purpose="To show who moved and seconded what a body decided.",
        keep="As long as the meeting is on record.",
    )

    class Meta:
        verbose_name = _("motion")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="motions_of_a_meeting_are_numbered"),
            models.CheckConstraint(
                name="nobody_seconds_their_own_motion",
                condition=Q(seconder=None) | ~Q(seconder=F("mover")),
            ),
            models.CheckConstraint(
                name="amendment_names_its_motion",
                condition=(Q(kind="amend") & Q(amends__isnull=False)) | (~Q(kind="amend") & Q(amends=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Choice(models.TextChoices):
    """How a member voted, or why not."""

    YEA = "yea", _("Yea")
    NAY = "nay", _("Nay")
    ABSTAIN = "abstain", _("Abstain")
    RECUSED = "recused", _("Recused")
    ABSENT = "absent", _("Absent")


class Vote(Record):
    """One member's vote by name. ``cast_for`` is set where each jurisdiction has one vote.

    Rows are only added: a vote recorded wrongly is replaced by a later row that ``corrects`` it.
    """

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="votes")
    member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="votes")
    cast_for = models.ForeignKey(
        "jurisdictions.Jurisdiction", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    choice = models.CharField(_("vote"), max_length=8, choices=Choice)
    weight = models.PositiveIntegerField(_("weight"), default=1)
    at = models.DateTimeField(_("at"))
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    privacy = Privacy(
        fields=("member", "recorded_by"),
        purpose="Roll calls name who voted how; the open meetings law asks for it.",
        keep="As long as the meeting is on record.",
    )

    class Meta:
        verbose_name = _("vote")
        ordering = ["motion", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["motion", "member"], condition=Q(corrects=None), name="member_votes_once"
            ),
            models.UniqueConstraint(
                fields=["motion", "cast_for"],
                condition=Q(cast_for__isnull=False, corrects=None),
                name="jurisdiction_votes_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_choice_display()}"


class ClosedSession(Record):
    """A stretch of a meeting without the public, by the motion that closed it and the sections it cited."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="closed_sessions")
    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="closed_session")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    grounds = models.JSONField(_("sections cited"), default=list)
    began_at = models.DateTimeField(_("closed at"))
    ended_at = models.DateTimeField(_("open again at"), null=True, blank=True)

    privacy = Privacy(
        fields=("motion",),
        purpose="To show who voted to close a session, and why.",
        keep="As long as the meeting is on record.",
    )

    class Meta:
        verbose_name = _("closed session")
        ordering = ["meeting", "began_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(ended_at=None), name="one_closed_session_at_a_time"
            ),
            models.CheckConstraint(
                name="closed_session_ends_after_it_begins",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(self.grounds)


class RecordNote(Record):
    """What somebody typed during the meeting. Rows are only added; a correction names the row it corrects."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="notes")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="notes"
    )
    text = models.TextField(_("note"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    is_closed = models.BooleanField(_("made in a closed session"), default=False)
    key = models.CharField(max_length=120, unique=True, editable=False)

    privacy = Privacy(
        fields=("by", "text"),
        purpose="To draft the minutes from what people wrote while they met.",
        keep="As long as the meeting is on record.",
    )

    class Meta:
        verbose_name = _("note of a meeting")
        ordering = ["meeting", "at", "pk"]

    def __str__(self) -> str:
        return self.text

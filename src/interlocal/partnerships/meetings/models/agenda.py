"""What a meeting is to deal with, who proposed it, and the papers for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy
from interlocal.partnerships.meetings.models.body import Body
from interlocal.partnerships.meetings.models.meeting import Meeting
from interlocal.partnerships.meetings.models.seat import BodyMember


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    WAITING = "waiting", _("Waiting")
    TAKEN = "taken", _("On an agenda")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Subject(models.Model):
    """Abstract: the record in another room that something is about, by kind and public id."""

    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    subject_label = models.CharField(_("about"), max_length=300, blank=True)

    class Meta:
        abstract = True


class AgendaProposal(Record, Subject):
    """What somebody of a member wants a body to deal with. ``wanted_at`` names a meeting, or none."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="proposals")
    wanted_at = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for the meeting"),
    )
    title = models.CharField(_("title"), max_length=300)
    detail = models.TextField(_("what should be decided or discussed"), blank=True)
    minutes_wanted = models.PositiveSmallIntegerField(_("minutes needed"), null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)

    privacy = Privacy(
        fields=("proposed_by",),
        purpose="To say who proposed what a body is to deal with.",
        keep="As long as the meeting is on record.",
    )

    class Meta:
        verbose_name = _("proposal for an agenda")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.title


class ItemKind(models.TextChoices):
    """How a body deals with an item."""

    BUSINESS = "business", _("Business")
    CONSENT = "consent", _("Consent, taken together")
    TIMED = "timed", _("At a set time")
    CLOSED = "closed", _("Closed session")
    MINUTES = "minutes", _("Approval of minutes")
    INFORMATION = "information", _("Information")


class ItemState(models.TextChoices):
    """How far an item has come."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Being dealt with")
    DONE = "done", _("Dealt with")
    POSTPONED = "postponed", _("Put off")
    REMOVED = "removed", _("Taken off")


class AgendaItem(Record, Subject):
    """One item of a meeting's agenda. ``position`` orders it, from 1; a removed item has position 0.

    ``grounds`` are the codes of the sections that a closed session may cite (the pack of the state). A
    consent item with ``pulled_at`` is dealt with by itself, because ``pulled_by`` asked for it.
    ``carried_from`` is the item of an earlier meeting that was put off, or not reached, and goes on here.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=12, choices=ItemKind, default=ItemKind.BUSINESS)
    title = models.CharField(_("title"), max_length=300)
    detail = models.TextField(_("details"), blank=True)
    planned_at = models.TimeField(_("at"), null=True, blank=True)
    minutes_planned = models.PositiveSmallIntegerField(_("minutes planned"), null=True, blank=True)
    grounds = models.JSONField(_("grounds for closing"), default=list, blank=True)
    proposal = models.OneToOneField(
        AgendaProposal, on_delete=models.PROTECT, null=True, blank=True, related_name="item"
    )
    proposer = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to", editable=False
    )
    presenter = models.CharField(_("presented by"), max_length=150, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ItemState, default=ItemState.PLANNED)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    pulled_by = models.ForeignKey(
        BodyMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken out of consent for"),
    )
    pulled_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        fields=("presenter", "pulled_by"),
        purpose="To say who presents an item, and who asked that it be dealt with by itself.",
        keep="As long as the meeting is on record.",
    )

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="removed_item_has_no_position",
                condition=(Q(state=ItemState.REMOVED) & Q(position=0))
                | (~Q(state=ItemState.REMOVED) & Q(position__gte=1)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_taken_together(self) -> bool:
        """Whether one motion deals with it and the other consent items."""
        return self.kind == ItemKind.CONSENT and self.pulled_at is None


class ItemDocument(Record):
    """A paper for an item, kept by the files room; it becomes a part of the packet."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, editable=False)

    privacy = Privacy(
        fields=("added_by",),
        purpose="To know who brought a paper to a meeting.",
        keep="As long as the meeting is on record.",
    )

    class Meta:
        verbose_name = _("paper for a meeting")
        ordering = ["item", "pk"]

    def __str__(self) -> str:
        return self.title

"""What councils did in their own meetings, as their systems tell it or a clerk wrote it down."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.models import Record
from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy


class ImportSource(models.TextChoices):
    """Where a council's record came from."""

    LEGISTAR = "legistar", _("A Legistar web API")
    CSV = "csv", _("A table")
    HAND = "hand", _("Written by hand")


class ImportState(models.TextChoices):
    """How far an import has come."""

    READING = "reading", _("Being read")
    READ = "read", _("Read, not saved")
    FAILED = "failed", _("Could not be read")
    SAVED = "saved", _("Saved")
    UNDONE = "undone", _("Undone")


class CouncilImport(Record):
    """One bringing in of a council's meetings: read, looked at, saved, and undone as one.

    ``found`` holds what was read until it is saved or dropped; ``counts`` what saving it did; ``former`` what
    a meeting that it changed said before and after, by public id, so that undoing can put it back.
    """

    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("city"),
    )
    source = models.CharField(max_length=8, choices=ImportSource)
    address = models.CharField(_("address or file"), max_length=300, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    only_body = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.READING)
    found = models.JSONField(default=list, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    former = models.JSONField(default=dict, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("brought by"),
    )
    saved_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        fields=("brought_by",),
        purpose="To know who brought in a council's record.",
        keep="As long as the partnership keeps its records.",
    )

    class Meta:
        verbose_name = _("import of council meetings")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.jurisdiction}, {self.get_source_display()}"


class CouncilMeeting(Record):
    """One meeting of a council, once for each id that its source gives it."""

    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("city"),
    )
    brought_with = models.ForeignKey(CouncilImport, on_delete=models.PROTECT, related_name="meetings")
    source = models.CharField(max_length=8, choices=ImportSource)
    source_id = models.CharField(max_length=120)
    body = models.CharField(_("body"), max_length=200)
    on = models.DateField(_("day"))
    starts_at_time = models.TimeField(_("begins"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    url = models.URLField(_("where it is published"), max_length=500, blank=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        verbose_name = _("council meeting")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["jurisdiction", "-on"], name="council_meetings_of_a_city")]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "source", "source_id"], name="council_meeting_is_there_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction}, {self.body}"


class CouncilItem(Record):
    """What a council dealt with, as its source told it at one time; a later telling ``replaces`` it."""

    meeting = models.ForeignKey(CouncilMeeting, on_delete=models.PROTECT, related_name="items")
    brought_with = models.ForeignKey(CouncilImport, on_delete=models.PROTECT, related_name="items")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    source_id = models.CharField(max_length=120)
    position = models.PositiveIntegerField()
    number = models.CharField(_("number on the agenda"), max_length=40, blank=True)
    title = models.TextField(_("title"))
    matter = models.CharField(_("file number"), max_length=80, blank=True)
    matter_kind = models.CharField(_("kind"), max_length=80, blank=True)
    mover = models.CharField(_("mover"), max_length=150, blank=True)
    seconder = models.CharField(_("seconder"), max_length=150, blank=True)
    result = models.CharField(_("result"), max_length=120, blank=True)

    privacy = Privacy(
        fields=("mover", "seconder"),
        purpose="To show how a council and its members acted, as its public record does.",
        keep="As long as the partnership keeps its records.",
    )

    class Meta:
        verbose_name = _("council matter")
        ordering = ["meeting", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class CouncilVote(Record):
    """How one member of a council voted, in its source's own words."""

    item = models.ForeignKey(CouncilItem, on_delete=models.PROTECT, related_name="votes")
    person = models.CharField(_("name"), max_length=150)
    choice = models.CharField(_("vote"), max_length=40, blank=True)

    privacy = Privacy(
        fields=("person",),
        purpose="To show how a council and its members acted, as its public record does.",
        keep="As long as the partnership keeps its records.",
    )

    class Meta:
        verbose_name = _("vote in a council")
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "person"], name="council_member_votes_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.choice}"


class CouncilEvidence(Record):
    """Ties what a council did to the instrument that it did it on: the row of that city in the matrix."""

    item = models.ForeignKey(CouncilItem, on_delete=models.PROTECT, related_name="evidence")
    instrument = models.ForeignKey("instruments.Instrument", on_delete=models.PROTECT, related_name="+")
    tied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("tied by"),
    )
    untied_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        fields=("tied_by",),
        purpose="To show who tied a council's vote to an instrument.",
        keep="As long as the instrument is kept.",
    )

    class Meta:
        verbose_name = _("council vote on an instrument")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "instrument"],
                condition=models.Q(untied_at=None),
                name="council_vote_is_tied_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.instrument}"

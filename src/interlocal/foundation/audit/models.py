"""The audit's tables: books, their chained entries, and beside them the details, which can be deleted."""

import json
from typing import Any, NoReturn

from django.db import models

from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy


class AppendOnly(models.QuerySet):  # type: ignore[type-arg]
    """Rows that are written once: bulk changes are refused, so that a slip cannot break a chain."""

    def update(self, **_kwargs: Any) -> NoReturn:
        raise TypeError("Entries of an audit book are never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("Entries of an audit book are never deleted; redact() deletes their details.")


class AuditBook(models.Model):
    """A chain of entries, and where it ends."""

    name = models.CharField(max_length=80, unique=True)
    head_seq = models.BigIntegerField(default=0)
    head_digest = models.CharField(max_length=64)

    privacy = NO_PERSONAL_DATA

    def __str__(self) -> str:
        return self.name


class AuditEntry(models.Model):
    """One link: when, a commitment to what happened, and the digest that ties it to the entry before."""

    book = models.ForeignKey(AuditBook, on_delete=models.PROTECT, related_name="entries")
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    privacy = NO_PERSONAL_DATA

    objects = AppendOnly.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "seq"], name="audit_entry_place")]
        indexes = [models.Index(fields=["book", "at"], name="audit_entry_at")]

    def __str__(self) -> str:
        return f"{self.book_id}:{self.seq}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the entry; one that is already written is refused."""
        if not self._state.adding:
            raise TypeError("Entries of an audit book are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError("Entries of an audit book are never deleted; redact() deletes their details.")

    @property
    def told(self) -> "AuditDetail | None":
        """The details; ``None`` once they were deleted."""
        return getattr(self, "detail", None)


class AuditDetail(models.Model):
    """Who did what to which record. The entry's commitment covers every column, salted.

    The person is named by public id and by the name of that day, not by foreign key: what an entry says must
    not change when an account does.
    """

    entry = models.OneToOneField(
        AuditEntry, on_delete=models.PROTECT, primary_key=True, related_name="detail"
    )
    salt = models.BinaryField(max_length=64)
    actor_id = models.CharField(max_length=16, blank=True)
    actor_label = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=64)
    subject_label = models.CharField(max_length=200, blank=True)
    values_json = models.TextField()

    privacy = Privacy(
        fields=("actor_id", "actor_label", "subject_label", "values_json"),
        purpose="To show who did what to which record, and when.",
        keep="As long as the subject's own retention rule says; then redacted: the chain still verifies.",
    )

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="audit_detail_subject"),
            models.Index(fields=["actor_id"], name="audit_detail_actor"),
            models.Index(fields=["action"], name="audit_detail_action"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_label}".strip()

    @property
    def values(self) -> dict[str, Any]:
        """The values recorded with the action."""
        values: dict[str, Any] = json.loads(self.values_json)
        return values

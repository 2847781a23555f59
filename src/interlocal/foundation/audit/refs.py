"""References: how an entry, and any room, names a record of another room without pointing at its table."""

from dataclasses import dataclass, field

from django.db import models


@dataclass(frozen=True)
class Ref:
    """A record by kind ("commitments.commitment") and public id; the label is for people, not identity."""

    kind: str
    public_id: str
    label: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.kind or not self.public_id:
            raise ValueError("A reference names a kind and a public id.")


def ref_to(record: models.Model) -> Ref:
    """Return the reference to ``record``, labelled as it reads now.

    Raises ``TypeError`` when the record has no public id: such a row is not a subject of its own.
    """
    public_id = getattr(record, "public_id", None)
    if not public_id:
        raise TypeError(f"{record._meta.label} has no public id.")
    return Ref(record._meta.label_lower, public_id, str(record))

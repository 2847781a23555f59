"""What personal data a model holds, why, and how long: said beside the model, gathered for the reader."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Privacy:
    """The personal data in a model: its ``fields``, the ``purpose``, and until when they are kept."""

    fields: tuple[str, ...]
    purpose: str
    keep: str


NO_PERSONAL_DATA = Privacy(fields=(), purpose="", keep="")

"""What a job may carry: which records it is about, never what is in them."""

from collections.abc import Mapping
from typing import Any


def check_payload(payload: Mapping[str, Any]) -> None:
    """Raise an error unless ``payload`` holds only ids, numbers and marks: never personal data."""
    for name, value in payload.items():
        for item in value if isinstance(value, list) else [value]:
            if not isinstance(item, str | int | None):
                raise TypeError(f"A job's payload cannot hold a {type(item).__name__} ({name}).")
            if isinstance(item, str) and (len(item) > 200 or "@" in item or "\n" in item):
                raise ValueError(f"A job's payload holds ids, not texts or addresses ({name}).")

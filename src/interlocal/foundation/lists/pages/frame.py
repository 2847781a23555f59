"""What every page of a list shows around it."""

from typing import Any

from django.urls import reverse

from interlocal.foundation.lists.models import PastedList
from interlocal.foundation.lists.purposes import Purpose


def address(purpose: Purpose, name: str, pasted: PastedList | None = None) -> str:
    """Return the address of one of the room's pages for lists."""
    return reverse(
        f"{purpose.namespace}:{name}", args=[*purpose.place, *([pasted.public_id] if pasted else [])]
    )


def frame_of(purpose: Purpose, pasted: PastedList | None = None) -> dict[str, Any]:
    """Return the words and addresses that the templates share."""
    frame: dict[str, Any] = {
        "purpose": purpose,
        "back": reverse(purpose.back, args=purpose.place),
        "paste_url": address(purpose, "paste"),
    }
    if pasted is not None:
        names = ("pasted", "pasted-columns", "pasted-save", "pasted-undo", "pasted-discard")
        frame |= {name.replace("-", "_") + "_url": address(purpose, name, pasted) for name in names}
        frame["pasted"] = pasted
    return frame

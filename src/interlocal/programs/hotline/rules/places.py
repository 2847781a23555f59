"""Where a city's own words stand, and in which languages."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("en", "es")
MOST_CHARACTERS = 2_000


class Place(models.TextChoices):
    """A place for a text of the city's own."""

    WELCOME = "welcome", _("At the top of the page to report")
    OTHER_WAYS = "other-ways", _("How to report by phone or mail")
    AFTER = "after", _("Under the receipt: what happens next")


def text_for(texts: Mapping[str, Any], place: str, language: str) -> str:
    """Return the city's text for a place, in ``language`` or else in English; empty where it has none."""
    for one in (language, "en"):
        if text := str(texts.get(one, {}).get(place, "")).strip():
            return text
    return ""

"""What a viewing copy lacks, in words."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "location": _("where it was taken"),
    "device": _("the camera or phone"),
    "time": _("when it was made"),
    "author": _("names of people"),
    "software": _("the program it was made with"),
    "comments": _("titles and comments"),
    "thumbnail": _("a small older picture"),
    "frames": _("further pictures in the file"),
    "attachments": _("files inside it"),
    "scripts": _("small programs"),
}


def words_for(removed: Iterable[str]) -> list[str]:
    """Return the words for what was removed."""
    return [str(WORDS[one]) for one in removed if one in WORDS]

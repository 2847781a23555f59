"""What is wrong with a pack, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Fault:
    """One thing wrong: in which file, at which place, and how to mend it."""

    file: str
    where: str
    words: str

    def __str__(self) -> str:
        place = f"{self.file}, {self.where}" if self.where else self.file
        return f"{place}: {self.words}"


class PackInvalid(ValueError):
    """A pack cannot be used. ``faults`` holds everything that is wrong with it, not only the first."""

    def __init__(self, slug: str, faults: Sequence[Fault]) -> None:
        super().__init__(slug, faults)
        self.slug = slug
        self.faults = tuple(faults)

    def __str__(self) -> str:
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        return _("The pack “%(slug)s” cannot be used:\n%(lines)s") % {"slug": self.slug, "lines": lines}

"""What every page needs, read before the first one is asked for: templates, addresses and words.

It is read once, by the process that the others are made from, and lies in memory that they share. Otherwise
the first reader of each page in each process would wait for it.
"""

from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs
from django.urls import NoReverseMatch, reverse
from django.utils import translation

OURS = Path(__file__).resolve().parents[2]


def read_pages() -> None:
    """Compile the templates of all rooms, and read the addresses and words of each language."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            _read_addresses()
    for folder in map(Path, get_app_template_dirs("templates")):
        if OURS in folder.parents:
            for path in sorted(folder.rglob("*.html")):
                get_template(path.relative_to(folder).as_posix())


def _read_addresses() -> None:
    """Have the resolver read every address: it does when it is first asked for one."""
    with suppress(NoReverseMatch):
        reverse("none")

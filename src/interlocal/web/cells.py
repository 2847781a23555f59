"""Cells of a matrix, written in Python: a matrix has a thousand, and each costs a tenth of its template."""

from datetime import date

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from interlocal.web import dates

_SPRITE = "web/vendor/uswds/img/sprite.svg"
_ICONS = {"done": "check", "late": "error", "differs": "warning", "due": "schedule"}
_NOTHING = SafeString("")


def matrix_cell(label: str, state: str, content: object, *, url: str = "", note: str = "") -> SafeString:
    """Return the ``td`` of the ``cell`` component: ``state`` is done, due, late, differs or ahead.

    It opens ``url`` where there is one; ``note`` stands below. What is not safe is escaped.
    """
    shown = format_html('<span class="il-cell__state">{}{}</span>{}', _icon(state), content, _note(note))
    if url:
        shown = format_html('<a class="il-cell il-cell--{}" href="{}">{}</a>', state, url, shown)
    else:
        shown = format_html('<span class="il-cell il-cell--{}">{}</span>', state, shown)
    return format_html('<td data-label="{}">{}</td>', label, shown)


def short_day(day: date) -> SafeString:
    """Return the ``date`` component in its short form."""
    return format_html('<time datetime="{}">{}</time>', dates.machine(day), dates.short(day))


def _icon(state: str) -> SafeString:
    if state not in _ICONS:
        return _NOTHING
    return format_html(
        '<svg class="usa-icon" focusable="false" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static(_SPRITE),
        _ICONS[state],
    )


def _note(note: str) -> SafeString:
    return format_html('<span class="il-cell__note">{}</span>', note) if note else _NOTHING

"""Tags and filters of the components."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from django import forms, template
from django.core.paginator import Page
from django.template import Context
from django.templatetags.static import static
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from interlocal.kernel import money
from interlocal.web import dates
from interlocal.web.addresses import Order, PageLinks, order_of, page_links_of, query_of
from interlocal.web.form_errors import ErrorLine, error_lines_of

register = template.Library()

SPRITE = "web/vendor/uswds/img/sprite.svg"
STATUS_ICONS = {
    "success": "check_circle",
    "warning": "warning",
    "error": "error",
    "info": "schedule",
}

# The choices of a widget, by the name of their group: ``None`` for those in none.
Groups: TypeAlias = Iterable[tuple[Any, Iterable[Mapping[str, Any]], int]]
# What a template gives for a name that it does not know is the empty text.
Nothing: TypeAlias = Literal[""] | None

register.filter("dollars", money.dollars)
register.filter("exact_dollars", money.dollars_and_cents)
register.filter("spoken_date", dates.spoken)
register.filter("short_date", dates.short)
register.filter("machine_date", dates.machine)
register.filter("iso_day", dates.iso_day)


@register.simple_tag
@lru_cache(maxsize=512, typed=True)  # text that is safe and text that is not are alike, and not the same
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; without a label it is hidden from those who listen."""
    said = format_html(' role="img" aria-label="{}"', label) if label else SafeString(' aria-hidden="true"')
    drawn = '<svg class="usa-icon" focusable="false"{}><use href="{}#{}"></use></svg>'
    return format_html(drawn, said, static(SPRITE), name)


@register.simple_tag
def tag(kind: str, words: str, icon_name: str = "") -> SafeString:
    """Write a status: an icon, that of its kind where none is named, and words."""
    drawn = icon(icon_name or STATUS_ICONS.get(kind, "radio_button_unchecked"))
    return format_html('<span class="il-tag il-tag--{}">{}<span>{}</span></span>', kind, drawn, words)


@register.simple_tag(name="date")
def date_tag(value: date | datetime | Nothing, *, short: bool = False) -> SafeString:
    """Write a day, or a moment in the partnership's time zone; ``short`` leaves weekday and hour away."""
    if not value:
        return format_html('<span class="il-quiet">{}</span>', _("not set"))
    return _date(value, short, get_language())


@lru_cache(maxsize=2048)
def _date(value: date | datetime, short: bool, _code: str | None) -> SafeString:  # noqa: FBT001
    words = dates.short(value) if short else dates.spoken(value)
    return format_html('<time datetime="{}">{}</time>', dates.machine(value), words)


@register.simple_tag(name="money")
def money_tag(cents: int | Nothing, *, exact: bool = False) -> SafeString:
    """Write an amount in cents as whole dollars; ``exact`` shows the cents (ledgers, exports)."""
    if cents is None or cents == "":
        return format_html('<span class="il-quiet">{}</span>', _("not recorded"))
    words = money.dollars_and_cents(cents) if exact else money.dollars(cents)
    return format_html('<data class="il-figure il-nowrap" value="{}">{}</data>', cents, words)


@register.simple_tag
def source(
    title: str,
    url: str = "",
    on: date | datetime | None = None,
    synthetic: bool = False,  # noqa: FBT001, FBT002  as templates give it
    unconfirmed: bool = False,  # noqa: FBT001, FBT002
) -> SafeString:
    """Write where a figure or a statement comes from. Pages have hundreds, many of them the same."""
    return _source(title, url, on, (synthetic, unconfirmed), get_language())


@lru_cache(maxsize=512, typed=True)
def _source(
    title: str, url: str, on: date | datetime | None, marked: tuple[bool, bool], _code: str | None
) -> SafeString:
    is_synthetic, is_unconfirmed = marked
    said = SafeString("")
    if title:
        named = format_html('<a href="{}" rel="external noreferrer">{}</a>', url, title) if url else title
        told = '{} {}, <time datetime="{}">{}</time>' if on else "{} {}"
        said = format_html(told, _("Source:"), named, *((dates.machine(on), dates.short(on)) if on else ()))
    elif not is_synthetic:
        said = format_html("{}", _("Source: not published"))
    marks = [tag("warning", _("Synthetic"), "science")] if is_synthetic else []
    marks += [tag("warning", _("Unconfirmed"), "help_outline")] if is_unconfirmed else []
    return format_html('<span class="il-source">{}{}</span>', said, format_html_join("", " {}", zip(marks)))


@register.simple_tag
def source_of(fact: Any) -> SafeString:
    """Write where ``fact`` comes from, which has the fields of a sourced fact."""
    return source(fact.source_title, fact.source_url, fact.source_on, fact.is_synthetic, fact.is_unconfirmed)


@register.simple_tag
def attributes(attrs: Any, classes: str = "") -> SafeString:
    """Write HTML attributes, escaped, with ``classes`` put before the class they may carry.

    Takes a widget's attributes or those given to a component; ``True`` writes the bare name, ``False`` and
    ``None`` write nothing.
    """
    values: Mapping[str, Any] = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else attrs
    joined = " ".join(filter(None, (classes, str(values.get("class") or ""))))
    class_attribute = format_html(' class="{}"', joined) if joined else SafeString("")
    return class_attribute + format_html_join(
        "", "{}", ((_attribute(name, value),) for name, value in values.items() if name != "class")
    )


@register.simple_tag
def options(groups: Groups) -> SafeString:
    """Write the options of a select, each escaped: at once, for of people there are thousands."""
    return _lines(_group(name, choices) for name, choices, _index in groups)


@register.simple_tag
def boxes(groups: Groups) -> SafeString:
    """Write radio buttons or checkboxes, each with its label: a roll call has four for every member."""
    return _lines(_named(name, _lines(_box(one) for one in choices)) for name, choices, _index in groups)


def _group(name: Any, choices: Iterable[Mapping[str, Any]]) -> SafeString:
    written = _lines(_option(one) for one in choices)
    return format_html('<optgroup label="{}">\n{}\n</optgroup>', name, written) if name else written


def _named(name: Any, written: SafeString) -> SafeString:
    return format_html('<p class="il-strong">{}</p>\n{}', name, written) if name else written


def _lines(written: Iterable[SafeString]) -> SafeString:
    return format_html_join("\n", "{}", ((one,) for one in written))


def _option(option: Mapping[str, Any]) -> SafeString:
    given = attributes(option["attrs"]) if option["attrs"] else ""
    return format_html('<option value="{}"{}>{}</option>', escape(option["value"]), given, option["label"])


def _box(option: Mapping[str, Any]) -> SafeString:
    attrs, kind = option["attrs"], option["type"]  # radio or checkbox
    return format_html(
        '<div class="usa-{0}"><input type="{0}" name="{1}" value="{2}"{3}>'
        '<label class="usa-{0}__label"{4}>{5}</label></div>',
        kind,
        option["name"],
        escape(option["value"]),
        attributes(attrs, f"usa-{kind}__input"),
        format_html(' for="{}"', attrs["id"]) if attrs.get("id") else "",
        option["label"],
    )


def _attribute(name: str, value: Any) -> SafeString:
    if value is None or value is False:
        return SafeString("")
    if value is True:
        return format_html(" {}", name)
    return format_html(' {}="{}"', name, value)


@register.simple_tag(takes_context=True)
def sorting(context: Context, column: str) -> Order:
    """How the list on this page is sorted by ``column``."""
    return order_of(query_of(context.get("request")), column)


@register.simple_tag(takes_context=True)
def page_links(context: Context, page: "Page[Any]", name: str = "page") -> PageLinks:
    """The links of a pagination that keep the filters of this page."""
    return page_links_of(query_of(context.get("request")), page, name)


@register.simple_tag
def step_name(steps: Sequence[str], current: int) -> str:
    """The label of the current step, counted from one."""
    return steps[current - 1] if 0 < current <= len(steps) else ""


@register.simple_tag
def error_lines(
    form: forms.BaseForm | None, together: Iterable[forms.BaseForm] | None = None
) -> Iterable[ErrorLine]:
    """What is wrong with a form, or with several that are sent together, for their one error summary."""
    return [line for one in (form, *(together or ())) for line in error_lines_of(one)]

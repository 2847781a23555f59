"""Addresses of the same list: sorted otherwise, on another page, with a filter taken away."""

from dataclasses import dataclass
from typing import Any, Literal

from django.core.paginator import Page
from django.http import HttpRequest, QueryDict


def changed_query(query: QueryDict, **changes: str | None) -> str:
    """Return ``query`` with some values replaced (``None`` takes one away), as ``"?..."``."""
    changed = query.copy()
    for name, value in changes.items():
        if value is None:
            changed.pop(name, None)
        else:
            changed[name] = value
    encoded = changed.urlencode()
    return f"?{encoded}" if encoded else "?"


@dataclass(frozen=True)
class Order:
    """How a column is sorted now, and the address that sorts by it."""

    url: str
    direction: Literal["", "ascending", "descending"]

    @property
    def icon(self) -> str:
        """The icon that shows the direction."""
        return {"": "unfold_more", "ascending": "arrow_upward", "descending": "arrow_downward"}[
            self.direction
        ]


def order_of(query: QueryDict, column: str) -> Order:
    """Return the order of ``column``; its address starts ascending, then turns, and goes to page one."""
    current = query.get("sort", "")
    if current == column:
        return Order(changed_query(query, sort=f"-{column}", page=None), "ascending")
    direction: Literal["", "descending"] = "descending" if current == f"-{column}" else ""
    return Order(changed_query(query, sort=column, page=None), direction)


@dataclass(frozen=True)
class PageLink:
    """One page of a list; without an address it stands for pages left out."""

    number: str
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class PageLinks:
    """The links of a pagination."""

    previous: str
    numbered: tuple[PageLink, ...]
    next: str


def page_links_of(query: QueryDict, page: "Page[Any]", name: str) -> PageLinks:
    """Return the links around ``page``, the first and last page always among them."""

    def address(number: int) -> str:
        return changed_query(query, **{name: str(number)})

    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return PageLinks(
        previous=address(page.previous_page_number()) if page.has_previous() else "",
        numbered=tuple(
            PageLink(str(number), address(number), number == page.number)
            if isinstance(number, int)
            else PageLink("…")
            for number in shown
        ),
        next=address(page.next_page_number()) if page.has_next() else "",
    )


def query_of(request: HttpRequest | None) -> QueryDict:
    """Return the query of a request; an empty one where a page is rendered without."""
    return request.GET if request is not None else QueryDict()

"""Addresses keep what they do not change."""

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict

from interlocal.web.addresses import Order, PageLink, changed_query, order_of, page_links_of, query_of


def test_changed_query_keeps_other_values_and_repeated_ones():
    query = QueryDict("city=a&city=b&page=3")

    assert changed_query(query, page="4") == "?city=a&city=b&page=4"
    assert changed_query(query, page=None, city=None) == "?"
    assert query.urlencode() == "city=a&city=b&page=3"


def test_changed_query_escapes():
    assert changed_query(QueryDict(), name='"><b>&') == "?name=%22%3E%3Cb%3E%26"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", Order("?sort=due", "")),
        ("sort=due&page=2", Order("?sort=-due", "ascending")),
        ("sort=-due", Order("?sort=due", "descending")),
        ("sort=city", Order("?sort=due", "")),
    ],
)
def test_order_turns_with_each_click_and_starts_at_page_one(query, expected):
    assert order_of(QueryDict(query), "due") == expected


@pytest.mark.parametrize(
    ("direction", "icon"),
    [("", "unfold_more"), ("ascending", "arrow_upward"), ("descending", "arrow_downward")],
)
def test_order_has_an_icon_for_its_direction(direction, icon):
    assert Order("?", direction).icon == icon


def test_page_links_leave_pages_out_but_never_the_first_and_last():
    links = page_links_of(QueryDict("q=x"), Paginator(range(100), 10).get_page(5), "page")

    assert [link.number for link in links.numbered] == ["1", "…", "4", "5", "6", "…", "10"]
    assert links.numbered[3] == PageLink("5", "?q=x&page=5", is_current=True)
    assert (links.previous, links.next) == ("?q=x&page=4", "?q=x&page=6")


def test_first_and_last_page_end_the_links():
    paginator = Paginator(range(20), 10)

    assert page_links_of(QueryDict(), paginator.get_page(1), "page").previous == ""
    assert page_links_of(QueryDict(), paginator.get_page(2), "page").next == ""


def test_query_of_a_page_without_request_is_empty():
    assert query_of(None).urlencode() == ""

"""Limits count tries, and keep nothing that says who tried."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from interlocal.web.middleware import ResponseHeadersMiddleware
from interlocal.web.public import is_too_often


def cached():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM kernel_cache")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db
def test_tries_are_counted_under_their_name_and_let_in_up_to_the_limit():
    assert [is_too_often("room.apply:192.0.2.7", most=3) for _ in range(5)] == [False] * 3 + [True] * 2
    assert not is_too_often("room.apply:192.0.2.8", most=3)
    assert not is_too_often("room.confirm:192.0.2.7", most=3)


@pytest.mark.django_db
def test_no_address_or_link_is_kept():
    before = cached()
    is_too_often("room.link:/training/a-secret-link/192.0.2.7", most=3)
    (key,) = cached() - before
    assert "limit:" in key
    assert "secret" not in key
    assert "192.0.2.7" not in key


@pytest.mark.parametrize(("path", "seconds"), [("/account/login/", "300"), ("/do/abc/", "3600")])
def test_who_is_turned_away_is_told_when_to_try_again(path, seconds):
    turn_away = ResponseHeadersMiddleware(lambda _request: HttpResponse(status=429))
    assert turn_away(RequestFactory().get(path))["Retry-After"] == seconds


def test_a_view_that_says_when_is_left_to_it():
    said = ResponseHeadersMiddleware(lambda _request: HttpResponse(status=429, headers={"Retry-After": "7"}))
    assert said(RequestFactory().get("/"))["Retry-After"] == "7"
    served = ResponseHeadersMiddleware(lambda _request: HttpResponse(status=404))
    assert "Retry-After" not in served(RequestFactory().get("/")).headers

from dataclasses import dataclass
from functools import partial

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from interlocal.kernel.access import AccessMiddleware
from interlocal.kernel.permissions import (
    Permission,
    Scope,
    open_to_public,
    requires,
    signed_in,
)


class Doing(Permission):
    READ = "kernel.read"
    WRITE = "kernel.write"


@dataclass
class Person:
    is_authenticated: bool = True
    holds: frozenset[Permission] = frozenset()

    def may(self, permission: Permission, scope: Scope | None = None) -> bool:
        return scope is None and permission in self.holds


ANONYMOUS = Person(is_authenticated=False)
STRANGER = Person()
READER = Person(holds=frozenset({Doing.READ}))


def plain(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("plain")


VIEWS = {
    "unmarked": plain,
    "open": open_to_public(partial(plain)),
    "signed in": signed_in(partial(plain)),
    "readers": requires(Doing.READ, Doing.WRITE)(partial(plain)),
}


def gate(view: str, person: Person) -> str:
    request = RequestFactory().get("/somewhere/?page=2")
    request.user = person  # type: ignore[assignment]
    try:
        answer = AccessMiddleware(plain).process_view(request, VIEWS[view], (), {})
    except Http404:
        return "404"
    return "in" if answer is None else answer["Location"]


@pytest.mark.parametrize(
    ("view", "anonymous", "stranger", "reader"),
    [
        ("unmarked", "404", "404", "404"),
        ("open", "in", "in", "in"),
        ("signed in", "/account/login/?next=%2Fsomewhere%2F%3Fpage%3D2", "in", "in"),
        ("readers", "/account/login/?next=%2Fsomewhere%2F%3Fpage%3D2", "404", "in"),
    ],
)
def test_gate_lets_in_only_whom_the_mark_names(view: str, anonymous: str, stranger: str, reader: str) -> None:
    assert [gate(view, person) for person in (ANONYMOUS, STRANGER, READER)] == [
        anonymous,
        stranger,
        reader,
    ]

"""One address, a whole page or one part of it."""

import pytest
from django.test import RequestFactory

from interlocal.web.htmx import is_fragment, render_fragment

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        (PARTIAL, True),
        ({"HX-Request": "true", "HX-Request-Type": "full"}, False),
        ({**PARTIAL, "HX-History-Restore-Request": "true"}, False),
        ({"HX-Request": "false"}, False),
    ],
)
def test_fragment_is_asked_for_by_header(headers, expected):
    assert is_fragment(RequestFactory().get("/", headers=headers)) is expected


@pytest.fixture
def template(settings, tmp_path):
    (tmp_path / "list.html").write_text(
        "<h1>All</h1>{% partialdef rows inline %}<ul>{{ count }}</ul>{% endpartialdef %}", encoding="utf-8"
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    return "list.html"


def answer(template, **headers):
    request = RequestFactory().get(
        "/", headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    return render_fragment(request, template, "rows", {"count": 3}, status=200)


@pytest.mark.django_db
def test_same_template_gives_page_and_part(template):
    whole, part = answer(template), answer(template, HX_Request="true")

    assert whole.content.decode() == "<h1>All</h1><ul>3</ul>"
    assert part.content.decode() == "<ul>3</ul>"


@pytest.mark.django_db
def test_caches_are_told_that_the_answers_differ(template):
    assert answer(template)["Vary"] == "HX-Request, HX-Request-Type"

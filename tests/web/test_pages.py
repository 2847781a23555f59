"""The page frame: whole with everything given and with nothing given; errors in plain words."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.views import defaults
from django.views.csrf import csrf_failure
from lxml import html

from interlocal import web

pytestmark = [pytest.mark.urls("tests.web.urls"), pytest.mark.django_db]

TEMPLATES = Path(web.__file__).parent / "templates"
NAVIGATION = (
    {"label": "Home", "url": "/home/", "is_current": True, "icon": "home", "group": ""},
    {"label": "Agreements", "url": "/instruments/", "is_current": False, "icon": "folder", "group": ""},
    {
        "label": "Hotline",
        "url": "/programs/hotline/",
        "is_current": False,
        "icon": "phone",
        "group": "Programs",
    },
)


def anonymous_request():
    request = RequestFactory().get("/somewhere/?a=1")
    request.user = AnonymousUser()
    return request


def page(template, request=None, **context):
    return html.document_fromstring(render_to_string(template, context, request))


@pytest.mark.parametrize(
    "template", ["web/base.html", "web/public_base.html", "web/record.html", "web/list.html"]
)
def test_page_renders_with_nothing_given(template):
    root = page(template)

    assert root.get("lang") == "en"
    assert root.xpath("//a[@class='usa-skipnav']/@href") == ["#main"]
    assert len(root.xpath("//main[@id='main']")) == 1


def test_base_shows_navigation_once_in_the_rail_and_once_in_the_dock():
    root = page("web/base.html", navigation=NAVIGATION, partnership_name="Sample Partnership", unread_count=3)

    for place in ("il-rail", "il-dock"):
        links = root.xpath(f"//*[contains(@class, '{place}')]//a[contains(@class, 'il-nav__link')]")
        assert [link.text_content().strip() for link in links] == ["Home", "Agreements", "Hotline"]
        assert [link.get("aria-current") for link in links] == ["page", None, None]
    assert root.xpath("string(//title)").endswith(" · Sample Partnership")
    assert root.xpath("//li[@class='il-nav__group']/text()") == ["Programs", "Programs"]


@pytest.mark.parametrize(("language", "words"), [("en", "3 unread"), ("es", "3 sin leer")])
def test_count_of_unread_notices_may_be_lazy(language, words):
    with translation.override(language):
        root = page("web/base.html", unread_count=SimpleLazyObject(lambda: 3))

    assert set(root.xpath("//span[@class='il-count']/span[@class='il-hidden']/text()")) == {words}


def test_base_shows_who_is_signed_in_and_their_role():
    person = SimpleNamespace(is_authenticated=True, name="Dana <Sample>")
    root = page("web/base.html", user=person, person_role="City clerk, Ashby")

    panel = root.xpath("//div[@class='il-menu__who']")[0]
    assert panel.text_content().split("\n")[1].strip() == "Dana <Sample>"
    assert "City clerk, Ashby" in panel.text_content()


def test_language_switch_is_a_form_that_comes_back_to_the_page():
    root = page("web/public_base.html", anonymous_request())

    form = root.xpath("//form[@class='il-language']")[0]
    assert (form.get("action"), form.get("method")) == ("/i18n/setlang/", "post")
    assert form.xpath(".//input[@name='next']/@value") == ["/somewhere/?a=1"]
    assert len(form.xpath(".//input[@name='csrfmiddlewaretoken']")) == 1
    assert [(b.get("value"), b.text.strip()) for b in form.xpath(".//button")] == [("es", "Español")]


def test_page_in_spanish_says_so_and_offers_english():
    with translation.override("es"):
        root = page("web/public_base.html", anonymous_request())

    assert root.get("lang") == "es"
    assert root.xpath("string(//a[@class='usa-skipnav'])") == "Saltar al contenido principal"
    assert root.xpath("//form[@class='il-language']//button/text()") == ["English"]


def test_messages_are_announced_as_alerts():
    messages = [SimpleNamespace(level_tag="success", __str__=None), SimpleNamespace(level_tag="error")]
    root = page("web/base.html", messages=messages)

    alerts = root.xpath("//div[@class='il-messages']/div")
    assert [(alert.get("class"), alert.get("role")) for alert in alerts] == [
        ("usa-alert usa-alert--success", "status"),
        ("usa-alert usa-alert--error", "alert"),
    ]


@pytest.mark.parametrize(
    ("view", "status", "title"),
    [
        (lambda request: defaults.bad_request(request, ValueError()), 400, "The request could not be read"),
        (lambda request: defaults.permission_denied(request, ValueError()), 403, "This is not open to you"),
        (lambda request: defaults.page_not_found(request, ValueError()), 404, "Nothing is here for you"),
        (csrf_failure, 403, "The form was open too long"),
        (defaults.server_error, 500, "Something broke on our side"),
    ],
)
def test_error_page_says_what_happened_and_keeps_its_status(view, status, title):
    response = view(anonymous_request())
    root = html.document_fromstring(response.content.decode())

    assert response.status_code == status
    assert [heading.text for heading in root.xpath("//h1")] == [title]
    assert root.xpath("//main//a/@href")[0] == "/"


def test_too_many_tries_has_its_page():
    assert page("429.html").xpath("string(//h1)") == "Too many tries"


def test_error_of_the_server_needs_no_context_and_no_shared_template():
    text = (TEMPLATES / "500.html").read_text(encoding="utf-8")

    assert re.findall(r"{% (?:extends|include|url|translate)|<c-", text) == []
    assert engines["django"].from_string(text).render({}).strip().startswith("<!doctype html>")


def test_no_template_of_the_room_has_inline_style_script_or_handler():
    pattern = re.compile(
        r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|\|safe\b", re.IGNORECASE
    )

    found = {
        path.name: pattern.findall(path.read_text(encoding="utf-8")) for path in TEMPLATES.rglob("*.html")
    }

    assert {name: matches for name, matches in found.items() if matches} == {}


def test_every_template_of_the_room_is_used():
    named_by_django = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
    pages = {"web/base.html", "web/public_base.html", "web/record.html", "web/list.html"}
    source = TEMPLATES.parent.parent
    texts = "".join(
        path.read_text(encoding="utf-8") for end in ("html", "py") for path in source.rglob(f"*.{end}")
    )
    own = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if path.relative_to(TEMPLATES).parts[0] == "web" and path.parent.name != "gallery"
    }

    assert {name for name in own - named_by_django - pages if f'"{name}"' not in texts} == set()

"""Components: each has a user and a place in the gallery, renders bare, and lets no text become markup."""

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils.safestring import SafeString
from django_cotton.compiler_regex import CottonCompiler
from lxml import etree, html

from interlocal import web
from interlocal.config import navigation
from interlocal.web.gallery import content

pytestmark = pytest.mark.urls("tests.web.urls")

WEB = Path(web.__file__).parent
COMPONENTS = sorted(path.stem for path in (WEB / "templates" / "components").glob("*.html"))
SOURCE = WEB.parent
HOSTILE = "\"'><script>alert('x')</script>"


def rendered(markup, **context):
    request = RequestFactory().get("/list/", context.pop("query", {}))
    compiled = CottonCompiler().process(markup)
    return engines["django"].from_string(compiled).render(context, request).strip()


def element(markup, **context):
    return html.fromstring(rendered(markup, **context))


def all_templates():
    return {path: path.read_text(encoding="utf-8") for path in SOURCE.rglob("templates/**/*.html")}


def test_every_component_is_used():
    used = {
        name.replace("-", "_")
        for path, text in all_templates().items()
        for name in re.findall(r"<c-([a-z-]+)", text)
        if path.stem != name.replace("-", "_") or path.parent.name != "components"
    }

    assert [name for name in COMPONENTS if name not in used] == []


def test_every_component_is_shown_in_the_gallery():
    shown = {
        name.replace("-", "_")
        for path in (WEB / "templates").glob("web/gallery/*.html")
        for name in re.findall(r"<c-([a-z-]+)", path.read_text(encoding="utf-8"))
    }
    # Part of every form, and so shown by the form with mistakes.
    by_others = {"error_summary", "slot"}

    assert [name for name in COMPONENTS if name not in shown | by_others] == []


def test_every_specimen_has_its_template_and_every_template_its_specimen():
    templates = {path.stem for path in (WEB / "templates/web/gallery").glob("*.html")} - {"index"}

    assert templates == set(content._TITLES) == {name for names in content._GROUPS.values() for name in names}


def test_every_icon_that_a_template_names_is_in_the_sprite():
    sprite = etree.parse(WEB / "static/web/vendor/uswds/img/sprite.svg")
    there = {symbol.get("id") for symbol in sprite.iter("{http://www.w3.org/2000/svg}symbol")}
    named = {
        icon: path.relative_to(SOURCE).as_posix()
        for path, text in all_templates().items()
        for found in re.findall(r'{% icon "([a-z_]+)"|(?<!:)\bicon="([a-z_]+)"', text)
        for icon in filter(None, found)
    }
    named |= {entry.icon: "config/navigation.py" for entry in navigation.ENTRIES}

    assert {icon: path for icon, path in named.items() if icon not in there} == {}


def test_every_component_that_a_template_names_is_there():
    named = {
        found: path.relative_to(SOURCE).as_posix()
        for path, text in all_templates().items()
        for found in re.findall(r"<c-(?!slot|vars)([a-z-]+)", text)
    }

    assert {name: path for name, path in named.items() if name.replace("-", "_") not in COMPONENTS} == {}


@pytest.mark.parametrize("name", sorted(set(COMPONENTS) - {"field", "chart"}))
def test_component_renders_with_nothing_given(name):
    rendered(f"<c-{name.replace('_', '-')} />")


@pytest.mark.parametrize(
    "markup",
    [
        '<c-alert :heading="text">{{ text }}</c-alert>',
        '<c-alert heading="{{ text }}">{{ text }}</c-alert>',
        '<c-button :value="text" :data-x="text" name="{{ text }}">{{ text }}</c-button>',
        '<c-link-button :url="text" :title="text">{{ text }}</c-link-button>',
        "<c-tag>{{ text }}</c-tag>",
        '<c-fact :label="text" :note="text">{{ text }}</c-fact>',
        '<c-table :caption="text"><tr><td>{{ text }}</td></tr></c-table>',
        '<c-empty :heading="text">{{ text }}</c-empty>',
        '<c-card :heading="text" :url="text">{{ text }}</c-card>',
        '<c-steps :steps="texts" :current="1" :label="text" />',
        '<c-task :url="text" :status="text" :note="text">{{ text }}</c-task>',
        '<c-crumb :url="text">{{ text }}</c-crumb>',
        '<c-section :heading="text" :id="text">{{ text }}</c-section>',
        '<c-event :by="text" :detail="text">{{ text }}</c-event>',
        '<c-milestone :status="text">{{ text }}</c-milestone>',
        "{% source text text %}",
        '<c-tab :url="text" :count="text">{{ text }}</c-tab>',
        '<c-confirm :heading="text" :submit="text" :action="text" :back_url="text">{{ text }}</c-confirm>',
        '<c-form :submit="text" :action="text" :cancel_url="text" :data-x="text" />',
        '<c-progress :label="text" :done="1" :total="2" />',
        '<c-answer :label="text" :change_url="text">{{ text }}</c-answer>',
        '<c-cell :label="text" :url="text" :note="text">{{ text }}</c-cell>',
        '<c-chips :chips="chips" :clear_url="text" />',
        "{% icon text text %}",
    ],
)
def test_no_text_becomes_markup(markup):
    chips = [SimpleNamespace(label=HOSTILE, url=HOSTILE)]
    output = rendered(markup, text=HOSTILE, texts=[HOSTILE], chips=chips)
    root = html.fromstring(f"<div>{output}</div>")

    assert root.xpath("//script") == []
    assert root.xpath("//@*[starts-with(name(), 'on')]") == []
    assert "alert" in output


@pytest.mark.parametrize("markup", ["{% source text %}", "{% icon 'search' text %}"])
def test_what_was_safe_once_makes_nothing_else_safe(markup):
    text = f"<b>{markup}</b>"
    assert "&lt;b&gt;" not in rendered(markup, text=SafeString(text))

    assert "&lt;b&gt;" in rendered(markup, text=text)


def test_attribute_that_looks_quoted_cannot_break_out():
    button = element('<c-button :data-x="text">Go</c-button>', text='"x" onclick="alert(1)"')

    assert button.get("data-x") == '"x" onclick="alert(1)"'
    assert button.get("onclick") is None


def test_tag_has_an_icon_with_its_words():
    tag = element('<c-tag kind="error">Overdue</c-tag>')

    assert tag.text_content() == "Overdue"
    assert [use.get("href").split("#")[1] for use in tag.iter("use")] == ["error"]


def test_money_is_whole_dollars_on_pages_and_exact_in_ledgers():
    assert element("{% money 4120050 %}").text == "$41,201"
    assert element("{% money 4120050 exact=True %}").text == "$41,200.50"
    assert element("{% money 0 %}").text == "$0"
    assert element("{% money None %}").text == "not recorded"


def test_date_is_spoken_and_machine_readable():
    day = element("{% date day %}", day=dt.date(2026, 3, 10))
    moment = element("{% date at %}", at=dt.datetime(2026, 3, 10, 14, 0, tzinfo=dt.UTC))

    assert (day.text, day.get("datetime")) == ("Tue, Mar 10, 2026", "2026-03-10")
    assert (moment.text, moment.get("datetime")) == (
        "Tue, Mar 10, 2026, 9:00 a.m. CDT",
        "2026-03-10T09:00:00-05:00",
    )


def test_column_turns_its_order_and_keeps_the_filters():
    heading = element(
        '<table><tr><c-column sort="due">Due</c-column></tr></table>',
        query={"sort": "due", "city": "a", "page": "3"},
    ).find(".//th")

    assert heading.get("aria-sort") == "ascending"
    assert heading.find("a").get("href") == "?sort=-due&city=a"


def test_pagination_keeps_filters_and_marks_the_current_page():
    page = Paginator(range(1000), 50).get_page(2)
    root = element('<div><c-pagination :page="page" /></div>', page=page, query={"city": "a"})

    assert [link.get("href") for link in root.xpath("//a[@rel]")] == ["?city=a&page=1", "?city=a&page=3"]
    assert root.xpath("string(//a[@aria-current])") == "2"
    assert root.find("p").text == "51 to 100 of 1,000"


def test_one_page_needs_no_pagination():
    assert rendered('<c-pagination :page="page" />', page=Paginator(range(50), 50).get_page(1)) == ""


def test_source_says_when_nothing_is_published_or_it_is_made_up():
    def fact(**values):
        nothing = {
            "source_title": "",
            "source_url": "",
            "source_on": None,
            "is_synthetic": False,
            "is_unconfirmed": False,
        }
        return SimpleNamespace(**{**nothing, **values})

    def words(it):
        return " ".join(element("{% source_of it %}", it=it).text_content().split())

    assert words(fact()) == "Source: not published"
    assert words(fact(is_synthetic=True)) == "Synthetic"
    assert (
        words(fact(source_title="Budget", source_on=dt.date(2026, 3, 10), is_unconfirmed=True))
        == "Source: Budget, Mar 10, 2026 Unconfirmed"
    )


def test_chart_component_shows_drawing_and_table():
    root = element('<c-chart :chart="chart" />', chart=content._cost_chart())

    assert len(root.xpath("//*[local-name()='svg'][@role='img']")) == 2
    assert [cell.text for cell in root.xpath("//tbody/tr[1]/*")] == ["Ashby", "$41,200", "$29,800"]
    assert root.xpath("//tbody/tr[1]/td/@data-label") == ["Alone (dollars)", "Together (dollars)"]


def test_steps_tell_where_one_is():
    root = element('<c-steps :steps="steps" :current="2" />', steps=("Text", "Read", "Check"))

    assert root.xpath("string(//li[@aria-current])").split() == ["Read"]
    assert " ".join(root.xpath("string(//p)").split()) == "2 of 3 Read"

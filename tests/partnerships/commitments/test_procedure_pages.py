"""Procedures: drafts, versions, and the page on which they are written."""

import pytest
from tests.factories.accounts import person_with
from tests.factories.commitments import NOW, STEPS, published_procedure, started_run
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments import actions, queries
from interlocal.partnerships.commitments.models import (
    DueKind,
    DueRule,
    Procedure,
    ProcedureVersion,
    Step,
    StepsInvalid,
    read_steps,
    write_steps,
)

pytestmark = pytest.mark.django_db
DRAFT = "/procedures/adoption/draft/"


@pytest.fixture
def coordinator(client):
    user = person_with("coordinator")
    client.force_login(user)
    return user


@pytest.fixture
def draft(coordinator):
    version = published_procedure()
    return actions.draft_version(by=coordinator, procedure=version.procedure, now=NOW)


def typed(client, press):
    """What a browser sends that changes nothing, with the button ``press``."""
    said = {"press": press, "note": ""}
    rows = client.get(DRAFT).context["rows"].forms
    for form in rows:
        for field in form:
            value = field.value()
            if value not in (None, False, "", []):
                said[field.html_name] = "on" if value is True else value
    return said | {"count": str(len(rows))}


def steps_of(draft):
    draft.refresh_from_db()
    return [row["key"] for row in draft.steps]


def test_published_version_never_changes():
    version = published_procedure()
    for act in (
        lambda: actions.change_draft(by=None, version=version, steps=[], now=NOW),
        lambda: actions.publish_version(by=None, version=version, now=NOW),
    ):
        with pytest.raises(Refusal, match="never changes"):
            act()
    assert version.read() == STEPS


def test_draft_starts_from_what_is_in_force_and_there_is_one(draft, coordinator):
    assert (draft.number, draft.read()) == (2, STEPS)
    assert actions.draft_version(by=coordinator, procedure=draft.procedure, now=NOW) == draft


def test_publishing_what_differs_in_nothing_or_is_unsound_is_refused(draft):
    with pytest.raises(StepsInvalid, match="Nothing differs"):
        actions.publish_version(by=None, version=draft, now=NOW)
    actions.change_draft(by=None, version=draft, steps=[{"key": "one", "title": ""}], now=NOW)
    with pytest.raises(StepsInvalid):
        actions.publish_version(by=None, version=draft, now=NOW)
    draft.refresh_from_db()
    assert draft.is_draft


def test_runs_keep_their_version_when_a_new_one_is_published(draft):
    run = started_run(version=draft.procedure.versions.get(number=1))
    actions.change_draft(by=None, version=draft, steps=write_steps(STEPS[:2]), now=NOW)
    actions.publish_version(by=None, version=draft, now=NOW)
    assert queries.current_version("adoption") == draft
    run.refresh_from_db()
    assert run.version.read() == STEPS


@pytest.mark.parametrize("slug", ["adoption", "add", "runs"])
def test_short_name_that_is_taken_is_refused(slug):
    published_procedure()
    with pytest.raises(Refusal) as refused:
        actions.add_procedure(by=None, slug=slug, title="Another", now=NOW)
    assert refused.value.field == "slug"


def test_saving_what_was_shown_changes_nothing(client, draft):
    client.post(DRAFT, typed(client, "save"))
    draft.refresh_from_db()
    assert read_steps(draft.steps) == STEPS


@pytest.mark.parametrize(
    ("press", "expected"),
    [
        ("up-2", ["counsel", "draft", "vote", "publish"]),
        ("down-1", ["counsel", "draft", "vote", "publish"]),
        ("up-1", ["draft", "counsel", "vote", "publish"]),
        ("down-4", ["draft", "counsel", "vote", "publish"]),
        ("add-0", ["step", "draft", "counsel", "vote", "publish"]),
        ("add-4", ["draft", "counsel", "vote", "publish", "step"]),
        ("remove-2", ["draft", "vote", "publish"]),
        ("remove-9", ["draft", "counsel", "vote", "publish"]),
        ("nonsense", ["draft", "counsel", "vote", "publish"]),
    ],
)
def test_each_button_does_its_part_and_keeps_the_rest(client, draft, press, expected):
    client.post(DRAFT, typed(client, press))
    assert steps_of(draft) == expected


def test_removed_step_is_waited_for_no_more(client, draft):
    client.post(DRAFT, typed(client, "remove-3"))
    draft.refresh_from_db()
    last = read_steps(draft.steps)[-1]
    assert (last.key, last.after, last.due) == ("publish", (), DueRule(DueKind.DAYS_AFTER, 3))


def test_step_moved_above_what_it_waits_for_is_kept_and_publishing_says_why_not(client, draft):
    client.post(DRAFT, typed(client, "up-4"))
    draft.refresh_from_db()
    assert draft.steps[2]["after"] == ["vote"]
    response = client.post(DRAFT, typed(client, "publish"))
    assert "can only wait for steps that stand above it" in response.context["problem"]
    assert response.context["rows"].wrong == 3
    draft.refresh_from_db()
    assert draft.is_draft


def test_step_without_a_title_is_kept_in_the_draft(client, draft):
    client.post(DRAFT, typed(client, "add-4"))
    said = typed(client, "save") | {"step-5-office": "Recorder of deeds"}
    client.post(DRAFT, said)
    draft.refresh_from_db()
    assert draft.steps[4] == {"key": "step", "title": "", "office": "Recorder of deeds"}


def test_value_that_is_no_number_is_shown_again_and_nothing_lost(client, draft):
    response = client.post(DRAFT, typed(client, "save") | {"step-1-due_days": "many", "step-2-title": "Kept"})
    forms = response.context["rows"].forms
    assert forms[0].errors["due_days"]
    assert forms[1]["title"].value() == "Kept"
    draft.refresh_from_db()
    assert read_steps(draft.steps) == STEPS


def test_hand_made_post_cannot_break_the_draft(client, draft):
    for count in ("-1", "x", "99999", ""):
        client.post(DRAFT, {"count": count, "press": "save"})
        draft.refresh_from_db()
        assert len(draft.steps) <= 60


def test_procedure_is_added_by_those_who_may_for_where_they_may(client, coordinator):
    said = {"title": "Filing", "slug": "filing", "kind": "", "jurisdiction": ""}
    assert client.post("/procedures/add/", said)["Location"] == "/procedures/filing/draft/"
    assert Procedure.objects.get().jurisdiction is None
    client.force_login(person_with("city-manager", JurisdictionFactory.create().public_id))
    assert client.get("/procedures/").status_code == 200
    for path in ("/procedures/add/", "/procedures/filing/draft/"):
        assert client.get(path).status_code == 404
    assert client.post("/procedures/filing/draft/make/").status_code == 404


def test_draft_is_not_shown_as_a_version(client, draft):
    codes = [client.get(f"/procedures/adoption/{number}/").status_code for number in (1, 2, 3)]
    assert codes == [200, 404, 404]
    for query in ("from=1&to=2", "from=1", "from=x&to=1", "from=1&to=99999999"):
        assert client.get(f"/procedures/adoption/compare/?{query}").status_code == 404


def test_versions_are_compared_step_by_step():
    after = (
        Step("draft", "Draft the text", role="clerk", due=DueRule(DueKind.WEEKDAYS_AFTER, 5)),
        STEPS[1],
        Step("file", "File it"),
    )
    found = queries.differences(STEPS, after)
    changed = (("Due", "7 days after it can begin", "5 weekdays after it can begin"),)
    assert [(one.title, one.is_added, one.is_removed, one.changes) for one in found] == [
        ("Draft the text", False, False, changed),
        ("File it", True, False, ()),
        ("Vote", False, True, ()),
        ("Publish", False, True, ()),
    ]


def test_run_page_is_for_those_who_may_read_and_lead(client):
    city = JurisdictionFactory.create()
    run = started_run(jurisdiction=city, visibility="jurisdiction")
    address = f"/procedures/runs/{run.public_id}/"
    clerk = person_with("clerk", city.public_id)
    for user, codes in (
        (person_with("coordinator"), [200, 200, 200]),
        (clerk, [200, 200, 200]),
        (person_with("department-head", city.public_id), [200, 404, 404]),
        (person_with("clerk", JurisdictionFactory.create().public_id), [404, 404, 404]),
    ):
        client.force_login(user)
        paths = (address, f"{address}skip/draft/", f"{address}target/")
        assert [client.get(path).status_code for path in paths] == codes
    client.force_login(clerk)
    client.post(f"{address}skip/draft/", {"reason": "Done by the county"})
    assert run.skipped.get().reason == "Done by the county"
    client.post(f"{address}resume/draft/")
    assert not run.skipped.exists()
    client.post(f"{address}target/", {"due_on": "2026-06-01"})
    run.refresh_from_db()
    assert str(run.target_on) == "2026-06-01"
    assert client.get(f"{address}skip/nowhere/").status_code == 404


def test_version_numbers_go_up_without_gaps(draft):
    actions.change_draft(by=None, version=draft, steps=write_steps(STEPS[:1]), now=NOW)
    actions.publish_version(by=None, version=draft, now=NOW)
    third = actions.draft_version(by=None, procedure=draft.procedure, now=NOW)
    assert list(ProcedureVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    assert third.read() == STEPS[:1]

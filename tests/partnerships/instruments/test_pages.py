"""The pages: who is let in, what is recorded, what a refusal keeps, and what lists cost."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import IS_FULL
from tests.factories.accounts import UserFactory, person_with
from tests.factories.instruments import (
    NOW,
    RENEWAL,
    InstrumentFactory,
    ReadingDraftFactory,
    StatementFactory,
)
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.partnerships.commitments.public import Commitment, ProcedureRun
from interlocal.partnerships.instruments import reading
from interlocal.partnerships.instruments.models import Instrument, ReadingDraft, Standing, Statement
from interlocal.partnerships.instruments.public import Confirmation, confirm_commitments, load_pack
from interlocal.partnerships.jurisdictions.models import Jurisdiction

pytestmark = pytest.mark.django_db

MANY = 3000 if IS_FULL else 300


def url(name: str, *args: object) -> str:
    return reverse(f"instruments:{name}", args=args)


def as_shown(*forms: Any) -> dict[str, Any]:
    """Return what a browser sends when it leaves the forms of a page as they are."""
    return {
        field.html_name: "" if field.value() is None else field.value() for form in forms for field in form
    }


@pytest.fixture
def city() -> Jurisdiction:
    return JurisdictionFactory.create(name="Independence", member=True)


@pytest.fixture
def elsewhere() -> Jurisdiction:
    return JurisdictionFactory.create(name="Raytown", member=True)


@pytest.fixture
def statement() -> Statement:
    return StatementFactory.create(with_text=True)


@pytest.fixture
def clerk(city: Jurisdiction) -> User:
    return person_with("clerk", city.public_id, name="Ana Ruiz")


@pytest.fixture
def as_clerk(clerk: User) -> Client:
    client = Client()
    client.force_login(clerk)
    return client


@pytest.fixture
def as_coordinator() -> Client:
    client = Client()
    client.force_login(person_with("coordinator"))
    return client


# Who is let in ----------------------------------------------------------------------------------------


def test_pages_of_reading_open_for_every_role(statement: Statement, city: Jurisdiction) -> None:
    instrument = InstrumentFactory.create(statement=statement, jurisdiction=city, text="A text")
    client = Client()
    client.force_login(person_with("department-head", city.public_id))
    pages = [
        url("list"),
        url("csv"),
        url("detail", instrument.public_id),
        url("text", instrument.public_id),
        url("statement", statement.public_id),
        url("matrix", statement.public_id),
        url("duties", statement.public_id),
    ]
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)


def test_pages_of_a_clerk_open_for_the_own_city(as_clerk: Client, clerk: User, city: Jurisdiction) -> None:
    statement = StatementFactory.create(with_text=True)
    instrument = InstrumentFactory.create(statement=statement, jurisdiction=city)
    draft = ReadingDraftFactory.create(by=clerk)
    pages = [
        url("add"),
        url("record"),
        url("draft", draft.public_id),
        url("reread", draft.public_id),
        url("correct", instrument.public_id),
        url("confirm", statement.public_id, city.public_id),
    ]
    assert [as_clerk.get(page).status_code for page in pages] == [200] * len(pages)


def test_what_is_not_a_clerks_is_not_there(
    as_clerk: Client, statement: Statement, elsewhere: Jurisdiction
) -> None:
    other = InstrumentFactory.create(statement=statement, jurisdiction=elsewhere)
    draft = ReadingDraftFactory.create(by=UserFactory.create())
    pages = [
        url("draft", draft.public_id),
        url("reread", draft.public_id),
        url("correct", other.public_id),
        url("confirm", statement.public_id, elsewhere.public_id),
        url("adopt", statement.public_id),
        url("correct-statement", statement.public_id),
    ]
    assert [as_clerk.get(page).status_code for page in pages] == [404] * len(pages)
    posts = [url("discard", draft.public_id), url("publish", statement.public_id), *pages]
    assert [as_clerk.post(page).status_code for page in posts] == [404] * len(posts)
    assert ReadingDraft.objects.count() == 1


def test_coordinator_does_not_see_the_drafts_of_others(as_coordinator: Client) -> None:
    draft = ReadingDraftFactory.create(by=UserFactory.create())
    assert as_coordinator.get(url("draft", draft.public_id)).status_code == 404
    assert "renewal.txt" not in as_coordinator.get(url("list")).content.decode()


def test_whoever_holds_no_role_finds_nothing(statement: Statement) -> None:
    instrument = InstrumentFactory.create(statement=statement)
    client = Client()
    client.force_login(UserFactory.create())
    pages = [
        url("list"),
        url("csv"),
        url("add"),
        url("detail", instrument.public_id),
        url("statement", statement.public_id),
    ]
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)


def test_stranger_is_asked_to_sign_in(statement: Statement) -> None:
    answer = Client().get(url("statement", statement.public_id))
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", ["detail", "text", "correct", "statement", "matrix", "draft"])
def test_unknown_record_is_not_there(as_coordinator: Client, name: str) -> None:
    assert as_coordinator.get(url(name, "0" * 16)).status_code == 404


# From a text to an instrument -------------------------------------------------------------------------


def test_text_is_brought_corrected_and_recorded(as_coordinator: Client, city: Jurisdiction) -> None:
    upload = SimpleUploadedFile("renewal.txt", RENEWAL.read_bytes())
    brought = as_coordinator.post(url("add"), {"upload": upload, "text": ""})
    draft = ReadingDraft.objects.get()
    assert (brought.status_code, brought["Location"]) == (302, url("draft", draft.public_id))

    shown = as_coordinator.get(brought["Location"])
    sent = as_shown(shown.context["correction"], shown.context["filing"])
    sent |= {
        "resolution_number": "6512",
        "jurisdiction": city.public_id,
        "new_statement": "Statement of Common Purpose",
    }
    saved = as_coordinator.post(brought["Location"], sent)
    instrument, statement = Instrument.objects.get(), Statement.objects.get()
    assert (saved.status_code, saved["Location"]) == (302, url("duties", statement.public_id))
    assert (instrument.number, instrument.bill_number, instrument.statement) == ("6512", None, statement)
    assert "RESOLUTION NO. 6512" in instrument.text
    assert not ReadingDraft.objects.exists()


def test_instrument_that_stands_alone_opens_after_it_is_recorded(
    as_clerk: Client, clerk: User, city: Jurisdiction
) -> None:
    page = url("draft", ReadingDraftFactory.create(by=clerk).public_id)
    shown = as_clerk.get(page)
    sent = as_shown(shown.context["correction"], shown.context["filing"]) | {"jurisdiction": city.public_id}
    saved = as_clerk.post(page, sent)
    assert saved["Location"] == url("detail", Instrument.objects.get().public_id)


def test_written_out_again_it_is_the_text_that_was_brought(
    as_clerk: Client, clerk: User, city: Jurisdiction
) -> None:
    page = url("draft", ReadingDraftFactory.create(by=clerk).public_id)
    shown = as_clerk.get(page)
    as_clerk.post(
        page,
        as_shown(shown.context["correction"], shown.context["filing"]) | {"jurisdiction": city.public_id},
    )
    answer = as_clerk.get(url("text", Instrument.objects.get().public_id))
    assert answer.content.decode().split() == RENEWAL.read_text(encoding="utf-8").split()
    assert answer["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"text": ""}, "upload"),
        ({"text": "WHEREAS, it goes on"}, "text"),
        ({"upload": SimpleUploadedFile("a.txt", b"")}, "upload"),
        ({"upload": SimpleUploadedFile("a.txt", b"\x00\x01\x02" * 500)}, "upload"),
        ({"upload": SimpleUploadedFile("a.txt", b"x" * (reading.MAX_BYTES + 1))}, "upload"),
    ],
    ids=["nothing", "no instrument", "empty", "binary", "too large"],
)
def test_text_that_cannot_be_read_is_refused_at_its_field(
    as_clerk: Client, sent: dict[str, Any], field: str
) -> None:
    answer = as_clerk.post(url("add"), sent)
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (200, [field])
    assert form["text"].value() == sent.get("text")
    assert not ReadingDraft.objects.exists()


def test_file_and_text_together_are_refused_and_the_text_is_kept(as_clerk: Client) -> None:
    answer = as_clerk.post(url("add"), {"upload": SimpleUploadedFile("a.txt", b"A"), "text": "B typed"})
    assert list(answer.context["form"].errors) == ["text"]
    assert "B typed" in answer.content.decode()


def test_refused_filing_keeps_corrections_and_draft(
    as_clerk: Client, clerk: User, elsewhere: Jurisdiction
) -> None:
    draft = ReadingDraftFactory.create(by=clerk)
    page = url("draft", draft.public_id)
    shown = as_clerk.get(page)
    sent = as_shown(shown.context["correction"], shown.context["filing"])
    sent |= {"title": "A mended title", "jurisdiction": elsewhere.public_id, "source_title": "Packet"}
    answer = as_clerk.post(page, sent)
    assert answer.status_code == 200
    assert list(answer.context["filing"].errors) == ["jurisdiction"]
    assert answer.context["correction"]["title"].value() == "A mended title"
    assert answer.context["filing"]["source_title"].value() == "Packet"
    draft.refresh_from_db()
    assert draft.parts["title"] == reading.to_json(reading.read_file(RENEWAL))["title"]
    assert not Instrument.objects.exists()


def test_number_that_is_taken_is_refused_at_the_page(
    as_clerk: Client, clerk: User, city: Jurisdiction
) -> None:
    InstrumentFactory.create(jurisdiction=city, number="6512")
    page = url("draft", ReadingDraftFactory.create(by=clerk).public_id)
    shown = as_clerk.get(page)
    sent = as_shown(shown.context["correction"], shown.context["filing"])
    answer = as_clerk.post(page, sent | {"resolution_number": "6512", "jurisdiction": city.public_id})
    assert "another instrument with the number 6512" in answer.content.decode()
    assert (Instrument.objects.count(), ReadingDraft.objects.count()) == (1, 1)


def test_changed_text_is_read_again(as_clerk: Client, clerk: User) -> None:
    draft = ReadingDraftFactory.create(by=clerk)
    text = draft.text.replace("RESOLUTION NO. _____", "RESOLUTION NO. 6512")
    assert as_clerk.post(url("reread", draft.public_id), {"text": text})["Location"] == url(
        "draft", draft.public_id
    )
    draft.refresh_from_db()
    assert draft.parts["resolution_number"] == "6512"


def test_text_that_cannot_be_read_again_is_kept_on_the_page(as_clerk: Client, clerk: User) -> None:
    draft = ReadingDraftFactory.create(by=clerk)
    before = draft.text
    answer = as_clerk.post(url("reread", draft.public_id), {"text": "Nothing of the kind"})
    assert (list(answer.context["form"].errors), answer.context["form"]["text"].value()) == (
        ["text"],
        "Nothing of the kind",
    )
    draft.refresh_from_db()
    assert draft.text == before


def test_discarded_draft_is_gone(as_clerk: Client, clerk: User) -> None:
    draft = ReadingDraftFactory.create(by=clerk)
    assert as_clerk.get(url("discard", draft.public_id)).status_code == 405
    assert as_clerk.post(url("discard", draft.public_id))["Location"] == url("list")
    assert not ReadingDraft.objects.exists()


# Known from a register, and corrected -----------------------------------------------------------------


def test_instrument_is_recorded_from_a_register(as_clerk: Client, city: Jurisdiction) -> None:
    sent = as_shown(as_clerk.get(url("record")).context["form"]) | {
        "jurisdiction": city.public_id,
        "title": "A resolution",
        "number": "21-08",
        "standing": "adopted",
        "passed_on": "2021-03-31",
        "source_title": "Council minutes",
    }
    answer = as_clerk.post(url("record"), sent)
    instrument = Instrument.objects.get()
    assert answer["Location"] == url("detail", instrument.public_id)
    assert (instrument.number, str(instrument.passed_on), instrument.bill_number) == (
        "21-08",
        "2021-03-31",
        None,
    )


def test_impossible_dates_are_refused_and_kept(as_clerk: Client, city: Jurisdiction) -> None:
    sent = as_shown(as_clerk.get(url("record")).context["form"]) | {
        "jurisdiction": city.public_id,
        "title": "A resolution",
        "standing": "adopted",
        "filed_on": "2021-04-02",
        "passed_on": "2021-03-31",
        "source_title": "Council minutes",
    }
    form = as_clerk.post(url("record"), sent).context["form"]
    assert list(form.errors) == ["passed_on"]
    assert (form["title"].value(), form["filed_on"].value()) == ("A resolution", "2021-04-02")
    assert not Instrument.objects.exists()


def test_correction_is_saved_and_stands_in_the_history(as_clerk: Client, city: Jurisdiction) -> None:
    instrument = InstrumentFactory.create(jurisdiction=city, source_title="Minutes")
    page = url("correct", instrument.public_id)
    sent = as_shown(as_clerk.get(page).context["form"]) | {"number": "6513"}
    assert as_clerk.post(page, sent)["Location"] == url("detail", instrument.public_id)
    instrument.refresh_from_db()
    assert instrument.number == "6513"
    assert "Ana Ruiz" in as_clerk.get(url("detail", instrument.public_id)).content.decode()


def test_refused_correction_keeps_what_was_typed(as_clerk: Client, city: Jurisdiction) -> None:
    instrument = InstrumentFactory.create(jurisdiction=city, source_title="Minutes")
    page = url("correct", instrument.public_id)
    sent = as_shown(as_clerk.get(page).context["form"]) | {"number": "6513", "title": ""}
    form = as_clerk.post(page, sent).context["form"]
    assert (list(form.errors), form["number"].value()) == (["title"], "6513")
    instrument.refresh_from_db()
    assert instrument.number is None


def test_statement_is_renamed(as_coordinator: Client, statement: Statement) -> None:
    page = url("correct-statement", statement.public_id)
    as_coordinator.post(page, {"title": "A better name", "summary": "One sentence."})
    statement.refresh_from_db()
    assert (statement.title, statement.summary) == ("A better name", "One sentence.")


def test_statement_without_a_name_is_refused_and_the_summary_kept(
    as_coordinator: Client, statement: Statement
) -> None:
    page = url("correct-statement", statement.public_id)
    form = as_coordinator.post(page, {"title": "", "summary": "One sentence."}).context["form"]
    assert (list(form.errors), form["summary"].value()) == (["title"], "One sentence.")


def test_statement_is_published_and_taken_off_again(as_coordinator: Client, statement: Statement) -> None:
    page = url("publish", statement.public_id)
    for is_public in (True, False):
        assert as_coordinator.post(page)["Location"] == url("statement", statement.public_id)
        statement.refresh_from_db()
        assert (statement.published_at is not None) == is_public


# Adoption and what it asks ----------------------------------------------------------------------------


def test_councils_begin_and_the_matrix_shows_them(
    as_coordinator: Client, statement: Statement, city: Jurisdiction, elsewhere: Jurisdiction
) -> None:
    (version, *_others) = load_pack(by=None, name="missouri", now=NOW)
    sent = {
        "jurisdictions": [city.public_id, elsewhere.public_id],
        "version": version.public_id,
        "starts_on": "2026-03-10",
    }
    answer = as_coordinator.post(url("adopt", statement.public_id), sent)
    assert answer["Location"] == url("matrix", statement.public_id)
    matrix = as_coordinator.get(answer["Location"]).context["matrix"]
    assert [(row.instrument.jurisdiction, len(row.blocking)) for row in matrix.rows] == [
        (city, 1),
        (elsewhere, 1),
    ]


def test_adoption_without_a_council_is_refused_and_the_day_kept(
    as_coordinator: Client, statement: Statement, city: Jurisdiction
) -> None:
    (version, *_others) = load_pack(by=None, name="missouri", now=NOW)
    sent = {"version": version.public_id, "starts_on": "2026-03-10"}
    form = as_coordinator.post(url("adopt", statement.public_id), sent).context["form"]
    assert (list(form.errors), form["starts_on"].value()) == (["jurisdictions"], "2026-03-10")
    assert not ProcedureRun.objects.exists()


def test_adoption_without_a_procedure_says_what_to_do_first(
    as_coordinator: Client, statement: Statement, city: Jurisdiction
) -> None:
    text = as_coordinator.get(url("adopt", statement.public_id)).content.decode()
    assert reverse("commitments:procedures") in text
    assert "No adoption procedure is published" in text


def test_ticked_duty_becomes_somebodys_and_the_others_stay_open(
    as_clerk: Client, clerk: User, statement: Statement, city: Jurisdiction
) -> None:
    InstrumentFactory.create(statement=statement, jurisdiction=city)
    page = url("confirm", statement.public_id, city.public_id)
    due_on = clock.today() + timedelta(days=30)
    sent = as_shown(*as_clerk.get(page).context["forms"])
    sent |= {"duty1-confirmed": "on", "duty1-owner": clerk.public_id, "duty1-due_on": due_on.isoformat()}
    answer = as_clerk.post(page, sent)
    assert answer["Location"] == url("duties", statement.public_id)
    commitment = Commitment.objects.get()
    assert (commitment.owed_by, commitment.owner, commitment.due_on) == (city, clerk, due_on)
    assert len(as_clerk.get(page).context["forms"]) == 2


def test_ticked_duty_without_owner_and_date_is_refused_and_keeps_its_words(
    as_clerk: Client, statement: Statement, city: Jurisdiction
) -> None:
    InstrumentFactory.create(statement=statement, jurisdiction=city)
    page = url("confirm", statement.public_id, city.public_id)
    sent = as_shown(*as_clerk.get(page).context["forms"])
    sent |= {"duty0-confirmed": "on", "duty0-title": "Said in our words"}
    first, second, third = as_clerk.post(page, sent).context["forms"]
    assert (list(first.errors), first["title"].value()) == (["owner", "due_on"], "Said in our words")
    assert not second.errors
    assert not third.errors
    assert not Commitment.objects.exists()


def test_confirming_nothing_says_so(as_clerk: Client, statement: Statement, city: Jurisdiction) -> None:
    InstrumentFactory.create(statement=statement, jurisdiction=city)
    page = url("confirm", statement.public_id, city.public_id)
    answer = as_clerk.post(page, as_shown(*as_clerk.get(page).context["forms"]))
    assert answer.status_code == 200
    assert "Tick at least one commitment" in answer.content.decode()


# What lists cost --------------------------------------------------------------------------------------


def queries_of(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(page)
        assert answer.status_code == 200
        assert answer.getvalue()
    return len(asked)


def record_many(statement: Statement, count: int) -> None:
    """Record an instrument of each of ``count`` councils under the statement, at once."""
    councils = Jurisdiction.objects.bulk_create(JurisdictionFactory.build_batch(count))
    Instrument.objects.bulk_create(
        InstrumentFactory.build(statement=statement, jurisdiction=council) for council in councils
    )


@pytest.mark.parametrize("name", ["list", "csv"])
def test_register_costs_the_same_with_one_row_and_with_many(as_coordinator: Client, name: str) -> None:
    statement = StatementFactory.create()
    costs = {}
    for rows in (1, 3, MANY):
        record_many(statement, rows - Instrument.objects.count())
        costs[rows] = queries_of(as_coordinator, url(name))
    assert len(set(costs.values())) == 1, costs


@pytest.mark.parametrize("name", ["statement", "matrix", "duties"])
def test_pages_of_a_statement_cost_the_same_with_one_council_and_with_many(
    as_coordinator: Client, statement: Statement, name: str
) -> None:
    owner = UserFactory.create()
    costs = {}
    for rows in (1, 3, 60):
        for _missing in range(rows - Instrument.objects.count()):
            council = JurisdictionFactory.create(member=True)
            InstrumentFactory.create(statement=statement, jurisdiction=council)
            confirmed = Confirmation(
                proposal=0, title="A duty", clause="That", section="Section 1", owner=owner, due_on=NOW.date()
            )
            confirm_commitments(
                by=None, statement=statement, jurisdiction=council, confirmations=[confirmed], now=NOW
            )
        costs[rows] = queries_of(as_coordinator, url(name, statement.public_id))
    assert len(set(costs.values())) == 1, costs


def test_register_is_paged_and_narrowed_down(as_coordinator: Client) -> None:
    record_many(StatementFactory.create(), 51)
    adopted = InstrumentFactory.create(adopted=True, title="An ordinance about fleets")
    assert len(as_coordinator.get(url("list")).context["page"].object_list) == 50
    for asked in (
        {"q": "fleets"},
        {"standing": Standing.ADOPTED},
        {"jurisdiction": adopted.jurisdiction.public_id},
    ):
        page = as_coordinator.get(url("list"), asked).context["page"]
        assert [row.pk for row in page] == [adopted.pk]


def test_empty_register_says_what_to_do_first_and_an_empty_search_how_to_widen_it(
    as_coordinator: Client,
) -> None:
    assert "No instruments yet" in as_coordinator.get(url("list")).content.decode()
    assert "Nothing matches" in as_coordinator.get(url("list"), {"q": "fleets"}).content.decode()


def test_csv_holds_what_is_asked_for_and_no_formula(as_coordinator: Client) -> None:
    statement = StatementFactory.create(title="@SUM(A1)")
    InstrumentFactory.create(
        adopted=True,
        number="+6512 A",
        title='=HYPERLINK("http://example.org")',
        statement=statement,
        jurisdiction=JurisdictionFactory.create(name="Independence"),
        source_title="-2+3",
    )
    InstrumentFactory.create(title="A draft")
    answer = as_coordinator.get(url("csv"), {"standing": "adopted"})
    head, *rows = csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    assert rows == [
        [
            "Independence",
            "Resolution",
            "",
            "'+6512 A",
            '\'=HYPERLINK("http://example.org")',
            "'@SUM(A1)",
            "Adopted",
            "",
            "2026-02-02",
            "",
            "'-2+3",
        ]
    ]
    assert len(head) == len(rows[0])


def test_adoption_can_begin_with_the_steps_of_a_state(client):
    client.force_login(person_with("coordinator"))
    statement = StatementFactory.create(with_text=True)
    page = reverse("instruments:adopt", args=[statement.public_id])
    assert "Use the steps of Missouri" in client.get(page).content.decode()
    address = reverse("instruments:use-pack", args=[statement.public_id])
    assert client.post(address, {"pack": "atlantis"}, follow=True).status_code == 200
    assert "Use the steps of Missouri" in client.get(page).content.decode()
    assert client.post(address, {"pack": "missouri"})["Location"] == page
    assert "Use the steps of Missouri" not in client.get(page).content.decode()

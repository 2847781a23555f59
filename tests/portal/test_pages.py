"""The public pages: anonymous, in English and Spanish, with published facts only."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from tests.factories.hotline import CityHotlineFactory
from tests.factories.initiatives import OutcomeFactory, ParticipationFactory, ProgramRecordFactory
from tests.factories.instruments import StatementFactory
from tests.factories.jurisdictions import (
    NOW,
    JurisdictionFigureFactory,
    MembershipFactory,
    PartnershipFactory,
)
from tests.settings import EXAMPLE

from interlocal.portal import queries
from interlocal.portal.queries import words as public_words
from interlocal.portal.templatetags import published as words
from interlocal.programkit.public import programs

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


def page_of(client, name, *args, language="en"):
    client.cookies["django_language"] = language
    answer = client.get(reverse(f"portal:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def partnership():
    return PartnershipFactory.create(purpose="Solve problems together.", purpose_es="Resolver juntas.")


def member(name, population=None, **fields):
    membership = MembershipFactory.create(jurisdiction__name=name, **fields)
    if population:
        JurisdictionFigureFactory.create(jurisdiction=membership.jurisdiction, value=population)
    return membership


def test_installation_without_partnership_says_so(client):
    assert "No partnership yet" in page_of(client, "home")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", ["home", "accessibility", "privacy"])
def test_anybody_may_read_the_pages_in_both_languages(client, partnership, name, language):
    page = page_of(client, name, language=language)

    assert f'<html lang="{language}">' in page
    assert "<script" not in page


def test_purpose_is_shown_in_the_readers_language(client, partnership):
    assert "Solve problems together." in page_of(client, "home")
    assert "Resolver juntas." in page_of(client, "home", language="es")


def test_text_without_translation_is_marked_as_english(client, partnership):
    ProgramRecordFactory.create(published=True, title="Fraud hotline", title_es="")

    assert '<span lang="en">Fraud hotline</span>' in page_of(client, "home", language="es")
    assert '<span lang="en">' not in page_of(client, "home")


def test_members_stand_under_the_day_they_joined_unpublished_days_last(partnership):
    later = member("Grandview", unpublished_start=True)
    second = member("Lee's Summit", starts_on=date(2019, 1, 1))
    first = member("Blue Springs")
    supporter = member("Regional council", role="supporter")

    found = queries.public_home(TODAY)

    assert [(joining.since, joining.memberships) for joining in found.joinings] == [
        (date(2018, 10, 15), (first, supporter)),
        (date(2019, 1, 1), (second,)),
        (None, (later,)),
    ]
    assert found.members == (first, later, second)
    assert found.supporters == (supporter,)


def test_what_is_made_up_is_never_shown(client, partnership):
    member("Invented city", synthetic=True)
    real = member("Riverton")
    JurisdictionFigureFactory.create(jurisdiction=real.jurisdiction, value=77_777, synthetic=True)
    program = ProgramRecordFactory.create(published=True)
    ParticipationFactory.create(program=program, jurisdiction__name="Invented part", synthetic=True)
    OutcomeFactory.create(program=program, statement="Invented outcome.", synthetic=True)

    pages = page_of(client, "home") + page_of(client, "program", program.public_id)

    assert "Riverton" in pages
    assert "Invented" not in pages
    assert "77,777" not in pages


def test_residents_are_the_sum_of_the_figures_shown(partnership):
    member("Blue Springs", 58_603)
    member("Raytown", 30_012)
    member("Regional council", 5, role="supporter")

    residents = queries.public_home(TODAY).residents

    assert (residents.total, residents.year, residents.is_unconfirmed) == (88_615, 2020, False)


def test_residents_are_not_summed_over_different_years_or_gaps(partnership):
    member("Blue Springs", 58_603)
    raytown = member("Raytown")
    assert queries.public_home(TODAY).residents is None

    JurisdictionFigureFactory.create(jurisdiction=raytown.jurisdiction, year=2010)
    assert queries.public_home(TODAY).residents is None


def test_unconfirmed_figure_carries_its_mark(client, partnership):
    membership = member("Raytown")
    JurisdictionFigureFactory.create(jurisdiction=membership.jurisdiction, is_unconfirmed=True)

    page = page_of(client, "home")

    assert "partly unconfirmed" in page
    assert "Unconfirmed" in page


def test_what_is_changed_or_taken_back_is_gone_at_the_next_look(client, partnership):
    """A member is written once for all readers, and found by all that is said of it."""
    membership = member("Raytown", 30_012, note="Joined by Resolution 2.", source_title="Minutes 7")
    place, figure = membership.jurisdiction, membership.jurisdiction.figures.get()
    for record, changed, gone in (
        (place, {"name": "Raytown City"}, ">Raytown<"),
        (place, {"website": "https://new.example.org/"}, place.website),
        (place, {"kind": "county"}, ">City, "),
        (membership, {"note": ""}, "Resolution 2"),
        (membership, {"source_title": "Another paper"}, "Minutes 7"),
        (figure, {"value": 30_013}, "30,012"),
        (figure, {"is_unconfirmed": not figure.is_unconfirmed}, ""),
    ):
        before = page_of(client, "home")
        assert gone in before
        type(record).objects.filter(pk=record.pk).update(**changed)
        after = page_of(client, "home")
        assert after != before
        assert not gone or gone not in after
    assert ">Condado, " in page_of(client, "home", language="es")


def test_unpublished_program_is_not_found(client):
    program = ProgramRecordFactory.create()

    assert client.get(reverse("portal:program", args=[program.public_id])).status_code == 404


def test_program_without_outcome_says_not_published(client):
    program = ProgramRecordFactory.create(published=True)

    assert page_of(client, "program", program.public_id).count("Not published") >= 3


def a_statement(**fields):
    parts = {
        "recitals": ["communities face pressures; and,", "today's challenges transcend boundaries."],
        "sections": [{"number": "1", "heading": "", "text": "That the council supports this."}],
    }
    facts = {"title": "Statement of Common Purpose", "text": "x", "parts": parts, "published_at": NOW}
    return StatementFactory.create(**{**facts, **fields})


def test_statement_and_its_recitals_stand_on_the_home_page(client, partnership):
    statement = a_statement()

    page = page_of(client, "home")

    assert "Communities face pressures." in page
    assert reverse("portal:statement", args=[statement.public_id]) in page


def test_councils_text_stays_english_on_the_spanish_page(client, partnership):
    page = page_of(client, "statement", a_statement().public_id, language="es")

    assert '<div class="portal-text" lang="en">' in page
    assert "That the council supports this." in page


def test_unpublished_statement_is_not_found(client):
    statement = a_statement(published_at=None)

    assert client.get(reverse("portal:statement", args=[statement.public_id])).status_code == 404


def test_home_costs_the_same_with_one_three_and_many_rows(client, partnership):
    costs = {}
    for rows in (1, 3, 12):
        for number in range(rows):
            member(f"City {rows}-{number}", 1000 + number)
            participation = ParticipationFactory.create(program__published=True)
            OutcomeFactory.create(program=participation.program)
        with CaptureQueriesContext(connection) as counted:
            page_of(client, "home")
        costs[rows] = len(counted)

    assert len(set(costs.values())) == 1, costs


def test_privacy_page_tells_what_the_models_declare(client):
    page = page_of(client, "privacy")

    assert "To say who speaks for each jurisdiction, and who stands in." in page
    assert {row.privacy.purpose for row in queries.personal_data()} >= {
        "To say who speaks for each jurisdiction, and who stands in.",
        "To sign in, to be addressed in mail, and to be named in the records a person makes.",
    }


def test_accessibility_page_names_whom_to_tell(client, partnership):
    member("Raytown", jurisdiction__website="https://www.example.org/raytown")

    assert 'href="https://www.example.org/raytown"' in page_of(client, "accessibility")


@pytest.mark.parametrize(
    ("recital", "sentence"),
    [
        ("communities face pressures; and,", "Communities face pressures."),
        ("the cities have joined.", "The cities have joined."),
        ("it is so;", "It is so."),
        ("", ""),
    ],
)
def test_recital_reads_as_a_sentence_of_its_own(recital, sentence):
    assert words.sentence_start(recital) == sentence


def test_public_words_are_those_that_the_models_declare():
    of_the_product = [model for model in queries.declaring_models() if model._meta.app_config.name != EXAMPLE]
    declared = [queries.declared_words(model) for model in of_the_product]

    assert set(public_words.labels()) == {name for names, _sentences in declared for name in names}
    assert public_words.sentences() == {text for _names, sentences in declared for text in sentences}


def test_everything_on_the_privacy_page_is_in_spanish():
    with translation.override("es"):
        assert [text for text in public_words.sentences() if translation.gettext(text) == text] == []
        spanish = {str(label) for label in public_words.labels().values()}
    with translation.override("en"):
        english = {str(label) for label in public_words.labels().values()}
    assert english & spanish == set()


def test_services_that_are_open_lead_to_their_public_pages(client, partnership):
    assert reverse("hotline:report") not in page_of(client, "home")
    CityHotlineFactory.create(is_open=True)
    page = page_of(client, "home")
    assert "What you can use" in page
    assert f'<a href="{reverse("hotline:report")}">Report, or come back to your report</a>' in page
    spanish = page_of(client, "home", language="es")
    assert "Lo que usted puede usar" in spanish
    assert f'<a href="{reverse("hotline:report")}">Denunciar' in spanish


def test_every_card_of_a_program_leads_where_anybody_may_go(client, partnership):
    cards = [(one, card) for one in programs() for card in one.portal_cards if card.page]
    assert len(cards) >= 2
    for program, card in cards:
        assert card.link
        assert client.get(reverse(f"{program.namespace}:{card.page}")).status_code == 200

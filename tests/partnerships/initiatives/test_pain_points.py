"""Pain points: stated, grouped by a person, turned into an initiative once."""

import pytest
from django.urls import reverse
from tests.factories import initiatives as made
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import NOW, JurisdictionFactory

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.initiatives import actions, queries
from interlocal.partnerships.initiatives.actions.pain_points import Pain
from interlocal.partnerships.initiatives.models import Initiative, PainPoint

pytestmark = pytest.mark.django_db
PAIN = Pain(title="Engines wait", description="Mechanics are missing.", weight=4)


def test_city_states_what_hurts_in_its_own_word():
    city = JurisdictionFactory.create()
    pain = Pain(
        title="Engines wait",
        description="Mechanics are missing.",
        weight=4,
        yearly_cost_cents=4_120_000,
        cost_year=2025,
        certainty="estimated",
    )

    point = actions.state_pain_point(by=None, jurisdiction=city, pain=pain, now=NOW)

    assert (point.yearly_cost_cents, point.cost_year, point.certainty) == (4_120_000, 2025, "estimated")
    assert point.source_title == f"Stated by {city.formal_name}"


@pytest.mark.parametrize(
    ("cost", "field"),
    [
        ({"yearly_cost_cents": -1, "cost_year": 2025, "certainty": "guessed"}, "yearly_cost_cents"),
        ({"yearly_cost_cents": 100, "certainty": "guessed"}, "cost_year"),
        ({"yearly_cost_cents": 100, "cost_year": 2025}, "certainty"),
        ({"cost_year": 2025}, "yearly_cost_cents"),
    ],
)
def test_cost_has_its_year_and_says_how_sure_it_is(cost, field):
    pain = Pain(title="Engines wait", description="Mechanics are missing.", weight=4, **cost)

    with pytest.raises(Refusal) as refusal:
        actions.state_pain_point(by=None, jurisdiction=JurisdictionFactory.create(), pain=pain, now=NOW)
    assert refusal.value.field == field
    assert PainPoint.objects.count() == 0


def test_suggestion_joins_different_cities_only():
    one = JurisdictionFactory.create()
    made.PainPointFactory.create_batch(2, jurisdiction=one)
    reader = person_with("auditor")
    assert queries.suggestions(reader) == []

    other = made.PainPointFactory.create()
    (suggestion,) = queries.suggestions(reader)
    assert other in suggestion.points


def test_two_are_as_alike_in_the_list_as_on_their_own_pages():
    point, other = made.PainPointFactory.create_batch(2, description="Mechanics are missing at the garage.")
    city = point.jurisdiction
    made.PainPointFactory.create(jurisdiction=city, title="Records", description="Requests for records wait.")
    made.PainPointFactory.create(jurisdiction=city, title="Mechanics", description="Overtime of mechanics.")
    grouped = made.PainPointFactory.create_batch(2, title="Hiring", description="Mechanics are hard to hire.")
    actions.group_pain_points(by=None, title="Hiring", points=grouped, now=NOW)
    reader = person_with("auditor")

    listed = next(one for one in queries.suggestions(reader) if {point, other} <= set(one.points))
    alike = {one.points[0].pk: one.percent for one in queries.like_this(point, reader)}
    back = {one.points[0].pk: one.percent for one in queries.like_this(other, reader)}

    assert len(listed.points) == 2
    assert alike[other.pk] == back[point.pk] == listed.percent


def test_what_is_grouped_or_withdrawn_is_suggested_no_more():
    points = made.PainPointFactory.create_batch(2)
    reader = person_with("auditor")
    assert len(queries.suggestions(reader)) == 1

    actions.withdraw_pain_point(by=None, point=points[0], reason="Solved", now=NOW)
    assert queries.suggestions(reader) == []


def test_pain_point_is_in_one_group_at_most():
    points = made.PainPointFactory.create_batch(3)
    actions.group_pain_points(by=None, title="Repairs", points=points[:2], now=NOW)

    with pytest.raises(Refusal):
        actions.group_pain_points(by=None, title="Engines", points=points[1:], now=NOW)


def test_one_pain_point_is_no_group():
    with pytest.raises(Refusal):
        actions.group_pain_points(
            by=None, title="Repairs", points=made.PainPointFactory.create_batch(1), now=NOW
        )


def test_group_becomes_one_initiative_however_often_one_clicks():
    points = made.PainPointFactory.create_batch(3)
    group = actions.group_pain_points(by=None, title="Repairs", points=points, now=NOW)

    first = actions.start_initiative(by=None, group=group, now=NOW)
    second = actions.start_initiative(by=None, group=group, now=NOW)

    assert first == second
    assert (first.title, first.stage_key, Initiative.objects.count()) == ("Repairs", "idea", 1)
    assert {stance.jurisdiction_id for stance in first.stances.all()} == {
        point.jurisdiction_id for point in points
    }
    with pytest.raises(Refusal):
        actions.dissolve_group(by=None, group=group, now=NOW)


def test_dissolved_group_lets_its_pain_points_stand_alone():
    points = made.PainPointFactory.create_batch(2)
    group = actions.group_pain_points(by=None, title="Repairs", points=points, now=NOW)

    actions.dissolve_group(by=None, group=group, now=NOW)

    assert len(queries.to_group(person_with("auditor"), chosen=(), words="")) == 2
    with pytest.raises(Refusal):
        actions.start_initiative(by=None, group=group, now=NOW)


def test_made_up_pain_points_make_a_made_up_initiative():
    points = made.PainPointFactory.create_batch(2, synthetic=True)
    group = actions.group_pain_points(by=None, title="Repairs", points=points, now=NOW)

    assert actions.start_initiative(by=None, group=group, now=NOW).is_synthetic


def test_who_groups_by_hand_finds_by_words_and_keeps_what_is_checked(client, monkeypatch):
    """A region has thousands: the newest few are offered, and looking for others loses no check."""
    monkeypatch.setattr("interlocal.partnerships.initiatives.queries.pain_points.MOST_OFFERED", 1)
    titles = ("Engines", "Tyres", "Hoses")
    engines, tyres, newest = (made.PainPointFactory.create(title=title) for title in titles)
    client.force_login(person_with("coordinator"))
    address = reverse("initiatives:group-pain-points")

    def offered(answer):
        form = answer.context["form"]
        return [key for key, _label in form.fields["points"].choices], form["points"].value()

    assert offered(client.get(address)) == ([newest.public_id], [])
    said = {"points": [newest.public_id], "find": "tyre", "title": "", "look": "yes"}
    assert offered(client.post(address, said)) == ([newest.public_id, tyres.public_id], [newest.public_id])
    assert offered(client.get(address, {"point": engines.public_id}))[0] == [
        engines.public_id,
        newest.public_id,
    ]

    both = {"points": [newest.public_id, tyres.public_id], "find": "tyre", "title": "Repairs"}
    assert client.post(address, both).status_code == 302
    tyres.refresh_from_db()
    assert tyres.group.title == "Repairs"

"""The pages about people: who sees whom, what they can do there, and how many queries that takes."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import InvitationFactory, RoleGrantFactory, UserFactory, person_with
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.accounts.models import AccountState, Invitation, User
from interlocal.foundation.accounts.public import roles
from interlocal.foundation.accounts.queries.lists import Filter, people_listed, people_visible_to
from interlocal.foundation.accounts.queries.who_may import holders_of, permissions_of_person
from interlocal.foundation.accounts.rules import Permission
from interlocal.kernel import clock
from interlocal.kernel.scopes import PARTNERSHIP, jurisdiction_scope

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


@pytest.fixture
def coordinator(client: Client) -> User:
    user = person_with("coordinator", name="Ana Coordinator")
    client.force_login(user)
    return user


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_list_takes_as_many_queries_for_three_people_as_for_sixty(
    client: Client, coordinator: User
) -> None:
    cities = [JurisdictionFactory.create() for _city in range(2)]
    person_with("clerk", cities[0].public_id)
    person_with("clerk", cities[1].public_id)
    few = queries_of(client, "/people/")
    for number in range(60):
        person = person_with("clerk", cities[number % 2].public_id)
        RoleGrantFactory.create(user=person, role="auditor")
    assert queries_of(client, "/people/") == few
    page = client.get("/people/?page=2")
    assert (page.context["page"].number, len(page.context["page"].object_list)) == (2, 13)


def test_a_persons_page_takes_as_many_queries_for_one_role_as_for_ten(
    client: Client, coordinator: User
) -> None:
    person = person_with("auditor")
    InvitationFactory.create(user=person)
    few = queries_of(client, f"/people/{person.public_id}/")
    for number in range(9):
        RoleGrantFactory.create(
            user=person, role="clerk", scope=jurisdiction_scope(f"city{number}"), granted_by=coordinator
        )
        InvitationFactory.create(user=person, role="clerk", scope=jurisdiction_scope(f"city{number}"))
    assert queries_of(client, f"/people/{person.public_id}/") == few


def test_the_filters_narrow_the_list(coordinator: User) -> None:
    clerk = person_with("clerk", "raytown", name="Bea", email="bea@raytown.example")
    invited = UserFactory.create(is_invited=True, name="Cid")
    suspended = UserFactory.create(is_suspended=True, name="Dov")
    former = UserFactory.create(is_suspended=True, name="", anonymised_at=clock.now())

    def listed(**narrowed: object) -> list[User]:
        return list(people_listed(coordinator, Filter(**narrowed), on=TODAY, now=clock.now()))

    assert listed() == [coordinator, clerk, invited, suspended]
    assert listed(text="RAYTOWN") == [clerk]
    assert listed(role="clerk") == [clerk]
    assert listed(scope=jurisdiction_scope("raytown")) == [clerk]
    assert listed(scope=PARTNERSHIP) == [coordinator]
    assert [listed(state=state) for state in AccountState.values] == [
        [invited],
        [coordinator, clerk],
        [suspended],
        [former],
    ]


def test_who_reads_in_one_city_sees_the_people_of_that_city(monkeypatch: pytest.MonkeyPatch) -> None:
    from interlocal.config.roles import Clerk
    from interlocal.foundation.accounts.models.roles import roles

    local = type(
        "LocalClerk", (Clerk,), {"permissions": frozenset({Permission.READ}), "everywhere": frozenset()}
    )
    monkeypatch.setitem(roles(), "clerk", local)
    viewer = person_with("clerk", "raytown", name="A")
    colleague = person_with("city-manager", "raytown", name="B")
    invited = InvitationFactory.create(role="clerk", scope=jurisdiction_scope("raytown")).user
    person_with("clerk", "lees-summit")
    person_with("coordinator")
    assert set(people_visible_to(viewer)) == {viewer, colleague, invited}


def test_what_a_person_may_do_names_the_grant_that_gives_it(coordinator: User) -> None:
    manager = person_with("city-manager", "raytown")
    raytown = jurisdiction_scope("raytown")
    why = {reason.permission: reason for reason in permissions_of_person(manager, on=TODAY)}
    assert (why[Permission.INVITE].reaches, why[Permission.INVITE].grant.role) == (raytown, "city-manager")
    assert why[Permission.READ].reaches == PARTNERSHIP
    assert why[Permission.READ].goes_beyond
    assert Permission.SUSPEND not in why
    assert [reason.grant.user for reason in holders_of(Permission.INVITE, on=TODAY)] == [coordinator, manager]


def test_the_page_of_who_may_answers_both_questions(client: Client, coordinator: User) -> None:
    manager = person_with(
        "city-manager", JurisdictionFactory.create(name="Raytown").public_id, name="Mo Manager"
    )
    by_person = client.get(f"/people/who-may/?person={manager.public_id}").content.decode()
    assert ["City manager, Raytown" in by_person, "Accounts: invite" in by_person] == [True, True]
    by_permission = client.get("/people/who-may/?permission=accounts.invite").content.decode()
    assert ["Mo Manager" in by_permission, "Ana Coordinator" in by_permission] == [True, True]
    assert client.get("/people/who-may/?permission=nonsense&person=").status_code == 200
    assert client.get("/people/who-may/?person=nobody").status_code == 404


def test_inviting_from_the_page(client: Client, coordinator: User) -> None:
    city = JurisdictionFactory.create()
    given = {
        "email": "new@example.org",
        "name": "New Person",
        "language": "es",
        "role": "clerk",
        "scope": f"jurisdiction:{city.public_id}",
        "from_on": "2026-03-10",
        "until_on": "",
    }
    wrong = client.post("/people/invite/", given | {"scope": "partnership:"})
    assert (wrong.status_code, list(wrong.context["form"].errors), wrong.context["form"]["name"].value()) == (
        200,
        ["scope"],
        "New Person",
    )
    answer = client.post("/people/invite/", given)
    invitation = Invitation.objects.get()
    assert answer["Location"] == f"/people/{invitation.user.public_id}/"
    assert (invitation.invited_by, invitation.scope.public_id) == (coordinator, city.public_id)
    page = client.get(answer["Location"])
    assert page.context["page"].invitations[0].may_change
    client.post(f"/people/invitations/{invitation.public_id}/resend/")
    client.post(f"/people/invitations/{invitation.public_id}/withdraw/")
    invitation.refresh_from_db()
    assert (invitation.sent_count, invitation.withdrawn_at is None) == (2, False)


def test_granting_ending_suspending_and_restoring_from_the_page(client: Client, coordinator: User) -> None:
    city, person = JurisdictionFactory.create(), UserFactory.create()
    own = f"/people/{person.public_id}/"
    given = {
        "role": "clerk",
        "scope": f"jurisdiction:{city.public_id}",
        "from_on": "2026-01-01",
        "until_on": "",
    }
    assert client.post(f"{own}grant/", given)["Location"] == own
    assert client.post(f"{own}grant/", given).context["form"].errors
    grant = person.grants.get()
    assert client.get(f"{own}roles/{grant.public_id}/end/").status_code == 200
    assert client.post(f"{own}roles/{grant.public_id}/end/")["Location"] == own
    grant.refresh_from_db()
    assert grant.ended_by == coordinator
    assert client.get(f"{own}suspend/").status_code == 200
    client.post(f"{own}suspend/")
    person.refresh_from_db()
    assert person.state == AccountState.SUSPENDED
    assert client.get(own).context["page"].may_restore
    client.post(f"{own}restore/")
    person.refresh_from_db()
    assert person.state == AccountState.ACTIVE


def test_a_city_manager_is_offered_only_the_own_city(client: Client) -> None:
    own, other = JurisdictionFactory.create(), JurisdictionFactory.create()
    client.force_login(person_with("city-manager", own.public_id))
    page = client.get("/people/invite/")
    assert [value for value, _label in page.context["form"]["scope"].field.choices] == [
        "",
        f"jurisdiction:{own.public_id}",
    ]
    elsewhere = person_with("clerk", other.public_id)
    held = elsewhere.grants.get()
    assert client.get(f"/people/{elsewhere.public_id}/roles/{held.public_id}/end/").status_code == 404
    invitation = InvitationFactory.create(role="clerk", scope=jurisdiction_scope(other.public_id))
    assert client.post(f"/people/invitations/{invitation.public_id}/withdraw/").status_code == 404


def test_ones_own_page_saves_name_and_language(client: Client, coordinator: User) -> None:
    answer = client.post("/account/", {"name": " Ana María ", "language": "es"})
    coordinator.refresh_from_db()
    assert (coordinator.name, coordinator.language) == ("Ana María", "es")
    assert answer.cookies["django_language"].value == "es"
    assert client.post("/account/", {"name": "", "language": "es"}).context["form"].errors


def test_every_page_leads_to_ones_own_account_and_names_ones_role(client: Client, coordinator: User) -> None:
    html = client.get("/people/").content.decode()
    menu = html[html.index("il-menu__panel") :]
    assert ['href="/account/"' in menu, ">Coordinator<" in menu] == [True, True]


@pytest.mark.parametrize(("role", "place"), [("coordinator", None), ("city-manager", "raytown")])
def test_only_roles_that_can_be_held_there_are_offered(
    client: Client, monkeypatch: pytest.MonkeyPatch, role: str, place: str | None
) -> None:
    scope = jurisdiction_scope(place) if place else PARTNERSHIP
    monkeypatch.setattr(
        "interlocal.foundation.accounts.queries.scopes.scope_choices", lambda: [(scope, "Here")]
    )
    client.force_login(person_with(role, place))
    offered = {slug for slug, _title in client.get("/people/invite/").context["form"].fields["role"].choices}
    assert offered - {""} == {slug for slug, kind in roles().items() if scope.kind in kind.scopes}

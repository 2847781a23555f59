"""Where a person holds a permission, against a slow oracle that asks every grant about every place."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.accounts import RoleGrantFactory, UserFactory, person_with

from interlocal.foundation.accounts.models import RoleGrant
from interlocal.foundation.accounts.models.grants import reach_of
from interlocal.foundation.accounts.models.roles import roles
from interlocal.foundation.accounts.queries.people import people_for, people_with
from interlocal.foundation.accounts.queries.who_may import every_permission
from interlocal.foundation.accounts.rules import Permission
from interlocal.kernel.permissions import NOWHERE, Reach
from interlocal.kernel.scopes import PARTNERSHIP, Scope, jurisdiction_scope, program_scope

PLACES = [PARTNERSHIP, *map(jurisdiction_scope, ("raytown", "lees-summit")), program_scope("training")]
TODAY = date(2026, 3, 10)


def days() -> st.SearchStrategy[date]:
    return st.integers(-3, 3).map(lambda shift: TODAY + timedelta(days=shift))


@st.composite
def grants(draw: st.DrawFn) -> RoleGrant:
    scope: Scope = draw(st.sampled_from(PLACES))
    from_on = draw(days())
    until_on = draw(st.none() | st.integers(0, 3).map(lambda n: from_on + timedelta(days=n)))
    return RoleGrant(
        role=draw(st.sampled_from([*roles(), "gone"])),
        scope_kind=scope.kind,
        scope_public_id=scope.public_id,
        from_on=from_on,
        until_on=until_on,
        ended_on=draw(st.none() | days()),
    )


def oracle(held: list[RoleGrant], permission: Permission, place: Scope, on: date) -> bool:
    """Ask each grant alone, day by day and place by place."""
    for grant in held:
        role = roles().get(grant.role)
        last = grant.until_on or date.max
        lasts = [
            day for day in (TODAY + timedelta(days=n) for n in range(-10, 11)) if grant.from_on <= day <= last
        ]
        gives = [day for day in lasts if grant.ended_on is None or day < grant.ended_on]
        if role is None or on not in gives:
            continue
        if permission in role.everywhere:
            return True
        if permission in role.permissions and grant.scope in (PARTNERSHIP, place):
            return True
    return False


@given(held=st.lists(grants(), max_size=5), on=days(), data=st.data())
def test_reach_agrees_with_the_oracle(held: list[RoleGrant], on: date, data: st.DataObject) -> None:
    permission = data.draw(st.sampled_from(every_permission()))
    reach = reach_of([grant for grant in held if grant.is_in_force(on)], permission)
    assert [reach.covers(place) for place in PLACES] == [
        oracle(held, permission, place, on) for place in PLACES
    ]
    assert reach.covers(None) == any(oracle(held, permission, place, on) for place in PLACES)


@pytest.mark.django_db
@given(held=st.lists(grants(), max_size=4), on=days(), is_active=st.booleans(), data=st.data())
def test_people_with_agrees_with_the_oracle(
    held: list[RoleGrant], on: date, is_active: bool, data: st.DataObject
) -> None:
    permission = data.draw(st.sampled_from(every_permission()))
    place = data.draw(st.sampled_from(PLACES))
    user = UserFactory.create(is_active=is_active)
    for grant in held:
        ended = {"ended_on": grant.ended_on, "ended_at": user.joined_at} if grant.ended_on else {}
        RoleGrantFactory.create(
            user=user,
            role=grant.role,
            scope=grant.scope,
            from_on=grant.from_on,
            until_on=grant.until_on,
            **ended,
        )
    found = people_with(permission, place, on=on).filter(pk=user.pk)
    assert found.exists() == (is_active and oracle(held, permission, place, on))


@pytest.mark.django_db
def test_reach_is_one_query_for_a_request(django_assert_num_queries) -> None:
    user = person_with("city-manager", "raytown")
    user.refresh_from_db()
    with django_assert_num_queries(1):
        assert user.may(Permission.INVITE, jurisdiction_scope("raytown"))
        assert not user.may(Permission.INVITE, jurisdiction_scope("lees-summit"))
        assert user.reach(Permission.READ) == Reach(everywhere=True, jurisdictions=frozenset({"raytown"}))
        assert user.reach(Permission.SUSPEND) == NOWHERE


@pytest.mark.django_db
def test_somebody_suspended_reaches_nothing() -> None:
    user = person_with("coordinator")
    user.is_active = False
    assert {user.reach(permission) for permission in every_permission()} == {NOWHERE}


@pytest.mark.django_db
def test_people_for_names_the_holders_in_exactly_one_place() -> None:
    manager = person_with("city-manager", "raytown", name="A")
    clerk = person_with("clerk", "raytown", name="B")
    person_with("clerk", "lees-summit")
    person_with("coordinator")
    raytown = jurisdiction_scope("raytown")
    assert list(people_for(raytown, on=TODAY)) == [manager, clerk]
    assert list(people_for(raytown, "clerk", on=TODAY)) == [clerk]

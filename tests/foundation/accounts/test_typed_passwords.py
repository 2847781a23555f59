"""A password counts exactly as it was typed, whatever stands in it and however long it is."""

import pytest
from django.test import Client
from tests.factories.accounts import UserFactory

from interlocal.foundation.accounts.models import User

pytestmark = pytest.mark.django_db
LONG = "".join(chr(33 + place % 90) for place in range(128))
TYPED = [
    "  four words and spaces  ",
    "Größe über Straße ñ 日本語",
    "e\u0301 is not the same sign as \u00e9",
    "<b>&amp; 'quoted' \"twice\" %s \\n</b>",
    "four  words\twith\ta tab",
    LONG[:64],
    LONG,
]


def chosen(client: Client, user: User, password: str) -> int:
    """Change to ``password`` on the page; return the answer's status."""
    user.set_password("the one before this one")
    user.save()
    client.force_login(user)
    given = {"oldpassword": "the one before this one", "password1": password, "password2": password}
    return client.post("/account/password/change/", given).status_code


def lets_in(user: User, password: str) -> bool:
    client = Client()
    client.post("/account/login/", {"login": user.email, "password": password})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("password", TYPED)
def test_password_is_taken_and_compared_as_it_was_typed(client: Client, password: str) -> None:
    user = UserFactory.create(email="one@example.org")
    assert chosen(client, user, password) == 302
    assert lets_in(user, password)


@pytest.mark.parametrize("password", TYPED)
def test_password_that_differs_in_one_sign_opens_nothing(client: Client, password: str) -> None:
    user = UserFactory.create(email="one@example.org")
    assert chosen(client, user, password) == 302
    others = {password[:-1], password + " ", password.swapcase(), password.strip(), password[:64]} - {
        password
    }
    assert len(others) >= 3
    user.refresh_from_db()
    assert [other for other in others if user.check_password(other)] == []


@pytest.mark.parametrize(("length", "status"), [(11, 200), (12, 302), (64, 302), (128, 302), (1000, 302)])
def test_length_is_limited_below_alone(client: Client, length: int, status: int) -> None:
    password = (LONG * 8)[:length]
    assert chosen(client, UserFactory.create(email="one@example.org"), password) == status


@pytest.mark.parametrize("page", ["/account/login/", "/account/password/change/"])
def test_no_field_cuts_what_is_typed(client: Client, page: str) -> None:
    if "change" in page:
        client.force_login(UserFactory.create(password="the one before this one"))
    fields = client.get(page).context["form"].fields
    limits = {
        name: field.widget.attrs.get("maxlength") for name, field in fields.items() if "password" in name
    }
    assert limits
    assert set(limits.values()) == {None}

"""``EncryptedTextField``: nothing readable in the column, nothing wrong out of it."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from interlocal.foundation.vault.models import DataKey
from interlocal.foundation.vault.public import Altered, EncryptedTextField, KeyMissing, forget_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def diary() -> Iterator[type[models.Model]]:
    """A model with two encrypted columns."""
    with isolate_apps("interlocal.foundation.vault"):

        class Diary(models.Model):
            number = models.IntegerField(primary_key=True)
            secret = EncryptedTextField()
            note = EncryptedTextField(null=True, purpose="notes")

            class Meta:
                app_label = "vault"

        run("CREATE TABLE vault_diary (number integer PRIMARY KEY, secret text NOT NULL, note text NULL)")
        yield Diary


def run(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def column(name: str, number: int = 1) -> str | None:
    return run(f"SELECT {name} FROM vault_diary WHERE number = %s", number)[0][0]


@pytest.mark.parametrize("text", ["plain", "", "ümläut 日本 \U0001f512", "x" * 100_000, "null\nlines\t"])
def test_a_text_comes_back_and_its_column_shows_nothing(diary, text):
    diary.objects.create(number=1, secret=text)
    assert diary.objects.get().secret == text
    stored = column("secret")
    assert stored
    assert text not in stored or not text


def test_none_is_null(diary):
    diary.objects.create(number=1, secret="a", note=None)
    assert column("note") is None
    assert diary.objects.get().note is None
    assert diary.objects.filter(note__isnull=True).count() == 1
    assert diary.objects.exclude(note__isnull=True).count() == 0


def test_every_way_of_writing_encrypts(diary):
    one = diary.objects.create(number=1, secret="a")
    diary.objects.bulk_create([diary(number=2, secret="b")])
    diary.objects.filter(number=2).update(secret="c")
    one.secret = "d"
    diary.objects.bulk_update([one], ["secret"])
    diary.objects.update_or_create(number=3, defaults={"secret": "e"})
    assert list(diary.objects.order_by("number").values_list("secret", flat=True)) == ["d", "c", "e"]
    for number, text in ((1, "d"), (2, "c"), (3, "e")):
        assert len(column("secret", number)) > 60
        assert diary.objects.annotate(copy=models.F("secret")).get(number=number).copy == text


def test_a_ciphertext_copied_to_another_column_is_refused(diary):
    diary.objects.create(number=1, secret="a", note="b")
    run("UPDATE vault_diary SET note = secret")
    with pytest.raises(Altered):
        diary.objects.get()


def test_a_column_blanked_from_outside_is_refused(diary):
    diary.objects.create(number=1, secret="a")
    run("UPDATE vault_diary SET secret = ''")
    with pytest.raises(Altered):
        diary.objects.get()


@pytest.mark.parametrize("stored", ["plain text", "AAAA", "?", "ümlaut"])
def test_what_the_vault_did_not_write_is_refused(diary, stored):
    diary.objects.create(number=1, secret="a")
    run("UPDATE vault_diary SET secret = %s", stored)
    with pytest.raises(Altered):
        diary.objects.get()


def test_a_wrong_key_never_reads_as_blank(diary, key_file):
    diary.objects.create(number=1, secret="a")
    key_file.unlink()
    forget_keys()
    with pytest.raises(KeyMissing):
        diary.objects.get()
    with pytest.raises(KeyMissing):
        list(diary.objects.values_list("secret"))
    assert diary.objects.count() == 1


@pytest.mark.parametrize(
    "lookup", ["secret", "secret__contains", "secret__in", "secret__lower", "secret__gt"]
)
def test_the_column_cannot_be_searched(diary, lookup):
    with pytest.raises(FieldError, match="encrypted"):
        diary.objects.filter(**{lookup: "a"})


def test_purposes_have_their_own_keys(diary):
    diary.objects.create(number=1, secret="a", note="b")
    assert set(DataKey.objects.values_list("purpose", flat=True)) == {"vault", "notes"}


def test_a_field_bound_by_name_survives_a_rename():
    with isolate_apps("interlocal.foundation.vault"):

        class Before(models.Model):
            secret = EncryptedTextField()

            class Meta:
                app_label = "vault"

        class After(models.Model):
            renamed = EncryptedTextField(bound_to="vault_before.secret")

            class Meta:
                app_label = "vault"

        sealed = Before._meta.get_field("secret").sealed("kept")
        assert After._meta.get_field("renamed").opened(sealed) == "kept"


def test_a_field_is_written_into_migrations_with_its_binding():
    assert EncryptedTextField(null=True).deconstruct()[3] == {"null": True}
    field = EncryptedTextField(purpose="p", bound_to="t.c")
    assert field.deconstruct()[3] == {"purpose": "p", "bound_to": "t.c"}
    assert field.deconstruct()[1] == "interlocal.foundation.vault.fields.EncryptedTextField"


@pytest.mark.parametrize("wish", [{"unique": True}, {"db_index": True}])
def test_an_encrypted_column_cannot_be_unique_or_indexed(wish):
    with isolate_apps("interlocal.foundation.vault"):

        class Wrong(models.Model):
            secret = EncryptedTextField(**wish)

            class Meta:
                app_label = "vault"

        assert [error.id for error in Wrong._meta.get_field("secret").check()] == ["vault.E001"]


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_any_text_survives_the_column(text):
    with isolate_apps("interlocal.foundation.vault"):

        class Any(models.Model):
            secret = EncryptedTextField()

            class Meta:
                app_label = "vault"

        field = Any._meta.get_field("secret")
        assert field.opened(field.sealed(text)) == text

"""Every model says how it leaves, and none says what would let a secret out."""

import re

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import NOT_PROVIDED

from interlocal.foundation.vault.public import EncryptedTextField
from interlocal.leaving.declared import declarations
from interlocal.leaving.kinds import all_models, kind_of, kinds, staying, target_of

SECRET = re.compile(r"password|secret|digest|token|sealed|wrap|launch_key|_code$|storage_key|session_data")
# Digests of contents, by which a record proves what it holds; they open nothing.
PROOFS = {
    "audit.auditbook.head_digest",
    "audit.auditentry.digest",
    "instruments.packet.common_digest",
    "instruments.packet.text_digest",
    "studies.baseline.digest",
    "studies.callfile.digest",
    "studies.costclause.digest",
    "studies.intentpoll.digest",
    "studies.run.digest",
    "studies.signoff.digest",
    "studies.signoffdecision.digest",
}


def test_every_model_is_declared_and_nothing_else():
    labels = {model._meta.label for model in all_models()}
    assert labels - set(declarations()) == set()
    proxies = {model._meta.label for model in apps.get_models() if model._meta.proxy}
    assert set(declarations()) - labels - proxies == set()


def test_what_stays_says_why():
    assert [kind for kind, why in staying() if not why.endswith(".")] == []
    assert len(staying()) > 20


def test_nothing_that_goes_must_point_at_what_stays():
    dangling = [
        f"{kind.name}.{field.name}"
        for kind in kinds()
        for field in kind.fields
        if field.is_relation and not field.null and not kind_of(target_of(field)).leaves.goes
    ]
    assert dangling == []


def test_whatever_is_pointed_at_can_be_named():
    nameless = [
        f"{kind.name}.{field.name}"
        for kind in kinds()
        for field in kind.fields
        if field.is_relation and not kind_of(target_of(field)).identity
    ]
    assert nameless == []


def test_no_field_that_looks_like_a_secret_goes():
    going = {f"{kind.name}.{field.name}" for kind in kinds() for field in kind.fields}
    assert {name for name in going if SECRET.search(name.rpartition(".")[2])} == PROOFS


def test_nothing_encrypted_goes():
    assert [
        f"{kind.name}.{field.name}"
        for kind in kinds()
        for field in kind.fields
        if isinstance(field, EncryptedTextField)
    ] == []


def test_what_does_not_go_can_be_made_anew():
    wanting = [
        f"{kind.name}.{name}"
        for kind in kinds()
        for name, make in kind.leaves.without.items()
        for field in [kind.model._meta.get_field(name)]
        if make is None
        and not field.null
        and field.default is NOT_PROVIDED
        and not field.empty_strings_allowed
    ]
    assert wanting == []


def test_a_person_comes_without_a_password():
    made = kind_of(get_user_model()).leaves.without["password"]()
    assert made.startswith("!")


def _has_value_of_its_own(field):
    return field.default is not NOT_PROVIDED or field.empty_strings_allowed


@pytest.mark.parametrize(
    "name", ["Report", "Wrap", "RecoveryWrap", "Exclusion", "Entry", "SealedFile", "OpenReading", "Count"]
)
def test_no_table_that_tells_of_reports_goes(name):
    assert not kind_of(apps.get_model("hotline", name)).leaves.goes

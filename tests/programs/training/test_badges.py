"""Badges, verified by software of others from public documents alone; altered and revoked ones fail."""

import json
from datetime import timedelta

import jwt
import pytest
import time_machine
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier
from openbadgeslib.ob3.status import decode_encoded_list, set_indices
from tests.factories.accounts import person_with
from tests.programs.training.finished import AFTER, finished_cohort

from interlocal.foundation.vault.public import rotate_signing_key
from interlocal.programs.training import models
from interlocal.programs.training.actions.certificates import issue_certificates, revoke_certificate
from interlocal.programs.training.badges import PURPOSE, status_list

pytestmark = pytest.mark.django_db
BASE = "https://interlocal.example.org"


@pytest.fixture(autouse=True)
def address(settings):
    settings.INTERLOCAL_BASE_URL = BASE


@pytest.fixture
def coordinator():
    return person_with("training-coordinator")


def issued(coordinator, **fields):
    cohort = finished_cohort(people=1, course__valid_months=24, **fields)
    [certificate] = issue_certificates(by=coordinator, cohort=cohort, now=AFTER)
    return certificate


def fetched(client):
    """What a verifier downloads: the installation's public answers, and nothing else."""

    def download(url):
        assert url.startswith(BASE)
        answer = client.get(url.removeprefix(BASE))
        assert answer.status_code == 200, url
        return answer.content

    return download


def verify(token, client, on=AFTER):
    """Verify as a stranger: the key from the address that the badge names, then everything else."""
    download = fetched(client)
    with time_machine.travel(on + timedelta(minutes=1), tick=False):
        key = jwt.PyJWK(json.loads(download(jwt.get_unverified_header(token)["kid"]))).key
        return OB3Verifier(pubkey_pem=key).verify(token, check_status=True, download=download)


def altered(token, change):
    head, _payload, signature = token.split(".")
    said = jwt.decode(token, options={"verify_signature": False})
    change(said)
    return ".".join((head, jwt.utils.base64url_encode(json.dumps(said).encode()).decode(), signature))


def test_a_stranger_verifies_a_badge_from_public_documents_alone(client, coordinator):
    certificate = issued(coordinator)
    course = certificate.application.cohort.course
    read = verify(certificate.credential, client)
    assert read.issuer.id == f"{BASE}/programs/training/badges/issuer.json"
    assert read.achievement.name == course.title
    assert [one.identity_hash for one in read.identifiers if one.identity_type == "name"] == [
        certificate.application.learner.name
    ]
    assert read.issuance_date == AFTER


def test_an_altered_badge_fails(client, coordinator):
    token = issued(coordinator).credential
    changes = (
        lambda said: said["credentialSubject"]["identifier"][0].update(identityHash="Somebody Else"),
        lambda said: said.update(validUntil="2099-01-01T00:00:00Z"),
        lambda said: said.update(nbf=0),
        lambda said: said.pop("credentialStatus"),
        lambda said: said["credentialStatus"].update(statusListIndex="7"),
    )
    for change in changes:
        with pytest.raises(OB3VerificationError):
            verify(altered(token, change), client)


def test_a_badge_signed_by_another_key_fails(client, coordinator):
    certificate = issued(coordinator)
    key_id = rotate_signing_key(PURPOSE, now=AFTER)
    _head, payload, signature = certificate.credential.split(".")
    header = jwt.get_unverified_header(certificate.credential)
    header["kid"] = f"{BASE}/programs/training/badges/keys/{key_id}.json"
    forged = jwt.utils.base64url_encode(json.dumps(header).encode()).decode()
    with pytest.raises(OB3VerificationError):
        verify(f"{forged}.{payload}.{signature}", client)


def test_a_badge_still_verifies_after_the_key_was_rotated_with_its_status_list(client, coordinator):
    old = issued(coordinator)
    rotate_signing_key(PURPOSE, now=AFTER)
    new = issued(coordinator)
    download = fetched(client)
    keys = jwt.PyJWKSet.from_dict(json.loads(download(f"{BASE}/programs/training/badges/keys.json")))
    for one in (old, new):
        key = next(key for key in keys.keys if key.key_id == jwt.get_unverified_header(one.credential)["kid"])
        with time_machine.travel(AFTER, tick=False):
            assert jwt.decode(one.credential, key, algorithms=["RS256"])["jti"].endswith(
                f"/certificates/{one.public_id}/"
            )


def test_a_revoked_badge_fails_and_its_neighbours_hold(client, coordinator):
    first, second = issued(coordinator), issued(coordinator)
    revoke_certificate(by=coordinator, certificate=first, reason="Issued by mistake.", now=AFTER)
    with pytest.raises(OB3VerificationError, match="revocation"):
        verify(first.credential, client)
    assert verify(second.credential, client).achievement.name == second.application.cohort.course.title


def test_a_revocation_outlives_the_certificate(client, coordinator):
    certificate = issued(coordinator)
    revoke_certificate(by=coordinator, certificate=certificate, reason="Issued by mistake.", now=AFTER)
    token = certificate.credential
    certificate.delete()
    with pytest.raises(OB3VerificationError, match="revocation"):
        verify(token, client)


def test_an_expired_badge_fails_and_holds_through_its_last_day(client, coordinator):
    certificate = issued(coordinator)
    last = AFTER.replace(year=AFTER.year + 2)
    assert certificate.expires_on == last.date()
    assert verify(certificate.credential, client, last).expiration_date > last
    with pytest.raises(OB3VerificationError, match="expired"):
        verify(certificate.credential, client, last + timedelta(days=2))


def test_an_old_copy_of_the_status_list_is_refused(client, coordinator):
    certificate = issued(coordinator)
    status = json.loads(jwt.utils.base64url_decode(certificate.credential.split(".")[1]))["credentialStatus"]
    with time_machine.travel(AFTER, tick=False):
        kept = fetched(client)(status["statusListCredential"])
        key = jwt.PyJWK(
            json.loads(fetched(client)(jwt.get_unverified_header(certificate.credential)["kid"]))
        ).key
    with time_machine.travel(AFTER + timedelta(days=2), tick=False), pytest.raises(OB3VerificationError):
        OB3Verifier(pubkey_pem=key).verify(
            certificate.credential, check_status=True, download=lambda _url: kept
        )


def test_the_picture_carries_the_badge_where_others_look_for_it(client, coordinator):
    certificate = issued(coordinator, course__title='Cost & "care" of <people> who lead shifts at night')
    picture = client.get(f"/programs/training/certificates/{certificate.public_id}/badge.svg").content
    assert OB3Verifier.extract_token_from_svg(picture) == certificate.credential


def test_places_of_the_list_are_read_as_they_were_set():
    places = {0, 7, 8, 4711, status_list.LIST_LENGTH - 1}
    bits = decode_encoded_list(status_list.encoded_list(places))
    assert (len(bits) * 8, set_indices(bits)) == (status_list.LIST_LENGTH, places)


def test_places_are_given_once_and_a_full_list_begins_the_next(coordinator, monkeypatch):
    monkeypatch.setattr("interlocal.programs.training.actions.certificates.LIST_LENGTH", 8)
    monkeypatch.setattr("interlocal.programs.training.actions.certificates._PLACES_USED", 4)
    cohort = finished_cohort(people=10)
    issue_certificates(by=coordinator, cohort=cohort, now=AFTER)
    places = sorted(models.StatusPlace.objects.values_list("place", flat=True))
    assert [len([p for p in places if p // 8 == number]) for number in range(3)] == [4, 4, 2]


def test_public_documents_tell_nobody_of_learners(client, coordinator):
    certificate = issued(coordinator)
    learner = certificate.application.learner
    for path in (
        "issuer.json",
        "keys.json",
        f"courses/{certificate.application.cohort.course.public_id}.json",
        "status/0",
    ):
        answer = client.get(f"/programs/training/badges/{path}")
        assert answer.status_code == 200
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert learner.name.encode() not in answer.content
        assert learner.email.encode() not in answer.content
    assert client.get("/programs/training/badges/status/1").status_code == 404
    assert client.get("/programs/training/badges/keys/none.json").status_code == 404

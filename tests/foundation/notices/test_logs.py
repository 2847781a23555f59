"""What carries a signature is logged by its route."""

import json
import logging

import pytest
from django.test import Client
from tests.factories.notices import NoticeFactory

from interlocal.config.logs import JsonFormatter
from interlocal.foundation.notices.public import sign_path

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/do/abc/", "/invitations/abc/1/", "/nothing/here/"])
def test_no_signature_is_logged(caplog, path):
    caplog.set_level(logging.DEBUG)
    signature = sign_path(path)
    address = f"{path}{signature}/"
    assert Client().get(address).status_code == 404
    Client(enforce_csrf_checks=True).post(address, {"answer": "done"})
    Client(raise_request_exception=False).get(f"{address}?next={signature}")
    own = [record for record in caplog.records if record.name.split(".")[0] in {"django", "interlocal"}]
    lines = [JsonFormatter().format(record) for record in own if not record.name.startswith("django.db")]
    assert any(json.loads(line)["logger"] == "django.request" for line in lines)
    assert [line for line in lines if signature in line] == []


def test_an_address_that_is_no_path_is_left_as_it_was():
    record = logging.LogRecord("interlocal", logging.INFO, "", 0, "%s jobs, %s failed", (3, "none"), None)
    assert json.loads(JsonFormatter().format(record))["message"] == "3 jobs, none failed"


def test_a_notice_as_text_names_no_person():
    notice = NoticeFactory(recipient__name="Ada", recipient__email="ada@example.org")
    assert str(notice) == f"tests.news {notice.public_id}"

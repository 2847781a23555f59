"""Whatever arrives as an upload: it is taken whole or refused, and nothing stays that nobody keeps."""

import io

import pytest
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import IS_FULL
from tests.foundation.files.test_sealed_uploads import DAY, lying, opened

from interlocal.foundation.files.public import SealedUploadHandler

pytestmark = pytest.mark.django_db
TYPE = "multipart/form-data; boundary=b"
REFUSALS = (MultiPartParserError, UnreadablePostError, SuspiciousOperation, BadRequest)

names = st.text(st.characters(exclude_characters='"\r\n', exclude_categories=("Cs",)), max_size=40)
contents = st.one_of(
    st.binary(max_size=300), st.sampled_from([b"--b", b"\r\n--b\r\n", b"%PDF-", b"", b"x" * 6_000])
)
parts = st.lists(st.tuples(names, contents), max_size=4)
changes = st.lists(st.tuples(st.integers(0, 2_000), st.binary(max_size=3)), max_size=4)
types = st.sampled_from([TYPE, TYPE, TYPE, "multipart/form-data", "multipart/form-data; boundary=", "b"])


def body_of(files):
    lines = []
    for name, content in files:
        head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        lines.append(head.encode() + content + b"\r\n")
    return b"".join(lines) + b"--b--\r\n"


def parsed(body, content_type, length):
    request = RequestFactory().post("/", content_type=content_type, CONTENT_LENGTH=str(length))
    request.upload_handlers = [SealedUploadHandler(day=DAY, most=20_000)]
    request._stream = io.BytesIO(body)
    return request


@settings(max_examples=2_000 if IS_FULL else 100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts, changes, types, st.integers(-50, 50))
def test_anything_ends_in_files_or_a_refusal_and_leaves_nothing(folder, files, changed, content_type, more):
    body = bytearray(body_of(files))
    for place, instead in changed:
        body[place % len(body) : place % len(body) + 1] = instead
    request = parsed(bytes(body), content_type, max(0, len(body) + more))
    handler = request.upload_handlers[0]
    try:
        found = request.FILES.getlist("file")
    except REFUSALS:
        found = []
    for upload in found:
        if upload.store_key:
            assert len(opened(upload)) == upload.size
    request.close()
    handler.drop()
    assert lying(folder) == []


@settings(max_examples=500 if IS_FULL else 50)
@given(parts)
def test_files_arrive_as_they_were_sent(files):
    sent = [(name, content) for name, content in files if name.strip() and b"--b" not in content]
    body = body_of(sent)
    request = parsed(body, TYPE, len(body))
    kept = [upload for upload in request.FILES.getlist("file") if upload.store_key]
    if sum(len(content) for _name, content in sent) <= 20_000 and len(kept) == len(sent):
        assert [opened(upload) for upload in kept] == [content for _name, content in sent]
    assert all(len(upload.name) <= 150 and "/" not in upload.name for upload in kept)
    request.close()

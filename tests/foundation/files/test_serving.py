"""Handing files to a browser."""

import pytest
from tests.factories.files import PDF, PNG, stored_file

from interlocal.foundation.files.public import BytesMissing, file_response
from interlocal.foundation.vault.public import Altered

pytestmark = pytest.mark.django_db
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; sandbox"


def let_go(response) -> None:
    """Close the file alone: closing the response ends the request, and with it the test's connection."""
    response.file_to_stream.close()


def body(response) -> bytes:
    content = b"".join(response.streaming_content)
    let_go(response)
    return content


@pytest.mark.parametrize("sealed", [False, True])
def test_a_file_is_streamed_as_a_download_that_runs_nothing(sealed):
    response = file_response(stored_file(content=PDF * 10_000, sealed=sealed))
    assert dict(response.headers) == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="Resolution.pdf"',
        "Content-Length": str(len(PDF) * 10_000),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": SANDBOX,
        "Cache-Control": "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    assert response.streaming
    assert body(response) == PDF * 10_000


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("résolution.pdf", "attachment; filename*=utf-8''r%C3%A9solution.pdf"),
        ("a'b;c.pdf", 'attachment; filename="a\'b;c.pdf"'),
        ('a"b.pdf', 'attachment; filename="a_b.pdf"'),
        ("a\r\nSet-Cookie: x.pdf", 'attachment; filename="aSet-Cookie_ x.pdf"'),
    ],
)
def test_names_arrive_whole_and_break_no_header(name, disposition):
    response = file_response(stored_file(name))
    assert response["Content-Disposition"] == disposition
    let_go(response)


def test_only_what_is_safe_is_shown_in_place():
    picture = file_response(stored_file("a.png", PNG), as_attachment=False)
    assert picture["Content-Disposition"] == 'inline; filename="a.png"'
    assert picture["Content-Security-Policy"].endswith("sandbox")
    let_go(picture)
    document = file_response(stored_file(), as_attachment=False)
    assert document["Content-Disposition"] == 'inline; filename="Resolution.pdf"'
    assert "sandbox" not in document["Content-Security-Policy"]
    let_go(document)
    table = file_response(stored_file("a.csv", b"a,b\n"), as_attachment=False)
    assert table["Content-Disposition"] == 'attachment; filename="a.csv"'
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    let_go(table)


def test_missing_bytes_are_an_error_before_the_answer_begins(folder):
    stored = stored_file()
    (folder / stored.storage_key[:2] / stored.storage_key).unlink()
    with pytest.raises(BytesMissing):
        file_response(stored)


def test_a_changed_sealed_file_never_arrives_whole(folder):
    stored = stored_file(content=PDF * 10_000, sealed=True)
    path = folder / stored.storage_key[:2] / stored.storage_key
    path.write_bytes(path.read_bytes()[:-1])
    response = file_response(stored)
    with pytest.raises(Altered):
        body(response)
    let_go(response)

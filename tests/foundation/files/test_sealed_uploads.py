"""Files sealed on arrival: nothing readable on disk, nothing left of what was cut, no time but a day."""

import io
import tracemalloc
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.request import UnreadablePostError
from django.test import RequestFactory
from tests.factories.files import PDF

from interlocal.foundation.files.public import SealedUpload, SealedUploadHandler, file_store
from interlocal.foundation.vault.public import Altered, SealedReader

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)
PHRASE = b"the name of the person concerned "
LARGE = PDF + PHRASE * 30_000
CHUNK = 64 * 1024


def receiving(request, **facts):
    request.upload_handlers = [SealedUploadHandler(day=DAY, **{"most": 10 * len(LARGE), **facts})]
    return request


def received(content: bytes, name: str = "a.pdf", **facts) -> SealedUpload:
    request = RequestFactory().post("/", {"file": SimpleUploadedFile(name, content)})
    return receiving(request, **facts).FILES["file"]


def lying(folder) -> list:
    return [path for path in folder.glob("**/*") if path.is_file()]


def stored(upload: SealedUpload) -> bytes:
    with file_store().open(upload.store_key) as source:
        return source.read()


def opened(upload: SealedUpload, data: bytes | None = None) -> bytes:
    source = file_store().open(upload.store_key) if data is None else io.BytesIO(data)
    with SealedReader(source, upload.key, b"") as reader:
        return reader.read()


def test_a_file_lies_sealed_under_a_key_of_its_own(folder):
    one, other = received(LARGE), received(LARGE)
    assert (one.name, one.size, one.whole) == ("a.pdf", len(LARGE), None)
    assert one.key != other.key
    assert opened(one) == LARGE
    for path in lying(folder):
        assert PHRASE not in path.read_bytes()
        assert b"a.pdf" not in path.read_bytes()
    with pytest.raises(Altered):
        opened(one, stored(other))


def test_its_bytes_bear_a_day_and_no_time(folder):
    received(LARGE)
    (path,) = lying(folder)
    end = datetime(2026, 3, 11, tzinfo=UTC).timestamp()
    assert {one.stat().st_mtime for one in (path, path.parent, folder / "unfinished")} == {end}


def test_a_file_that_nobody_keeps_is_deleted_when_the_answer_is_sent(folder):
    request = receiving(RequestFactory().post("/", {"file": SimpleUploadedFile("a.pdf", LARGE)}))
    upload = request.FILES["file"]
    request.close()
    assert lying(folder) == []
    kept = received(LARGE)
    kept.keep()
    kept.close()
    assert opened(kept) == LARGE
    assert upload.store_key != kept.store_key


@pytest.mark.parametrize("ending", ["cut", "broken"])
def test_an_interrupted_upload_leaves_nothing(folder, ending):
    request = RequestFactory().post(
        "/", {"first": SimpleUploadedFile("a.pdf", PDF), "second": SimpleUploadedFile("b.pdf", LARGE)}
    )
    body = request.body

    class Broken(io.BytesIO):
        def read(self, size=-1, /):
            data = super().read(min(size, 5000) if size > 0 else 5000)
            if self.tell() > len(body) // 2:
                raise OSError("connection reset")
            return data

    half = body[: len(body) // 2]
    source = Broken(body) if ending == "broken" else io.BytesIO(half)
    again = receiving(
        RequestFactory().post("/", content_type=request.META["CONTENT_TYPE"], CONTENT_LENGTH=len(body))
    )
    again._stream = source
    if ending == "broken":
        with pytest.raises(UnreadablePostError):
            _ = again.FILES
        again.upload_handlers[0].drop()
    else:
        assert set(again.FILES) == {"first"}
        again.close()
    assert lying(folder) == []


def test_past_the_limit_nothing_is_written_and_the_true_size_is_known(folder):
    upload = received(LARGE, most=CHUNK)
    assert (upload.size, upload.store_key) == (len(LARGE), "")
    assert lying(folder) == []


def test_the_limit_counts_all_files_of_a_request(folder):
    files = [SimpleUploadedFile(f"{number}.pdf", LARGE) for number in range(3)]
    request = receiving(RequestFactory().post("/", {"files": files}), most=2 * len(LARGE))
    assert [bool(one.store_key) for one in request.FILES.getlist("files")] == [True, True, False]
    assert len(lying(folder)) == 2


def test_short_files_that_are_asked_for_stay_in_memory_too():
    def is_pdf(head: bytes) -> bool:
        return head.startswith(b"%PDF-")

    assert received(LARGE, holds=is_pdf, holds_most=len(LARGE)).whole == LARGE
    assert received(LARGE, holds=is_pdf, holds_most=len(LARGE) - 1).whole is None
    assert received(b"text", holds=is_pdf, holds_most=len(LARGE)).whole is None
    assert received(b"", holds=is_pdf, holds_most=len(LARGE)).whole is None


@pytest.mark.parametrize("fault", ["truncated", "reordered", "swapped", "longer"])
def test_a_changed_file_does_not_open(fault):
    one, other = received(LARGE), received(LARGE[::-1])
    sealed, foreign = stored(one), stored(other)
    head, size = 24, CHUNK + 17
    first, second = sealed[head : head + size], sealed[head + size : head + 2 * size]
    rest = sealed[head + 2 * size :]
    changed = {
        "truncated": sealed[: head + 2 * size],
        "reordered": sealed[:head] + second + first + rest,
        "swapped": sealed[:head] + foreign[head : head + size] + second + rest,
        "longer": sealed + b"x",
    }[fault]
    assert opened(one, sealed) == LARGE
    with pytest.raises(Altered):
        opened(one, changed)


class Endless(io.RawIOBase):
    """A request's body of any length that is nowhere in memory."""

    def __init__(self, start: bytes, size: int, end: bytes) -> None:
        super().__init__()
        self._left = [start, size, end]

    def read(self, size: int = -1) -> bytes:
        start, middle, end = self._left
        if start:
            self._left[0] = start[size:]
            return start[:size]
        if middle:
            count = min(size, middle)
            self._left[1] -= count
            return b"\xff" * count
        self._left[2] = end[size:]
        return end[:size]


def test_a_large_upload_takes_constant_memory():
    size = 40 * 1024 * 1024
    start = b'--b\r\nContent-Disposition: form-data; name="file"; filename="film.mp4"\r\n\r\n'
    end = b"\r\n--b--\r\n"
    length = len(start) + size + len(end)
    request = RequestFactory().post(
        "/", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH=length
    )
    receiving(request, most=size)
    request._stream = Endless(start, size, end)
    tracemalloc.start()
    upload = request.FILES["file"]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert upload.size == size
    assert bool(upload.store_key)
    assert peak < 8 * 1024 * 1024
    upload.close()

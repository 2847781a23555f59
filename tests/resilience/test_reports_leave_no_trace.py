"""A phrase that a reporter writes is found nowhere afterwards: not in the data folder, not beside it.

The server runs as people start it. Data folder (database, its journal, files, mail), temporary folder and all
that it says are searched for the phrase and for every secret of the reporter, in the forms they could have.
"""

import base64
import io
import sqlite3
import time
from contextlib import closing, suppress
from urllib.parse import quote

import pytest
from PIL import Image
from pypdf import PdfWriter
from tests.commands.processes import Running, free_port, wait_for
from tests.resilience.house import a_house
from tests.resilience.reporters import PAGE, ask, receipt_in, token_in

pytestmark = pytest.mark.slow
PHRASE = "zebra cantilever ombudsman quartz"
MARK = b"zebracantileverquartz"
ADDRESS = "203.0.113.77"
WHO = {"X-Forwarded-For": ADDRESS, "User-Agent": PHRASE, "Accept-Language": "en"}


@pytest.fixture
def house(tmp_path):
    with a_house(tmp_path / "var") as made:
        made.fill()
        yield made


def picture():
    image = Image.new("RGB", (40, 30), "red")
    facts = Image.Exif()
    facts[0x010E] = PHRASE
    written = io.BytesIO()
    image.save(written, "JPEG", exif=facts)
    return written.getvalue()


def document():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": PHRASE})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def forms_of(secret):
    """A secret as it stands in files: plain, in UTF-16, quoted, in hexadecimal, in base64 at any offset."""
    plain = secret.encode()
    found = {plain, secret.encode("utf-16-le"), quote(secret).encode(), plain.hex().encode()}
    for offset in range(3):
        whole = base64.b64encode(b"\0" * offset + plain)
        found.add(whole[4 if offset else 0 : -4])
    return found


def test_nothing_of_a_reporter_is_found_afterwards(house, tmp_path):
    temporary, port = tmp_path / "temporary", free_port()
    temporary.mkdir()
    settings = {"INTERLOCAL_TRUSTED_PROXIES": "1", "INTERLOCAL_LOG_LEVEL": "INFO", "TMPDIR": str(temporary)}
    running = Running(house.folder, port, **settings)
    try:
        running.wait_until_it_says("Ctrl-C stops it.")
        assert ask(port, "/", **WHO)[0] == 200
        secrets = reported(port)
        wait_for(lambda: '"route": ""' in running.text, "the log of another page")
        time.sleep(2)  # the worker looks for jobs and mail meanwhile
        # The journal is there while the server runs; what it leaves is looked at when it has ended.
        found = [("said", running.text.encode()), *held(house.folder, temporary)]
        assert any(name.endswith("-wal") for name, _content in found)
        assert running.stop() == 0
    finally:
        running.end()
    found += [("said at the end", running.text.encode()), *held(house.folder, temporary)]
    wanted = {form for secret in (PHRASE, MARK.decode(), *secrets) for form in forms_of(secret)}
    assert [(name, form) for name, content in found for form in wanted if form in content] == []
    assert ADDRESS not in running.text
    assert "programs/hotline" not in running.text
    assert times_of(files_of_reports(house.folder)) == set()


def held(*folders):
    """Every file below the folders, by name, with what is in it."""
    found = []
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        with suppress(FileNotFoundError):  # renamed meanwhile: it is looked at again at the end
            found.append((str(path), path.read_bytes()))
    return found


def files_of_reports(folder):
    """Where the files lie that were sent with reports: three, two viewing copies, and one that was added."""
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        keys = [key for (key,) in database.execute("SELECT store_key FROM hotline_sealedfile")]
    assert len(keys) == 6
    return [folder / "files" / key[:2] / key for key in keys]


def times_of(paths):
    """The times, but for midnight, that the files bear."""
    return {moment for path in paths if (moment := path.stat().st_mtime) % 86_400}


def reported(port):
    """Report, fail to report, come back, fail to come back, add; return every secret that was in a page."""
    token = token_in(ask(port, PAGE, **WHO)[1])
    told = dict.fromkeys(("what", "when", "where", "names", "how"), PHRASE)
    told |= {"jurisdiction": "unsure", "category": "", "token": token}
    files = (
        (f"{PHRASE}.jpg", picture()),
        (f"{PHRASE}.pdf", document()),
        (f"{PHRASE}.bin", MARK * 50_000),
    )
    failed = ask(port, PAGE, {**told, "names": f"{PHRASE}\n" * 60}, files, **WHO)
    assert failed[0] == 200
    assert receipt_in(failed[1]) == ""
    status, page, _cookie = ask(port, PAGE, told, files, **WHO)
    receipt = receipt_in(page)
    assert receipt, page[page.find("il-errors") :][:900]
    assert ask(port, f"{PAGE}come-back/", {"receipt": f"{PHRASE} again"}, **WHO)[0] == 200
    status, _page, cookie = ask(port, f"{PAGE}come-back/", {"receipt": receipt}, **WHO)
    assert (status, bool(cookie)) == (302, True)
    own = {**WHO, "Cookie": cookie}
    status, page, _cookie = ask(port, f"{PAGE}mine/", **own)
    assert PHRASE in page
    added = {"way": "message", "text": f"{PHRASE} once more", "entry": "0" * 16}
    assert ask(port, f"{PAGE}mine/", added, (("again.bin", MARK * 10),), **own)[0] == 302
    assert f"{PHRASE} once more" in ask(port, f"{PAGE}mine/", **own)[1]
    assert ask(port, f"{PAGE}{quote(PHRASE)}/", **WHO)[0] == 404
    assert ask(port, f"{PAGE}?{quote(PHRASE)}", **WHO)[0] == 200
    return [receipt, receipt.replace("-", ""), token, cookie.partition("=")[2]]

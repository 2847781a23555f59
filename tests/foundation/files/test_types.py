"""What a file is called and what it is must agree."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.files import JPEG, PDF, PNG, office, opendocument

from interlocal.foundation.files.rules import (
    ALLOWED,
    UploadRefused,
    allowed_extensions,
    clean_name,
    recognised_type,
    recognition,
)

ODF = "application/vnd.oasis.opendocument"
OOXML = "application/vnd.openxmlformats-officedocument"
TIFF = b"II*\x00" + bytes(40)
HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(40)
REAL = {
    ".pdf": (PDF, "application/pdf"),
    ".docx": (office("word/document.xml"), f"{OOXML}.wordprocessingml.document"),
    ".xlsx": (office("xl/workbook.xml"), f"{OOXML}.spreadsheetml.sheet"),
    ".pptx": (office("ppt/presentation.xml"), f"{OOXML}.presentationml.presentation"),
    ".odt": (opendocument(f"{ODF}.text"), f"{ODF}.text"),
    ".ods": (opendocument(f"{ODF}.spreadsheet"), f"{ODF}.spreadsheet"),
    ".odp": (opendocument(f"{ODF}.presentation"), f"{ODF}.presentation"),
    ".txt": ("Straße\n".encode(), "text/plain"),
    ".md": (b"# Title\n", "text/plain"),
    ".csv": (b"a,b\r\n1,2\r\n", "text/csv"),
    ".png": (PNG, "image/png"),
    ".jpg": (JPEG, "image/jpeg"),
    ".jpeg": (JPEG, "image/jpeg"),
    ".heic": (HEIC, "image/heic"),
    ".heif": (HEIC, "image/heic"),
    ".tif": (TIFF, "image/tiff"),
    ".tiff": (b"MM\x00*" + bytes(40), "image/tiff"),
}


def recognise(name: str, content: bytes):
    return recognised_type(io.BytesIO(content), name)


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(UploadRefused) as refused:
        recognise(name, content)
    return str(refused.value)


def test_every_allowed_ending_is_tried_here():
    assert set(REAL) == set(allowed_extensions())


@pytest.mark.parametrize("extension", REAL)
def test_every_allowed_type_is_recognised_by_its_content(extension):
    content, media_type = REAL[extension]
    assert recognise(f"File{extension.upper()}", content).media_type == media_type


@pytest.mark.parametrize("claimed", REAL)
def test_a_file_named_like_another_type_is_refused(claimed):
    texts = {".txt", ".md", ".csv"}
    for real, (content, media_type) in REAL.items():
        if REAL[claimed][1] == media_type or {claimed, real} <= texts:
            assert recognise(f"a{claimed}", content)
        else:
            text = refusal(f"a{claimed}", content)
            assert text.startswith(f"“a{claimed}” is named like this type: ")
            assert "But its content is: " in text


def test_a_refusal_says_what_is_wrong_and_how_to_mend_it():
    assert refusal("a.docx", PDF) == (
        "“a.docx” is named like this type: Word document. But its content is: PDF document. Open it in the "
        "program it comes from, save it again as Word document, and upload that."
    )


def test_every_allowed_type_says_why_it_is_taken():
    assert all(file_type.reason.endswith(".") for file_type in ALLOWED)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("minutes.doc", "save it as .docx or PDF"),
        ("macro.xlsm", "without macros"),
        ("all.ZIP", "upload the files one by one"),
        ("page.html", "Print it to PDF"),
        ("mail.eml", "Print the message to PDF"),
        ("run.exe", "These are taken: PDF document"),
        ("none", "has no ending"),
    ],
)
def test_what_is_not_taken_is_refused_with_advice(name, advice):
    assert advice in refusal(name, b"MZ")


def test_what_hides_behind_an_allowed_name_is_named():
    assert "Executable" in refusal("a.pdf", b"MZ\x90\x00" + bytes(200))
    assert "of no type that we recognise" in refusal("a.txt", b"\x00\x01\x02\x03 nothing known")


def test_macros_are_refused_even_in_a_file_that_claims_none():
    assert "contains macros" in refusal("a.docx", office("word/document.xml", "word/vbaProject.bin"))


@pytest.mark.parametrize(
    "content",
    [
        office("word/document.xml")[:60],
        b"PK\x03\x04" + bytes(30),
        b"PK\x03\x04",
    ],
    ids=["cut short", "nothing behind its head", "its first word alone"],
)
def test_a_cut_archive_is_said_to_be_damaged(content):
    assert "damaged or was cut" in refusal("a.docx", content)


def test_an_archive_that_is_no_document_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("anything.txt", "x")
    assert "application/zip" in refusal("a.docx", packed.getvalue())


def test_an_archive_of_a_great_many_members_is_not_read(monkeypatch):
    monkeypatch.setattr(recognition, "_ZIP_MEMBERS_MAX", 2)
    assert "application/zip" in refusal("a.docx", office("word/document.xml", "word/styles.xml"))


@pytest.mark.parametrize(
    "content",
    [
        "Ünïcode".encode(),
        "caf\xe9 \x93quoted\x94".encode("latin-1"),
        "Straße".encode("utf-16"),
        b"\xef\xbb\xbfwith a mark",
        b"\x0cform feed\x1a",
        ("é" * 200_000).encode(),
        b"x" * (64 * 1024 - 1) + "é".encode(),
    ],
)
def test_text_in_the_usual_encodings_is_text(content):
    assert recognise("a.txt", content).media_type == "text/plain"


@pytest.mark.parametrize("content", [b"a\x00b", b"\x81\x8d", b"text then\x07bell", b"a" * 100_000 + b"\x00"])
def test_what_no_encoding_reads_is_no_text(content):
    assert "is named like" in refusal("a.txt", content)


@given(st.binary(max_size=300), st.sampled_from(sorted(REAL)))
def test_anything_is_either_recognised_or_refused(content, extension):
    try:
        found = str(recognise(f"a{extension}", content).title)
    except UploadRefused as refused:
        found = str(refused)
    assert found


def test_libmagic_names_what_is_refused_where_it_is_installed(monkeypatch):
    class Magic:
        @staticmethod
        def from_buffer(head: bytes) -> str:
            return f"{len(head)} bytes of something"

    monkeypatch.setattr(recognition, "_libmagic", lambda: Magic)
    assert "12 bytes of something" in refusal("a.png", b"\x00\x01unknown...")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Resolution 6376.pdf", "Resolution 6376.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\dana\\a.pdf", "a.pdf"),
        ("annex\u202efdp.exe", "annexfdp.exe"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("...hidden.pdf", "hidden.pdf"),
        ("trailing. ", "trailing"),
        ('<b>:"a"|?*.pdf', "_b___a____.pdf"),
        ("e\u0301.pdf", "\u00e9.pdf"),
        ("  two   spaces .pdf", "two spaces .pdf"),
        ("", "file"),
        ("///", "file"),
        ("x" * 500 + ".docx", "x" * 145 + ".docx"),
        ("x" * 500, "x" * 150),
    ],
)
def test_names_are_kept_less_what_deceives(raw, clean):
    assert clean_name(raw) == clean


@given(st.text(max_size=300))
def test_a_clean_name_is_short_has_no_folder_and_stays_clean(raw):
    name = clean_name(raw)
    assert 0 < len(name) <= 150
    assert not set(name) & set('/\\<>:"|?*\x00\n')
    assert clean_name(name) == name

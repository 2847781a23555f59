"""Files of every kind: read where they can be, refused in words where they cannot."""

import io
import json
import time
import zipfile

import docx
import pypdf
import pytest
import typst
from tests.partnerships.instruments.reading.texts import RENEWAL, RENEWAL_FILE, bare

from interlocal.partnerships.instruments.reading import (
    MAX_BYTES,
    UnreadableInstrument,
    pdf_text,
    read_file,
    read_text,
    text_of,
    to_json,
    write_text,
)
from interlocal.partnerships.instruments.reading.docx_text import MAX_UNPACKED_BYTES
from interlocal.partnerships.instruments.reading.pdf_pages import MAX_PAGES


def word_file(lines, *, footer=""):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_file(paragraphs, *, setup=""):
    words = "\n\n".join(f"#{json.dumps(paragraph)}" for paragraph in paragraphs)
    return typst.compile(f"#set smartquote(enabled: false)\n{setup}\n{words}".encode())


@pytest.fixture(scope="module")
def renewal():
    return read_text(RENEWAL)


def refusal(data, name="paper"):
    with pytest.raises(UnreadableInstrument) as refused:
        read_file(data, name=name)
    return refused.value


@pytest.mark.parametrize("is_packed", [True, False])
def test_word_reads_as_the_text_does(renewal, is_packed):
    lines = [line for line in RENEWAL.split("\n") if line or not is_packed]
    read = read_file(word_file(lines), name="renewal.docx")
    assert read == renewal
    assert bare(write_text(read)) == bare(RENEWAL)


def test_word_footer_reads_as_the_footer(renewal):
    lines = [line for line in RENEWAL.split("\n") if line]
    assert read_file(word_file(lines[:-1], footer=lines[-1])) == renewal


def test_word_is_read_in_tables_insertions_and_breaks_and_not_in_deletions():
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Mayor", "City Clerk"
    paragraph = document.add_paragraph("one")
    paragraph.add_run("\ttwo\nthree")
    for tag, words in (("w:ins", "taken"), ("w:del", "dropped")):
        run = paragraph.add_run(words)._r
        mark = docx.oxml.OxmlElement(tag)
        run.addprevious(mark)
        mark.append(run)
    stream = io.BytesIO()
    document.save(stream)
    assert text_of(stream.getvalue()) == ("Mayor\n\nCity Clerk\n\none\ttwo\nthreetaken", ())


@pytest.mark.parametrize("width", ["120mm", "210mm"])
def test_pdf_reads_as_the_text_does(renewal, width):
    lines = [line for line in RENEWAL.split("\n") if line]
    read = read_file(pdf_file(lines, setup=f"#set page(width: {width})"), name="renewal.pdf")
    assert read == renewal
    assert bare(write_text(read)) == bare(RENEWAL)


def test_pdf_with_running_head_and_page_numbers_reads_the_same(renewal):
    lines = [line for line in RENEWAL.split("\n") if line]
    setup = (
        '#set page(width: 140mm, height: 120mm, header: [CITY OF INDEPENDENCE], numbering: "1 of 1", '
        "footer: context [Shared Services 2021 03/04/21 - JF #h(1fr)])"
    )
    read = read_file(pdf_file(lines[:-1], setup=setup))
    assert read == renewal


def test_kind_of_file_is_told_by_its_bytes_and_not_by_its_name(renewal):
    lines = [line for line in RENEWAL.split("\n") if line]
    assert read_file(word_file(lines), name="renewal.txt") == renewal
    assert read_file(pdf_file(lines), name="renewal.docx") == renewal
    assert read_file(RENEWAL.encode(), name="renewal.pdf") == renewal


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_endings_read_the_same(renewal, encoding, newline):
    text = RENEWAL.replace("'", "\u2019").replace("\n", newline)
    read = read_file(text.encode(encoding))
    assert write_text(read) == text
    assert json.loads(json.dumps(to_json(read)).replace("\\u2019", "'")) == to_json(renewal)


@pytest.mark.parametrize("byte_order", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_its_mark_reads(renewal, byte_order):
    assert read_file(("\ufeff" + RENEWAL).encode(byte_order)) == renewal


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"", "is empty", 1),
        (b" \r\n\t\n", "is empty", 1),
        (b"\xef\xbb\xbf\n", "is empty", 1),
        (b"\x00" * 400, "is empty", 1),
        (b"WHEREAS,\nBE IT\n\x00\x01\x02\xff", "no text", 3),
        ("WHEREAS, a \u201cb\u201d".encode("utf-16-le"), "no text", 1),
        (b"WHEREAS, \xe2\x80\nNOW \x81", "cannot be decoded", 2),
        (b"\xff\xfeA\x00\n", "cannot be decoded", 1),
        (b"Dear Sir or Madam,\n\nyours.", "does not read as a council instrument", 1),
        (b"\x89PNG\r\n\x1a\n", "a picture", None),
        (b"\xff\xd8\xff\xe0", "text recognition", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word file", None),
        (b"{\\rtf1 WHEREAS}", "rich text", None),
        (b"%PDF-1.7 and no more", "damaged PDF", None),
        (b"PK\x03\x04 and no more", "damaged Word file", None),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data, message, line):
    refused = refusal(data)
    assert message in refused.message
    assert refused.line == line


def test_fifty_megabytes_are_refused_before_they_are_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    started = time.process_time()
    refused = refusal(path)
    assert time.process_time() - started < 1
    assert (
        refused.message
        == '"large.txt" is larger than 5 MB, which no single instrument is. Nothing of it was read.'
    )
    assert "larger than 5 MB" in refusal(b"x" * (MAX_BYTES + 1)).message


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert refusal(tmp_path / "none.txt").message == '"none.txt" is not a file that can be opened.'
    assert "not a file" in refusal(tmp_path).message
    assert "not a file" in refusal("a\0b").message


def test_too_many_characters_or_lines_are_refused():
    with pytest.raises(UnreadableInstrument, match="1,000,000 characters"):
        read_text(RENEWAL + " " * 1_000_000)
    with pytest.raises(UnreadableInstrument, match="50,000 lines"):
        read_text("\n" * 200_000)


def test_a_scan_is_told_to_run_text_recognition():
    refused = refusal(typst.compile(b"#rect(width: 50%, height: 50%, fill: gray)"), "scan.pdf")
    assert refused.message.startswith('"scan.pdf" is a scan')
    assert "text recognition" in refused.message


def test_a_page_that_is_a_picture_only_is_a_doubt(renewal, monkeypatch):
    lines = [line for line in RENEWAL.split("\n") if line]
    answer = {"pages": ["\n".join(lines), " "], "pictures": [False, True]}
    monkeypatch.setattr(pdf_text, "_answer", lambda data: answer)
    read = read_file(b"%PDF-1.7", name="half.pdf")
    assert read == renewal
    assert [doubt.message.split(" and ")[0] for doubt in read.doubts] == [
        "Page 2 is a picture without a text layer"
    ]


def locked(password):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_file([line for line in RENEWAL.split("\n") if line])))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_locked_pdf_is_refused_and_one_locked_against_change_only_is_read(renewal):
    assert "locked with a password" in refusal(locked("secret")).message
    assert read_file(locked("")) == renewal


def test_a_pdf_of_too_many_pages_is_refused():
    writer = pypdf.PdfWriter()
    for _ in range(MAX_PAGES + 1):
        writer.add_blank_page(100, 100)
    stream = io.BytesIO()
    writer.write(stream)
    assert "more than 300 pages" in refusal(stream.getvalue()).message


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_text, "MAX_SECONDS", 0.001)
    assert "takes too long" in refusal(pdf_file(["WHEREAS"])).message


def hostile_pdf(content):
    """One page whose content stream is packed as small as it goes."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(100, 100)
    stream = pypdf.generic.StreamObject()
    stream.set_data(content)
    page[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream.flate_encode(9))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_unpacks_beyond_all_memory_is_refused():
    data = hostile_pdf(b" " * 200_000_000)
    assert len(data) < MAX_BYTES
    assert refusal(data).line is None


def zipped(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_a_word_file_that_unpacks_too_large_is_refused():
    bomb = zipped({"word/document.xml": b" " * (MAX_UNPACKED_BYTES + 1)})
    assert len(bomb) < 100_000
    assert "unpacks to more than 40 MB" in refusal(bomb).message
    many = zipped({"word/document.xml": b"", **{f"part{number}": b"" for number in range(2_000)}})
    assert "unpacks to more" in refusal(many).message


def test_other_archives_and_damaged_word_files_are_refused():
    assert "no Word file" in refusal(zipped({"mimetype": b"application/vnd.oasis.opendocument.text"})).message
    assert "damaged Word file" in refusal(zipped({"word/document.xml": b"<w:document"})).message
    whole = word_file(RENEWAL.split("\n"))
    assert "damaged Word file" in refusal(whole[: len(whole) // 2]).message


def test_a_word_file_full_of_entities_is_not_expanded():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    source = zipfile.ZipFile(io.BytesIO(word_file(["x"])))
    parts = {name: source.read(name) for name in source.namelist()}
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>'
    parts["word/document.xml"] = f'<!DOCTYPE w [<!ENTITY e0 "WHEREAS">{entities}]>{body}'.encode()
    assert refusal(zipped(parts)).message


def test_reading_from_a_path_and_from_bytes_is_the_same(renewal):
    assert (
        read_file(RENEWAL_FILE)
        == read_file(str(RENEWAL_FILE))
        == read_file(RENEWAL_FILE.read_bytes())
        == renewal
    )

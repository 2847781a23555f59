"""Files that people upload: instruments, templates, papers, pictures, lessons."""

import io
import json

import docx
import typst
from PIL import Image
from tests.factories import scorm
from tests.factories.files import office, opendocument
from tests.fuzzing.door import Door

from interlocal.foundation.files.rules import UploadRefused, recognised_type
from interlocal.partnerships.instruments.packets import (
    PacketMark,
    TemplateRefused,
    house_template,
    packet_mark,
    read_template,
)
from interlocal.partnerships.instruments.packets.mark import with_mark
from interlocal.partnerships.instruments.reading import UnreadableInstrument, pdf_pages, read_file
from interlocal.partnerships.instruments.reading.docx_text import docx_text
from interlocal.partnerships.meetings.packets import papers, pictures
from interlocal.programs.hotline.cleaning.papers import clean_paper
from interlocal.programs.hotline.cleaning.pictures import clean_picture
from interlocal.programs.training.lessons.manifest import PackageRefused, read_manifest
from interlocal.programs.training.lessons.package import read_package

_XML = (
    b"<w:t>",
    b"</w:p>",
    b"<w:p/>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"&b;",
    b"xmlns:a=",
    b"<?a?>",
    b"]]>",
)
_PDF = (
    b"obj",
    b"endobj",
    b"<<",
    b">>",
    b"/Kids",
    b"/Parent",
    b"/Count",
    b"/Length",
    b" 0 R",
    b"stream\n",
    b"xref",
)
_MARKS = (
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"PK\x03\x04",
    b"word/",
    b"mimetype",
    b"../",
    b"\x08\x00",
    b"\xff\xff\xff\xff",
)
_TEXT = (
    "A RESOLUTION",
    "WHEREAS, neighbors can do more together; and",
    "NOW, THEREFORE, BE IT RESOLVED BY THE CITY COUNCIL AS FOLLOWS:",
    "SECTION 1. That the City Manager shall report by April 5, 2026.",
    "PASSED this 3rd day of March, 2026.",
)


def _word() -> bytes:
    document = docx.Document()
    for line in _TEXT:
        document.add_paragraph(line)
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _pdf() -> bytes:
    return typst.compile("\n\n".join(f"#{json.dumps(line)}" for line in _TEXT).encode())


def _picture(form: str) -> bytes:
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Maker"
    Image.new("RGB", (40, 30), "red").save(made, form, exif=exif)
    return made.getvalue()


def _prepared(kind: str, data: bytes) -> object:
    paper = papers.Paper(
        title="A", name="a", media_type=kind, kind="A", size=len(data), where="", read=lambda: data
    )
    return papers.prepared(paper, 2**30)


WORD, PDF = _word(), _pdf()
_JPEG, _PNG = _picture("JPEG"), _picture("PNG")
DOORS = (
    Door(
        name="type of an upload, Office",
        read=lambda data: recognised_type(io.BytesIO(data), "a.docx"),
        seeds=(office("word/document.xml"), WORD),
        modules=("interlocal.foundation.files.rules.recognition",),
        refuses=(UploadRefused,),
        words=_MARKS,
    ),
    Door(
        name="type of an upload, OpenDocument",
        read=lambda data: recognised_type(io.BytesIO(data), "a.odt"),
        seeds=(opendocument("application/vnd.oasis.opendocument.text"),),
        modules=("interlocal.foundation.files.rules.recognition",),
        refuses=(UploadRefused,),
        words=_MARKS,
    ),
    Door(
        name="type of an upload, text",
        read=lambda data: recognised_type(io.BytesIO(data), "a.txt"),
        seeds=(b"Plain text\n", "Straße".encode("utf-16")),
        modules=("interlocal.foundation.files.rules.recognition",),
        refuses=(UploadRefused,),
        words=(*_MARKS, b"%PDF-", b"\x89PNG\r\n\x1a\n", b"ftypheic"),
    ),
    Door(
        name="instrument in Word",
        read=lambda data: docx_text(data, "This file"),
        seeds=(WORD,),
        modules=("interlocal.partnerships.instruments.reading.docx_text",),
        refuses=(UnreadableInstrument,),
        words=(*_XML, *_MARKS),
        calls=3_000_000,
        megabytes=128,
        rounds=0.6,
    ),
    Door(
        name="instrument in PDF",
        read=pdf_pages.answer,
        seeds=(PDF,),
        modules=("interlocal.partnerships.instruments.reading.pdf_pages",),
        words=_PDF,
        calls=6_000_000,
        megabytes=256,
        rounds=0.3,
    ),
    Door(
        name="instrument in text",
        read=read_file,
        seeds=("\n".join(_TEXT).encode(),),
        modules=("interlocal.partnerships.instruments.reading.reader",),
        refuses=(UnreadableInstrument,),
        words=(b"WHEREAS, ", b"SECTION 2. ", b"\n", b"\f", b"EXHIBIT A\n", b"ATTEST:", b"(a) "),
        calls=3_000_000,
        rounds=0.5,
    ),
    Door(
        name="clerk's template",
        read=read_template,
        seeds=(house_template(),),
        modules=("interlocal.partnerships.instruments.packets.template_reading",),
        refuses=(TemplateRefused,),
        words=(
            *_XML,
            b"{{ ",
            b" }}",
            b"{% ",
            b" %}",
            b"{%p for a in sections %}",
            b"|upper",
            b"{{ a.__class__ }}",
        ),
        calls=6_000_000,
        megabytes=128,
        rounds=0.4,
    ),
    Door(
        name="mark of a packet",
        read=packet_mark,
        seeds=(with_mark(WORD, PacketMark("ins_7", "0" * 64)),),
        modules=("interlocal.partnerships.instruments.packets.mark",),
        words=(*_XML, *_MARKS),
    ),
    Door(
        name="paper of a packet, PDF",
        read=lambda data: _prepared("application/pdf", data),
        seeds=(PDF,),
        modules=("interlocal.partnerships.meetings.packets.papers",),
        words=_PDF,
        calls=6_000_000,
        megabytes=256,
        rounds=0.2,
    ),
    Door(
        name="paper of a packet, picture",
        read=pictures.without_traces,
        seeds=(_JPEG, _PNG),
        modules=("interlocal.partnerships.meetings.packets.pictures",),
        refuses=(pictures.NoPicture,),
        has_words=False,
        words=(b"\xff\xe1", b"\xff\xda", b"\xff\xc0", b"Exif\0\0", b"II*\x00", b"IHDR", b"\x00\x00"),
    ),
    Door(
        name="reporter's picture",
        read=clean_picture,
        seeds=(_JPEG, _PNG, _picture("TIFF"), _picture("WEBP")),
        modules=("interlocal.programs.hotline.cleaning.pictures",),
        # It runs in a process of its own, where any error means that no viewing copy is made.
        refuses=(Exception,),
        has_words=False,
        words=(b"\xff\xe1", b"\xff\xc0", b"IHDR", b"IDAT", b"eXIf", b"RIFF", b"WEBP", b"II*\x00"),
        megabytes=700,
        rounds=0.5,
    ),
    Door(
        name="reporter's paper",
        read=clean_paper,
        seeds=(PDF,),
        modules=("interlocal.programs.hotline.cleaning.papers",),
        refuses=(Exception,),
        has_words=False,
        words=_PDF,
        calls=6_000_000,
        megabytes=256,
        rounds=0.2,
    ),
    Door(
        name="lesson",
        read=lambda data: read_package(io.BytesIO(data)),
        seeds=(scorm.package(),),
        modules=("interlocal.programs.training.lessons.package",),
        refuses=(PackageRefused,),
        words=(*_XML, *_MARKS, b"imsmanifest.xml", b"adlcp:scormtype", b"href=", b"xml:base="),
    ),
    Door(
        name="manifest of a lesson",
        read=read_manifest,
        seeds=(scorm.manifest(extra="<adlcp:masteryscore>80</adlcp:masteryscore>").encode(),),
        modules=("interlocal.programs.training.lessons.manifest",),
        refuses=(PackageRefused,),
        words=(*_XML, b"href=", b'xml:base="//["', b"<item", b"1.2", b"2004", b"http://[", b"parameters="),
    ),
)

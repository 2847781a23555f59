"""A viewing copy shows what the file shows, and says nothing else."""

import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from interlocal.programs.hotline.cleaning import asking, cleaned_copy, kind_of
from interlocal.programs.hotline.cleaning.papers import clean_paper, without_segments
from interlocal.programs.hotline.cleaning.pictures import clean_picture

SECRET = "Dana Quill of Elm Street"


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40)) -> bytes:
    picture = Image.new("RGB", size, (200, 30, 30))
    picture.paste((30, 30, 200), (0, 0, size[0] // 2, size[1]))
    exif = picture.getexif()
    exif[ExifTags.Base.Artist] = SECRET
    exif[ExifTags.Base.Model] = f"Camera {SECRET}"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (38.0, 54.0, 12.0), 3: "W", 4: (94.0, 30.0, 8.0)})
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:03:10 09:41:12"
    written = io.BytesIO()
    extra = {}
    if kind == "PNG":
        extra["pnginfo"] = PngInfo()
        extra["pnginfo"].add_text("Comment", SECRET)
    if kind == "JPEG":
        extra["comment"] = SECRET.encode()
    picture.save(written, kind, exif=exif, **extra)
    return written.getvalue()


def paper() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": SECRET, "/Producer": "Office"})
    writer.add_attachment("notes.txt", SECRET.encode())
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(SECRET)}
    )
    writer.root_object[NameObject("/OpenAction")] = script
    writer.add_annotation(0, Text(text="see here", rect=(10, 10, 30, 30), title_bar=SECRET))
    picture = Image.open(io.BytesIO(photo()))
    drawn = io.BytesIO()
    picture.save(drawn, "PDF", title=SECRET)
    writer.append(io.BytesIO(drawn.getvalue()))
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_keeps_its_pixels_and_loses_the_rest(kind):
    data = photo(kind)
    assert SECRET.encode() in data
    copy, content_type, removed = clean_picture(data)
    assert SECRET.encode() not in copy
    told = {"author", "device"} if kind == "TIFF" else {"location", "device", "author", "time"}
    assert told <= set(removed)
    seen = Image.open(io.BytesIO(copy))
    assert not seen.getexif()
    assert seen.size == (40, 60)  # upright, as its Exif says
    red, blue = seen.convert("RGB").getpixel((20, 50)), seen.convert("RGB").getpixel((20, 5))
    assert red[0] > 150 > red[2]
    assert blue[2] > 150 > blue[0]
    assert kind_of(copy) == content_type


def test_a_picture_without_metadata_lacks_nothing():
    plain = io.BytesIO()
    Image.new("RGB", (4, 4)).save(plain, "PNG")
    assert clean_picture(plain.getvalue())[2] == []


def test_a_paper_keeps_its_pages_and_loses_the_rest():
    data = paper()
    copy, content_type, removed = clean_paper(data)
    assert content_type == "application/pdf"
    assert {"author", "software", "attachments", "scripts"} <= set(removed)
    reader = PdfReader(io.BytesIO(copy))
    assert len(reader.pages) == 2
    whole = b"".join(_streams(reader)) + copy
    assert SECRET.encode() not in whole
    assert SECRET.encode("utf-16-be") not in whole
    assert b"Exif" not in whole
    assert reader.metadata is None or "/Author" not in reader.metadata


def _streams(reader: PdfReader):
    for found in PdfWriter(clone_from=reader)._objects:
        if hasattr(found, "_data"):
            yield found._data


def test_a_photo_in_a_paper_loses_its_place():
    bare, removed = without_segments(photo())
    assert SECRET.encode() not in bare
    assert {"location", "device", "comments"} <= removed
    assert Image.open(io.BytesIO(bare)).size == (60, 40)


def test_cleaning_runs_apart_and_gives_the_same():
    found = cleaned_copy(photo())
    assert found is not None
    assert (found.data, found.content_type, list(found.removed)) == clean_picture(photo())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"plain text",
        b"%PDF-1.7 and nothing more",
        b"\xff\xd8\xff\xe0 cut",
        photo()[:200],
        b"GIF89a" + b"\0" * 64,
    ],
)
def test_what_cannot_be_cleaned_has_no_copy(data):
    assert cleaned_copy(data) is None


def test_a_picture_of_too_many_pixels_is_not_opened():
    head = bytearray(photo("PNG"))
    head[16:24] = (60_000).to_bytes(4, "big") * 2
    head[29:33] = zlib.crc32(head[12:29]).to_bytes(4, "big")
    with pytest.raises(ValueError, match="too many pixels"):
        clean_picture(bytes(head))


def test_cleaning_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 0.001)
    assert cleaned_copy(photo()) is None


@settings(max_examples=60)
@given(st.data())
def test_a_jpeg_cut_or_changed_anywhere_never_breaks_the_reader_of_segments(data):
    whole = bytearray(photo())
    place = data.draw(st.integers(2, len(whole) - 1))
    whole[place] = data.draw(st.integers(0, 255))
    bare, _ = without_segments(bytes(whole[: data.draw(st.integers(2, len(whole)))]))
    assert len(bare) <= len(whole)

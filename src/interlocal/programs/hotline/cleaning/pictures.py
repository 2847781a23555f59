"""Pictures: the pixels alone, in a new file; what stood beside them is named and left out."""

import io

from PIL import ExifTags, Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
MOST_PIXELS = 80_000_000
LONGEST_SIDE = 4096
QUALITY = 88
# Tags of the Exif standard (CIPA DC-008), by what they tell.
_TELLS = {
    "device": (
        "Make",
        "Model",
        "BodySerialNumber",
        "LensModel",
        "LensSerialNumber",
        "MakerNote",
        "HostComputer",
    ),
    "time": ("DateTime", "DateTimeOriginal", "DateTimeDigitized"),
    "author": ("Artist", "Copyright", "CameraOwnerName", "XPAuthor"),
    "software": ("Software", "ProcessingSoftware"),
    "comments": ("ImageDescription", "UserComment", "XPComment", "XPTitle", "XPSubject", "XPKeywords"),
}
_NUMBERS = {tag.name: tag.value for tag in ExifTags.Base}
# The same in the words of XMP, which is searched and not parsed: naming one thing too many does no harm.
_XMP_TELLS = {
    "location": (b"GPSLatitude", b"photoshop:City", b"Iptc4xmpCore:Location"),
    "device": (b"tiff:Make", b"tiff:Model", b"SerialNumber"),
    "time": (b"CreateDate", b"DateCreated", b"ModifyDate"),
    "author": (b"dc:creator", b"dc:rights"),
    "software": (b"CreatorTool", b"softwareAgent"),
    "comments": (b"dc:description", b"dc:title", b"UserComment"),
}


def clean_picture(data: bytes) -> tuple[bytes, str, list[str]]:
    """Return the picture in ``data`` without metadata, its type, and what was removed.

    Raises whatever Pillow does for what it cannot read, ``ValueError`` for a picture that is too large.
    """
    Image.MAX_IMAGE_PIXELS = None  # the next line says so itself, before anything is decoded
    picture: Image.Image = Image.open(io.BytesIO(data), formats=FORMATS)
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError("The picture has too many pixels.")
    removed = _told_beside(picture)
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    has_holes = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
    pixels = upright.convert("RGBA" if has_holes else "RGB")
    # A new picture: what ``info`` holds would be written again.
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    as_png = has_holes or picture.format in {"PNG", "GIF", "BMP"}
    written = io.BytesIO()
    bare.save(written, "PNG" if as_png else "JPEG", quality=QUALITY)
    return written.getvalue(), "image/png" if as_png else "image/jpeg", removed


def _told_beside(picture: Image.Image) -> list[str]:
    """Return the kinds of things that the file tells beside its pixels."""
    exif = picture.getexif()
    places = exif.get_ifd(ExifTags.IFD.GPSInfo)
    tags = {*exif, *exif.get_ifd(ExifTags.IFD.Exif)}
    found = {kind for kind, names in _TELLS.items() if any(_NUMBERS.get(name) in tags for name in names)}
    if places:
        found.add("location")
    if exif.get_ifd(ExifTags.IFD.IFD1):
        found.add("thumbnail")
    xmp = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    xmp = xmp.encode() if isinstance(xmp, str) else bytes(xmp)
    found |= {kind for kind, words in _XMP_TELLS.items() if any(word in xmp for word in words)}
    if picture.info.get("comment") or getattr(picture, "text", None):
        found.add("comments")
    if picture.info.get("photoshop"):
        found.add("author")
    if getattr(picture, "n_frames", 1) > 1:
        found.add("frames")
    return sorted(found)

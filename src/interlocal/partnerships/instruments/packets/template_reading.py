"""Which fields a clerk's Word template uses, read before it is used; what it may not do is refused.

A template is a document with fields, not a program: it may print fields, go through their lists, and leave a
passage out. The rest of what its language can do is refused by name.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from .template_fields import FIELDS, TemplateField

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED_BYTES = 40 * 1024 * 1024
MAX_PARTS = 2_000
FILTERS = ("upper", "lower", "title")
_EXTERNAL = re.compile(rb'<Relationship\b[^>]*TargetMode="External"[^>]*>')
_LINK = b"/relationships/hyperlink"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# Properties of the document in which fields may stand.
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_TAG = re.compile(r"<[^>]*>")
_RICH = re.compile(r"\{[{%]\s*r\s|\{%\s*(?:colspan|cellbg|vm|hm)\b")
_PLAIN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Filter,
    nodes.Compare,
    nodes.Operand,
    nodes.Const,
)
_KNOWN = {one.name: one for one in FIELDS}
_LOOP = {"first", "last", "index"}


class TemplateRefused(ValueError):
    """The file cannot be a template. ``reason`` says why; ``names`` are the fields or words it is about."""

    def __init__(self, reason: str, names: tuple[str, ...] = ()) -> None:
        super().__init__(f"{reason}: {', '.join(names)}" if names else reason)
        self.reason = reason
        self.names = names


@dataclass(frozen=True, slots=True)
class UsedFields:
    """The fields that a template uses, in the order of ``FIELDS``; rows of lists as ``sections.text``."""

    names: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields without which the text of the instrument would not be in the document."""
        return tuple(one for one in ESSENTIAL if one not in self.names)


ESSENTIAL = ("title", "recitals.text", "enacting_clause", "sections.text")


def environment(*, is_markup: bool = True) -> SandboxedEnvironment:
    """The template language, walled in: in what ``is_markup``, a field is always text, never markup."""
    made = SandboxedEnvironment(autoescape=is_markup)
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.globals.clear()
    return made


def read_template(file: bytes) -> UsedFields:
    """Return the fields that the Word template ``file`` uses.

    Raises ``TemplateRefused``: ``unreadable`` (no Word file that opens, or too large), ``external`` (it loads
    parts from elsewhere), ``syntax`` (a field is not closed, and the like), ``unknown`` (fields that do not
    exist) or ``forbidden`` (what a template may not do).
    """
    refuse_unfit(file)
    used: set[str] = set()
    unknown: set[str] = set()
    forbidden: set[str] = set()
    language = environment()
    for seen, source in _sources(file):
        if found := _RICH.search(seen):
            forbidden.add(found[0].strip())
        try:
            tree = language.parse(source)
        except TemplateError as error:
            raise TemplateRefused("syntax", (str(error.message or error),)) from error
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _PLAIN):
                forbidden.add(type(node).__name__.lower())
        _walk(tree, {}, used, unknown, forbidden)
    if forbidden:
        raise TemplateRefused("forbidden", tuple(sorted(forbidden)))
    if unknown:
        raise TemplateRefused("unknown", tuple(sorted(unknown)))
    return UsedFields(tuple(name for name in _all_names() if name in used))


def refuse_unfit(file: bytes) -> None:
    """Refuse what is no Word file, unpacks too large, or loads parts from elsewhere."""
    if len(file) > MAX_BYTES:
        raise TemplateRefused("unreadable")
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            parts = archive.infolist()
            is_fit = len(parts) <= MAX_PARTS and sum(one.file_size for one in parts) <= MAX_UNPACKED_BYTES
            archive.getinfo("word/document.xml")
            relations = [archive.read(one) for one in parts if is_fit and one.filename.endswith(".rels")]
    except Exception as error:  # zipfile raises whatever a damaged or crafted archive trips over
        raise TemplateRefused("unreadable") from error
    if not is_fit:
        raise TemplateRefused("unreadable")
    for one in relations:
        _refuse_external(one)


def _refuse_external(relations: bytes) -> None:
    for found in _EXTERNAL.finditer(relations):
        if _LINK not in found[0]:
            raise TemplateRefused("external")


def _sources(file: bytes) -> Iterator[tuple[str, str]]:
    """The template part by part: its words as a person sees them, and its source as it will be filled in."""
    try:
        template = DocxTemplate(io.BytesIO(file))
        template.init_docx()
        found = [template.get_xml()]
        for uri in (template.HEADER_URI, template.FOOTER_URI):
            found += [template.get_part_xml(part) for _key, part in template.get_headers_footers(uri)]
        parts = template.docx.part.package.iter_parts()
        found += [part.blob.decode("utf-8") for part in parts if part.content_type == _FOOTNOTES]
        patched = [(_TAG.sub("", one), template.patch_xml(one)) for one in found]
        core = [str(getattr(template.docx.core_properties, name) or "") for name in PROPERTIES]
    except Exception as error:  # python-docx and lxml raise whatever a damaged file trips over
        raise TemplateRefused("unreadable") from error
    yield from patched
    yield from ((one, one) for one in core)


def _walk(
    node: nodes.Node,
    rows: dict[str, TemplateField],
    used: set[str],
    unknown: set[str],
    forbidden: set[str],
) -> None:
    if isinstance(node, nodes.For):
        _walk_rows(node, rows, used, unknown, forbidden)
        return
    if isinstance(node, nodes.Getattr):
        _use_part(node, rows, used, unknown)
        return
    if isinstance(node, nodes.Name):
        if node.name in _KNOWN:
            used.add(node.name)
        elif node.name not in rows:
            unknown.add(node.name)
        return
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        forbidden.add(f"|{node.name}")
    for child in node.iter_child_nodes():
        _walk(child, rows, used, unknown, forbidden)


def _walk_rows(
    node: nodes.For,
    rows: dict[str, TemplateField],
    used: set[str],
    unknown: set[str],
    forbidden: set[str],
) -> None:
    if rows or node.recursive or node.test is not None or node.else_:
        forbidden.add("for")
        return
    target, over = node.target, node.iter
    if not isinstance(target, nodes.Name) or not isinstance(over, nodes.Name):
        forbidden.add("for")
        return
    listed = _KNOWN.get(over.name)
    if listed is None or not listed.parts:
        unknown.add(over.name)
        return
    used.add(over.name)
    for child in node.body:
        _walk(child, {target.name: listed}, used, unknown, forbidden)


def _use_part(node: nodes.Getattr, rows: dict[str, TemplateField], used: set[str], unknown: set[str]) -> None:
    owner: Any = node.node
    if not isinstance(owner, nodes.Name):
        unknown.add(f"....{node.attr}")
    elif owner.name == "loop" and rows and node.attr in _LOOP:
        return
    elif (listed := rows.get(owner.name)) and any(one.name == node.attr for one in listed.parts):
        used.add(f"{listed.name}.{node.attr}")
    else:
        unknown.add(f"{owner.name}.{node.attr}")


def _all_names() -> Iterator[str]:
    for one in FIELDS:
        yield one.name
        yield from (f"{one.name}.{part.name}" for part in one.parts)

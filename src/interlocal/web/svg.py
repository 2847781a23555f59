"""A drawing made fit for a page: named, described, without style, script or anything from elsewhere."""

from django.utils.safestring import SafeString
from lxml import etree

_NAMESPACE = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    ("svg", "g", "path", "line", "rect", "circle", "text", "tspan", "title", "desc", "defs", "clipPath")
)
_DROPPED = frozenset(("class", "role", "style", "pointer-events", "version"))
_STYLE_PROPERTIES = frozenset(
    ("fill", "stroke", "stroke-width", "opacity", "font-size", "font-family", "font-weight", "text-anchor")
)


def accessible_svg(drawn: str, *, title: str, description: str, key: str) -> SafeString:
    """Return ``drawn`` as one image with a title and a description, safe under a policy without inline style.

    Style declarations become attributes, identifiers get ``key`` in front, and elements that a chart does not
    need are taken out. Raises ``lxml.etree.XMLSyntaxError`` when ``drawn`` is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(drawn.encode(), parser)
    for element in list(root.iter()):
        if _is_needless(element):
            _remove(element)
        else:
            _clean(element, key)
    _name(root, title, description, key)
    etree.cleanup_namespaces(root)
    return SafeString(etree.tostring(root, encoding="unicode"))  # nosec B703: serialised, so escaped, by lxml


def _is_needless(element: "etree._Element") -> bool:
    name = etree.QName(element)
    if name.namespace != _NAMESPACE or name.localname not in _ELEMENTS:
        return True
    is_hidden = element.get("display") == "none" or element.get("opacity") == "0"
    return is_hidden or (name.localname == "path" and element.get("d") in (None, "", "M0,0h0v0h0Z"))


def _remove(element: "etree._Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _clean(element: "etree._Element", key: str) -> None:
    for declaration in (element.get("style") or "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() in _STYLE_PROPERTIES:
            element.set(name.strip(), value.strip())
    for name, value in list(element.attrib.items()):
        local = etree.QName(str(name)).localname
        if local in _DROPPED or local.startswith(("on", "aria-")) or local == "href":
            del element.attrib[name]
        elif local == "id":
            element.set("id", f"{key}-{value}")
        elif "url(#" in str(value):
            element.set(str(name), str(value).replace("url(#", f"url(#{key}-"))


def _name(root: "etree._Element", title: str, description: str, key: str) -> None:
    described = etree.Element(f"{{{_NAMESPACE}}}desc", id=f"{key}-svg-desc")
    described.text = description
    named = etree.Element(f"{{{_NAMESPACE}}}title", id=f"{key}-svg-title")
    named.text = title
    root.insert(0, described)
    root.insert(0, named)
    root.set("role", "img")
    root.set("aria-labelledby", f"{key}-svg-title {key}-svg-desc")
    root.set("focusable", "false")

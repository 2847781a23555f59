"""A certificate as a tagged PDF: what was completed, and where anybody can check that it holds."""

from pathlib import Path
from zoneinfo import ZoneInfo

import segno
from django.utils import translation
from django.utils.translation import gettext as _

from interlocal.programs.training.badges.addresses import public_address
from interlocal.programs.training.queries.certificates import Shown
from interlocal.programs.training.templatetags.completion_words import contact_hours
from interlocal.web.dates import spoken
from interlocal.web.pdf import typeset

TEMPLATE = Path(__file__).resolve().parent / "certificate.typ"


def printed_certificate(shown: Shown, *, language: str, cities: list[str]) -> bytes:
    """Return the certificate as PDF/UA-1. It is dated as issued: printed twice, it is the same file."""
    certificate = shown.certificate
    address = public_address("certificate", certificate.public_id)
    zone = ZoneInfo(certificate.application.cohort.time_zone)
    with translation.override(language):
        facts = [[_("Contact hours"), contact_hours(certificate.contact_minutes)], [_("City"), shown.city]]
        facts.append([_("Issued"), spoken(certificate.issued_at.astimezone(zone).date())])
        if certificate.expires_on:
            facts.append([_("Valid until"), spoken(certificate.expires_on)])
        content = {
            "issuer": shown.issuer,
            "lead": _("This certifies that"),
            "learner": shown.learner,
            "completed": _("completed the course"),
            "course": shown.course,
            "cohort": shown.cohort,
            "facts": facts,
            "outcomes_title": _("What this course enables one to do"),
            "outcomes": list(shown.outcomes),
            "cities_title": _("Cities that taught and learned together"),
            "cities": ", ".join(cities),
            "check": _("Anybody can check that this certificate holds:"),
            "address": address,
            "qr_alt": _("QR code of the address at which this certificate is checked"),
        }
        title = _("Certificate: %(course)s, %(learner)s") % {
            "course": shown.course,
            "learner": shown.learner,
        }
    code = segno.make(address, error="m").svg_inline(scale=4, border=2)
    return typeset(
        TEMPLATE.read_text(encoding="utf-8"),
        title=title,
        content=content,
        at=certificate.issued_at.replace(microsecond=0),
        language=language,
        foot=shown.issuer,
        extra={"code.svg": code.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1).encode()},
    )

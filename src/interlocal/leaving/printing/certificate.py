"""A certificate of destruction: what went, by which rule, when, and what proves it. It names nobody."""

from pathlib import Path

from django.utils.translation import gettext as _

from interlocal.leaving.queries.destructions import Destruction
from interlocal.partnerships.jurisdictions.public import the_partnership
from interlocal.web.dates import spoken
from interlocal.web.pdf import typeset

TEMPLATE = Path(__file__).resolve().parent / "certificate.typ"


def printed_destruction(destruction: Destruction) -> bytes:
    """Return the certificate as PDF/UA-1, dated when the records were destroyed."""
    partnership = the_partnership()
    title = _("Certificate of destruction no. %(number)s") % {"number": destruction.seq}
    return typeset(
        TEMPLATE.read_text(encoding="utf-8"),
        title=title,
        content={
            "title": title,
            "says": _(
                "The records below were past the time for which they are kept, and were destroyed. They "
                "cannot be brought back from this installation; they go from its backups when those are no "
                "longer kept."
            ),
            "facts": [
                [_("Partnership"), partnership.name if partnership else ""],
                [_("Kept in"), destruction.kept_in],
                [_("Destroyed"), spoken(destruction.at)],
                [_("Records"), f"{destruction.records:,}"],
                [_("Approved by"), _("The retention rule of each series. No person acted.")],
            ],
            "heading": _("What was destroyed"),
            "head": [_("Series"), _("Records"), _("Kept until")],
            "rows": [[one.called, f"{one.records:,}", one.rule] for one in destruction.series],
            "proof_heading": _("How to check this certificate"),
            "proof": _(
                "Entry %(number)s of the partnership's audit book says the same. Its digest is printed "
                "below; a changed or removed entry is found by “interlocal audit verify”, or on the page "
                "Audit."
            )
            % {"number": destruction.seq},
            "digest": [destruction.digest[:32], destruction.digest[32:]],
        },
        at=destruction.at.replace(microsecond=0),
        language="en",
    )

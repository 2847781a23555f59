"""A clerk's own Word template: brought, checked, kept in versions, and put aside."""

from datetime import datetime
from typing import Any

from django.core.files import File
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.files.public import store_upload
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.instruments import queries, rules
from interlocal.partnerships.instruments.models import PacketTemplate
from interlocal.partnerships.instruments.packets import PacketMark, Paper, fill, text_digest
from interlocal.partnerships.jurisdictions.public import Jurisdiction

PURPOSE = "instruments.template"


def bring_template(
    *, by: User | None, jurisdiction: Jurisdiction, upload: "File[Any]", now: datetime
) -> PacketTemplate:
    """Take the jurisdiction's Word template, or its next version; packets are made with it from now on.

    Raises ``Refusal`` naming the fields that do not exist, or what else no packet can be made with.
    """
    rules.check_adding(by, jurisdiction_public_id=jurisdiction.public_id)
    content = upload.read()
    upload.seek(0)
    used = rules.check_template(content)
    _refuse_what_fills_badly(content)
    with act(by=by, action="instruments.bring_template", subject=jurisdiction, now=now) as record:
        former = queries.template_versions(jurisdiction).first()
        stored = store_upload(
            by=by,
            upload=upload,
            now=now,
            purpose=PURPOSE,
            replaces=former.file if former else None,
        )
        template = PacketTemplate.objects.create(
            jurisdiction=jurisdiction, file=stored, fields=list(used.names), by=by, created_at=now
        )
        record.record(fields=list(used.names), version=stored.version)
    return template


def retire_template(*, by: User | None, jurisdiction: Jurisdiction, now: datetime) -> None:
    """Put the jurisdiction's own template aside: packets are made with the house's again."""
    rules.check_adding(by, jurisdiction_public_id=jurisdiction.public_id)
    with act(by=by, action="instruments.retire_template", subject=jurisdiction, now=now):
        queries.template_versions(jurisdiction).filter(retired_at=None).update(retired_at=now)


def _refuse_what_fills_badly(content: bytes) -> None:
    """Fill it in once, so that what only shows then is refused now and not when packets are wanted."""
    try:
        fill(content, _TRIAL, PacketMark("trial", text_digest("trial")))
    except Exception as error:  # python-docx, docxtpl, Jinja and lxml raise whatever a layout trips over
        raise Refusal(
            _("The template opens, but cannot be filled in: %(why)s. Compare it with the list of fields.")
            % {"why": str(error)[:200] or type(error).__name__},
            field="upload",
        ) from error


_TRIAL = Paper(
    instrument="trial",
    kind="resolution",
    title="A RESOLUTION",
    city="City",
    formal_name="City of City",
    state="State",
    body="City Council",
    bill_number="",
    number="",
    recitals=("one",),
    enacting="NOW, THEREFORE",
    sections=(),
    passing="PASSED",
    signatures=(),
)

"""Signing a baseline, and beginning its next version."""

import hashlib
import json
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.costing.studies import rules
from interlocal.costing.studies.actions.studies import ask_for_signature
from interlocal.costing.studies.events import BaselineFrozen
from interlocal.costing.studies.models import Baseline, Cell, StudyCity
from interlocal.costing.studies.queries import locked_draft, sheet_of, standing_cells
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act, ref_to
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.public import close_commitment, commitments_about


def freeze_baseline(*, by: User | None, city: StudyCity, name: str, office: str, now: datetime) -> Baseline:
    """Sign the city's draft: from then on it does not change, and its commitment is done.

    Raises ``Refusal`` while a line that must be filled is empty, the year is missing or another, or a figure
    that stands out is not explained.
    """
    rules.check_filling(by, city.jurisdiction)
    name = rules.need(name, _("Write the name of whoever signs."), "name")
    office = rules.need(office, _("Write the office, such as “Finance director”."), "office")
    with act(by=by, action="studies.freeze", subject=city, now=now, office=office) as frozen:
        draft = locked_draft(city)
        if draft is None:
            raise Refusal(_("It is signed already."))
        _check(draft)
        draft.digest = digest_of(draft)
        draft.frozen_at, draft.frozen_by, draft.signed_name, draft.signed_office = now, by, name, office
        draft.save()
        frozen.record(version=draft.number, digest=draft.digest)
        for owed in commitments_about(ref_to(city)).filter(outcome=""):
            close_commitment(
                by=by,
                commitment=owed,
                now=now,
                done_on=rules.day_of(now),
                evidence_note=_("Version %(number)d, signed by %(office)s")
                % {"number": draft.number, "office": office},
            )
        frozen.announce(BaselineFrozen(study=city.study.public_id, city=city.public_id, version=draft.number))
    return draft


def begin_version(*, by: User | None, city: StudyCity, reason: str, now: datetime) -> Baseline:
    """Begin the next version with the figures of the one that is signed, which stays as it is.

    Raises ``Refusal`` without a reason, and while a draft is open.
    """
    rules.check_filling(by, city.jurisdiction)
    reason = rules.need(reason, _("Say what has changed. The reason stays on record."), "reason")
    with act(by=by, action="studies.begin_version", subject=city, now=now, reason=reason) as begun:
        newest = (
            Baseline.objects.select_for_update(of=("self",)).filter(city=city).order_by("-number").first()
        )
        if newest is None or newest.frozen_at is None:
            raise Refusal(_("A draft is open already. Change that."))
        version = Baseline.objects.create(
            city=city, number=newest.number + 1, year=newest.year, created_at=now
        )
        for cell in standing_cells(newest):
            Cell.objects.create(
                baseline=version,
                line=cell.line,
                label=cell.label,
                hundredths=cell.hundredths,
                last_year=cell.last_year,
                note=cell.note,
                changed_by=cell.changed_by,
                created_at=now,
            )
        begun.record(version=version.number)
        ask_for_signature(by=by, city=city, number=version.number, now=now)
    return version


def digest_of(baseline: Baseline) -> str:
    """Return the SHA-256 of a version's year and cells: the same figures have the same digest."""
    cells = [
        [cell.line.public_id, cell.label, cell.hundredths, cell.last_year, cell.note]
        for cell in standing_cells(baseline)
    ]
    text = json.dumps([baseline.city.public_id, baseline.number, baseline.year, cells], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _check(draft: Baseline) -> None:
    rules.check_year(draft.year, draft.city.study.base_year)
    sheet = sheet_of(draft)
    if not sheet.places:
        raise Refusal(_("The study has no lines yet. Whoever keeps the study adds them first."))
    if sheet.missing:
        names = ", ".join(place.line.name for place in sheet.missing)
        raise Refusal(
            ngettext(
                "%(count)d line is empty: %(names)s. Write 0 where the city has none.",
                "%(count)d lines are empty: %(names)s. Write 0 where the city has none.",
                len(sheet.missing),
            )
            % {"count": len(sheet.missing), "names": names}
        )
    if sheet.unexplained:
        names = ", ".join(place.label for place in sheet.unexplained)
        raise Refusal(_("These figures stand out, and no note says why: %(names)s.") % {"names": names})

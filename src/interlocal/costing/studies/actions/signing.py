"""Asking the cities to sign a finished result; each signs, or declines with a reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from interlocal.costing.studies import queries, rules
from interlocal.costing.studies.actions.owing import owe, release, settle
from interlocal.costing.studies.events import ResultDeclined, ResultSigned, SignOffAsked
from interlocal.costing.studies.models import DecisionKind, Run, SignOff, SignOffCity, SignOffDecision, Study
from interlocal.costing.studies.queries import Offer
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal


def ask_for_sign_off(
    *, by: User | None, run: Run, offer: Offer, facts: Mapping[str, Any], now: datetime
) -> SignOff:
    """Ask the cities that take part to sign an option and way of sharing of a finished run.

    ``facts`` holds ``due_on`` and ``words``. Signing is the commitment of each city. Raises ``Refusal`` when
    the study's figures are others by now, and when the same is asked already.
    """
    rules.check_leading(by)
    rules.check_due(facts.get("due_on"), rules.day_of(now))
    with act(
        by=by, action="studies.ask_for_sign_off", now=now, digest=offer.digest, option=offer.option_title
    ) as asked:
        study = Study.objects.select_for_update(of=("self",)).get(pk=run.study_id)
        if not run.result or queries.current_digest(study) != run.digest:
            raise Refusal(_("The figures have changed since these draws. Make all draws again, then ask."))
        same = {"digest": offer.digest, "option_name": offer.option_name, "share_name": offer.share_name}
        if SignOff.objects.filter(study=study, ended_at=None, **same).exists():
            raise Refusal(_("The cities are asked to sign this already."))
        sign_off = SignOff.objects.create(
            study=study,
            run=run,
            file=offer.file,
            option_title=offer.option_title,
            cities=list(offer.cities),
            words=facts.get("words", "").strip(),
            due_on=facts.get("due_on"),
            asked_by=by,
            created_at=now,
            **same,
        )
        asked.subject = sign_off
        taking = {row["city"] for row in offer.cities if row["takes_part"]}
        for city in queries.cities_of(study).filter(jurisdiction__name__in=taking):
            signing = SignOffCity.objects.create(sign_off=sign_off, city=city, created_at=now)
            _owe(by, signing, now)
        asked.announce(SignOffAsked(study=study.public_id, sign_off=sign_off.public_id))
    return sign_off


def sign_result(
    *, by: User | None, asked: SignOffCity, name: str, office: str, now: datetime
) -> SignOffDecision:
    """Sign for a city: exactly this file, option and way of sharing, and the sentence that it is shown.

    Raises ``Refusal`` for somebody else's city, without a name or office, when the study's figures have
    changed since it was asked, and once the sign-off is ended.
    """
    rules.check_speaking(by, asked.city.jurisdiction)
    name = rules.need(name, _("Write the name of whoever signs."), "name")
    office = rules.need(office, _("Write the office, such as “City manager”."), "office")
    city = asked.city.jurisdiction.name
    with act(
        by=by, action="studies.sign_result", subject=asked.sign_off, now=now, city=city, office=office
    ) as signed:
        sign_off = _locked(asked)
        if queries.current_digest(sign_off.study) != sign_off.digest:
            raise Refusal(
                _("The figures have changed since you were asked. Whoever keeps the study asks you anew.")
            )
        given = {"kind": DecisionKind.SIGNED, "signed_name": name, "signed_office": office}
        decision = _decide(by, sign_off, asked, given, now)
        signed.record(digest=decision.digest)
        evidence = _("Signed by %(name)s, %(office)s.") % {"name": name, "office": office}
        settle(by=by, record=asked, evidence=evidence, now=now)
        about = {"sign_off": sign_off.public_id, "city": asked.city.public_id}
        signed.announce(ResultSigned(study=sign_off.study.public_id, digest=decision.digest, **about))
    return decision


def decline_result(*, by: User | None, asked: SignOffCity, reason: str, now: datetime) -> SignOffDecision:
    """Say for a city that it does not sign, and why. Raises ``Refusal`` as ``sign_result`` does."""
    rules.check_speaking(by, asked.city.jurisdiction)
    reason = rules.need(reason, _("Say why your city does not sign. The reason stays on record."), "reason")
    city = asked.city.jurisdiction.name
    with act(by=by, action="studies.decline_result", subject=asked.sign_off, now=now, city=city) as declined:
        sign_off = _locked(asked)
        given = {"kind": DecisionKind.DECLINED, "reason": reason}
        decision = _decide(by, sign_off, asked, given, now)
        settle(by=by, record=asked, evidence=_("Declined, with a reason."), now=now)
        about = {"sign_off": sign_off.public_id, "city": asked.city.public_id}
        declined.announce(ResultDeclined(study=sign_off.study.public_id, **about))
    return decision


def end_sign_off(*, by: User | None, sign_off: SignOff, now: datetime) -> SignOff:
    """End a sign-off: what is signed stays, and who has not signed owes nothing. Raises ``Refusal``."""
    rules.check_leading(by)
    with act(by=by, action="studies.end_sign_off", subject=sign_off, now=now):
        sign_off = _open(sign_off)
        sign_off.ended_at, sign_off.ended_by = now, by
        sign_off.save(update_fields=["ended_at", "ended_by"])
        for asked in SignOffCity.objects.filter(sign_off=sign_off):
            release(by=by, record=asked, reason=_("The sign-off is ended."), now=now)
    return sign_off


def _owe(by: User | None, asked: SignOffCity, now: datetime) -> None:
    sign_off = asked.sign_off
    owe(
        by=by,
        record=asked,
        city=asked.city,
        title=_("Sign the result: %(study)s") % {"study": sign_off.study.title},
        detail=queries.sentence_for(sign_off, asked.city.jurisdiction.name),
        due_on=sign_off.due_on,
        now=now,
    )


def _decide(
    by: User | None, sign_off: SignOff, asked: SignOffCity, given: Mapping[str, Any], now: datetime
) -> SignOffDecision:
    city = asked.city.jurisdiction.name
    sentence = queries.sentence_for(sign_off, city)
    asked.decisions.filter(replaced_at=None).update(replaced_at=now)
    return SignOffDecision.objects.create(
        asked=asked,
        sentence=sentence,
        digest=queries.digest_of_signature(sign_off, city, sentence),
        decided_by=by,
        created_at=now,
        **given,
    )


def _locked(asked: SignOffCity) -> SignOff:
    if asked.city.left_at is not None:
        raise Refusal(_("The city is no longer in the study."))
    return _open(asked.sign_off)


def _open(sign_off: SignOff) -> SignOff:
    """The sign-off as it is now, and nobody else's until the transaction ends."""
    found = SignOff.objects.select_for_update(of=("self",)).select_related("study").get(pk=sign_off.pk)
    if found.ended_at is not None:
        raise Refusal(_("The sign-off is ended: what is signed stays as it is."))
    return found

"""Results that cities are asked to sign, and who has signed."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import Run, SignOff, SignOffCity, SignOffDecision, Study
from interlocal.costing.studies.queries.studies import led_study_for, studies_for, study_for
from interlocal.costing.studies.queries.terms import SHOWN, Offer, refuse_option, refuse_share
from interlocal.costing.studies.queries.working_out import digest_of_file, run_of, study_file
from interlocal.costing.studies.rules import Permission
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import Actor


@dataclass(frozen=True)
class SigningCity:
    """A city that is asked to sign, with what it did, the standing decision first."""

    asked: SignOffCity
    decisions: tuple[SignOffDecision, ...]
    sentence: str
    may_sign: bool

    @property
    def name(self) -> str:
        """The name of the city."""
        return self.asked.city.jurisdiction.name

    @property
    def decision(self) -> SignOffDecision | None:
        """What stands."""
        return next((one for one in self.decisions if one.replaced_at is None), None)

    @property
    def former(self) -> tuple[SignOffDecision, ...]:
        """What stood before."""
        return tuple(one for one in self.decisions if one.replaced_at is not None)


@dataclass(frozen=True)
class SignOffRead:
    """A sign-off with its cities. ``stands`` says that the study's file is still the one that is signed."""

    sign_off: SignOff
    rows: tuple[SigningCity, ...]
    stands: bool

    @property
    def signed(self) -> int:
        """How many have signed."""
        return sum(row.decision is not None and row.decision.is_signature for row in self.rows)


def finished_run(study: Study) -> Run | None:
    """Return the finished run of the study as it stands, if there is one."""
    try:
        run = run_of(study, study_file(study))
    except Refusal:
        return None
    return run if run is not None and run.result else None


def offer_of_run(run: Run, option: str, share: str) -> Offer:
    """Return what is signed: an option and way of sharing of a finished run. Raises ``Refusal``."""
    assert run.result is not None
    row = next((one for one in run.result["options"] if one["title"] == option), None)
    if row is None:
        raise refuse_option(option)
    way = next((one for one in row["shares"] if one["rule"] == share), None)
    if way is None:
        raise refuse_share()
    cities = tuple({key: city[key] for key in SHOWN} for city in way["cities"])
    return Offer(run.file, run.digest, row["name"], row["title"], way["rule"], cities)


def digest_of_signature(sign_off: SignOff, city: str, sentence: str) -> str:
    """Return the SHA-256 of what a city signs: the file, option and way of sharing, and its sentence."""
    signed = [sign_off.digest, sign_off.option_name, sign_off.share_name, city, sentence]
    return hashlib.sha256(json.dumps(signed, ensure_ascii=False).encode()).hexdigest()


def current_digest(study: Study) -> str:
    """Return the digest of the study's file as it stands; nothing while it cannot be written."""
    try:
        return digest_of_file(study_file(study))
    except Refusal:
        return ""


def sign_off_for(user: Actor, public_id: str, sign_off_id: str) -> SignOff:
    """Return a sign-off of a study that ``user`` may read, or raise ``Http404``."""
    study = study_for(user, public_id)
    rows = SignOff.objects.filter(study=study).select_related("study", "asked_by", "ended_by", "run")
    return get_object_or_404(rows, public_id=sign_off_id)


def led_sign_off_for(user: Actor, public_id: str, sign_off_id: str) -> SignOff:
    """Return a sign-off of a study that ``user`` may keep, or raise ``Http404``."""
    led_study_for(user, public_id)
    return sign_off_for(user, public_id, sign_off_id)


def signing_for(user: Actor, asked_id: str) -> SignOffCity:
    """Return a city that is asked to sign, of a study that ``user`` may read, or raise ``Http404``."""
    rows = SignOffCity.objects.filter(sign_off__study__in=studies_for(user), city__left_at=None)
    return get_object_or_404(rows.select_related("sign_off__study", "city__jurisdiction"), public_id=asked_id)


def own_signing_for(user: Actor, asked_id: str) -> SignOffCity:
    """Return a city that is asked to sign and for which ``user`` speaks, or raise ``Http404``."""
    asked = signing_for(user, asked_id)
    if not rules.may_speak(user, asked.city.jurisdiction):
        raise Http404
    return asked


def read_sign_offs(user: Actor, study: Study) -> list[SignOffRead]:
    """Return the sign-offs of a study, the newest first."""
    sign_offs = SignOff.objects.filter(study=study).select_related("study", "asked_by", "ended_by")
    return _read(user, sign_offs, current_digest(study))


def live_sign_offs(user: Actor, study: Study, text: str) -> list[SignOffRead]:
    """Return the sign-offs of a study that are open, or are of ``text``, its file as it stands."""
    digest = digest_of_file(text)
    sign_offs = SignOff.objects.filter(study=study).filter(Q(ended_at=None) | Q(digest=digest))
    return _read(user, sign_offs.select_related("study", "asked_by", "ended_by"), digest)


def read_sign_off(user: Actor, sign_off: SignOff) -> SignOffRead:
    """Return a sign-off with its cities."""
    return _read(user, [sign_off], current_digest(sign_off.study))[0]


def _read(user: Actor, sign_offs: Iterable[SignOff], digest: str) -> list[SignOffRead]:
    found = list(sign_offs)
    decisions = SignOffDecision.objects.select_related("decided_by").order_by("-pk")
    asked = (
        SignOffCity.objects.filter(sign_off__in=[one.pk for one in found], city__left_at=None)
        .select_related("city__jurisdiction")
        .prefetch_related(Prefetch("decisions", queryset=decisions, to_attr="all_decisions"))
    )
    by_sign_off: dict[int, list[SignOffCity]] = {}
    for one in asked:
        by_sign_off.setdefault(one.sign_off_id, []).append(one)
    return [
        SignOffRead(
            one, tuple(_row(user, one, city) for city in by_sign_off.get(one.pk, ())), one.digest == digest
        )
        for one in found
    ]


def _row(user: Actor, sign_off: SignOff, asked: SignOffCity) -> SigningCity:
    city = asked.city.jurisdiction
    return SigningCity(
        asked,
        tuple(asked.all_decisions),  # type: ignore[attr-defined]
        sentence_for(sign_off, city.name),
        rules.may_speak(user, city),
    )


def sentence_for(sign_off: SignOff, city: str) -> str:
    """Return the sentence that a city signs."""
    row = sign_off.by_city.get(city)
    return str(row["sentence"]) if row else ""


def unsigned(user: Actor) -> list[SignOffCity]:
    """Return the cities for which ``user`` speaks and that have neither signed nor declined."""
    reach = user.reach(Permission.SPEAK)
    if reach.everywhere or not reach:
        return []
    rows = SignOffCity.objects.filter(
        sign_off__ended_at=None, city__left_at=None, city__jurisdiction__public_id__in=reach.jurisdictions
    ).exclude(decisions__isnull=False)
    return list(
        rows.select_related("sign_off__study", "city__jurisdiction").order_by("sign_off__due_on", "pk")
    )

"""Each city's hotline: begin it, say its rules and texts, open it and close it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.vault.public import derive, encrypt, keyed_digest
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.hotline import rules
from interlocal.programs.hotline.models import CityHotline, Opening, RecoveryRule
from interlocal.programs.hotline.models.statistics import COUNTS
from interlocal.programs.hotline.queries.setup import facts_of
from interlocal.programs.hotline.rules.checks import findings
from interlocal.programs.hotline.rules.exclusions import PURPOSE as EXCLUSIONS
from interlocal.programs.hotline.rules.places import LANGUAGES, MOST_CHARACTERS, Place
from interlocal.programs.hotline.rules.receipt_keys import PURPOSE as RECEIPTS


def begin_city(*, by: User | None, jurisdiction: Jurisdiction, now: datetime) -> CityHotline:
    """Begin a body's hotline, which takes no reports yet. Raises ``Refusal`` where there is one."""
    rules.check_setting_up(by)
    with act(by=by, action="hotline.begin_city", now=now, city=jurisdiction.name) as begun:
        hotline, is_new = CityHotline.objects.get_or_create(
            jurisdiction=jurisdiction, defaults={"created_at": now}
        )
        if not is_new:
            raise Refusal(
                _("%(city)s is set up already.") % {"city": jurisdiction.name}, field="jurisdiction"
            )
        begun.subject = hotline
    return hotline


def set_rules(
    *,
    by: User | None,
    hotline: CityHotline,
    fallback: CityHotline | None,
    keep_months: int | None,
    keep_source: str,
    now: datetime,
) -> CityHotline:
    """Say who steps in from outside, and how long closed reports are kept. Raises ``Refusal``."""
    rules.check_setting_up(by)
    if fallback is not None and fallback.pk == hotline.pk:
        raise Refusal(_("The fallback is a body outside this city."), field="fallback")
    if keep_months is not None and not keep_source.strip():
        raise Refusal(_("Say which rule gives this time."), field="keep_source")
    with act(by=by, action="hotline.set_rules", subject=hotline, now=now) as said:
        hotline = _locked(hotline)
        if hotline.is_open and fallback is None:
            raise Refusal(_("An open hotline needs a fallback. Close it first."), field="fallback")
        hotline.fallback = fallback
        hotline.keep_months, hotline.keep_source = keep_months, keep_source.strip()
        hotline.save(update_fields=["fallback", "keep_months", "keep_source"])
        said.record(fallback=str(fallback or ""), keep_months=keep_months, keep_source=hotline.keep_source)
    return hotline


def set_texts(
    *, by: User | None, hotline: CityHotline, texts: Mapping[str, Mapping[str, str]], now: datetime
) -> CityHotline:
    """Set the city's own texts: language, place, words. Raises ``Refusal`` for what is too long."""
    rules.check_setting_up(by)
    kept: dict[str, dict[str, Any]] = {}
    for language in LANGUAGES:
        said = {place.value: str(texts.get(language, {}).get(place, "")).strip() for place in Place}
        if any(len(text) > MOST_CHARACTERS for text in said.values()):
            raise Refusal(_("A text has at most %(most)d characters.") % {"most": MOST_CHARACTERS})
        kept[language] = {place: text for place, text in said.items() if text}
    with act(by=by, action="hotline.set_texts", subject=hotline, now=now, languages=sorted(kept)):
        hotline = _locked(hotline)
        hotline.texts = kept
        hotline.save(update_fields=["texts"])
    return hotline


def open_hotline(*, by: User | None, hotline: CityHotline, on: date, now: datetime) -> CityHotline:
    """Let the city's hotline take reports. Raises ``Refusal`` with what is missing."""
    rules.check_setting_up(by)
    with act(by=by, action="hotline.open_city", subject=hotline, now=now):
        hotline = _locked(hotline)
        if hotline.is_open:
            raise Refusal(_("It takes reports already."))
        missing = [one.words for one in findings(facts_of(hotline)) if one.blocks]
        if missing:
            raise Refusal(" ".join([_("It cannot open yet."), *missing]))
        hotline.is_open = True
        hotline.save(update_fields=["is_open"])
        Opening.objects.create(hotline=hotline, starts_on=on, created_at=now)
        _make_keys_of_reports()
    return hotline


def close_hotline(*, by: User | None, hotline: CityHotline, on: date, now: datetime) -> CityHotline:
    """Take no new reports for the city. Whoever reported still comes back by the receipt."""
    rules.check_setting_up(by)
    with act(by=by, action="hotline.close_city", subject=hotline, now=now):
        hotline = _locked(hotline)
        if not hotline.is_open:
            raise Refusal(_("It takes no reports already."))
        hotline.is_open = False
        hotline.save(update_fields=["is_open"])
        hotline.openings.filter(ends_on=None).update(ends_on=on)
    return hotline


def set_recovery(*, by: User, needed: int, now: datetime) -> RecoveryRule:
    """Say how many keepers of different cities open a report together; it counts for new reports."""
    rules.check_setting_up(by)
    if needed < 2:
        raise Refusal(_("At least two keepers: nobody opens a report alone."), field="needed")
    with act(by=by, action="hotline.set_recovery", now=now, needed=needed) as said:
        rule = RecoveryRule.objects.create(needed=needed, made_by=by, created_at=now)
        said.subject = rule
    return rule


def _make_keys_of_reports() -> None:
    """Make the vault's keys for reports now: made with the first report, their time would tell of it."""
    derive(RECEIPTS, bytes(16), "prepare")
    keyed_digest(EXCLUSIONS, b"prepare")
    encrypt(COUNTS, b"")


def _locked(hotline: CityHotline) -> CityHotline:
    rows = CityHotline.objects.select_for_update(of=("self",)).select_related("jurisdiction")
    return rows.get(pk=hotline.pk)

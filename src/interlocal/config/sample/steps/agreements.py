"""The agreements that are published, and a synthetic one with notice that is due."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from interlocal.config.sample.data import read
from interlocal.config.sample.sources import without_source
from interlocal.foundation.audit.public import ref_to
from interlocal.partnerships.agreements import public as agreements
from interlocal.partnerships.agreements.public import Agreement
from interlocal.partnerships.commitments.public import close_commitment, commitments_about
from interlocal.partnerships.instruments import public as instruments
from interlocal.partnerships.instruments.public import Instrument
from interlocal.partnerships.jurisdictions.public import Jurisdiction, Source

_FACTS = (
    *("title", "summary", "summary_es", "term_words", "options_left", "option_months"),
    *("cost_formula", "cost_words"),
)


def is_loaded() -> bool:
    """Is there an agreement?"""
    return Agreement.objects.exists()


def load(now: datetime) -> None:
    """Record the instruments, then the agreements in the order of their chains; ask for decisions."""
    data = read("agreements")
    bodies = {body.name: body for body in Jurisdiction.objects.all()}
    adopted = {row["key"]: _record(row, data["green_light"], bodies, now) for row in data["instruments"]}
    known: dict[str, Agreement] = {}
    for row in data["agreements"]:
        shared = data["green_light"] if "adopted_by" in row else {}
        known[row["key"]] = _add({**shared, **row}, known, bodies, now)
        _fill(known[row["key"]], row, adopted, now)
    agreements.load_procedures(by=None, now=now)
    agreements.open_decisions(by=None, now=now)


def _record(
    row: dict[str, Any], source: dict[str, Any], bodies: dict[str, Jurisdiction], now: datetime
) -> Instrument:
    facts = {
        "kind": "ordinance",
        "standing": "filed",
        "title": row["title"],
        "bill_number": row["bill_number"],
    }
    return instruments.record_instrument(
        by=None, jurisdiction=bodies[row["jurisdiction"]], statement=None, facts={**facts, **source}, now=now
    )


def _add(
    row: dict[str, Any], known: dict[str, Agreement], bodies: dict[str, Jurisdiction], now: datetime
) -> Agreement:
    source, _others = without_source(row)
    facts = {name: row[name] for name in _FACTS if name in row}
    if "starts_days_ago" in row:
        facts["starts_on"] = _ago(row["starts_days_ago"], now)
        facts["ends_on"] = _ago(-row["ends_in_days"], now)
    facts["renews"] = known.get(row.get("renews", ""))
    parties = [bodies[name] for name in row["parties"]]
    agreement = agreements.add_agreement(by=None, facts=facts, parties=parties, source=source, now=now)
    if "amount" in row:
        amount = row["amount"]
        agreements.record_amount(
            by=None,
            agreement=agreement,
            year=amount["year"],
            amount_cents=amount.get("cents"),
            payer=bodies.get(amount.get("payer", "")),
            source=Source(is_synthetic=True) if "is_synthetic" in amount else source,
            now=now,
        )
    return agreement


def _fill(agreement: Agreement, row: dict[str, Any], adopted: dict[str, Instrument], now: datetime) -> None:
    for clause in row.get("clauses", ()):
        agreements.write_clause(by=None, agreement=agreement, now=now, **clause)
    for window in row.get("windows", ()):
        terms = {name: window[name] for name in ("count", "unit", "section")}
        agreements.set_notice_window(
            by=None, agreement=agreement, act_of_notice=window["act"], anchor="before-end", now=now, **terms
        )
    for party in agreement.parties.select_related("jurisdiction", "agreement"):
        if "signed_days_ago" in row:
            day = _ago(row["signed_days_ago"], now)
            agreements.record_signature(by=None, party=party, signed_on=day, office="Mayor", now=now)
        if row.get("adopted_by") and party.jurisdiction == adopted[row["adopted_by"]].jurisdiction:
            agreements.link_instrument(by=None, party=party, instrument=adopted[row["adopted_by"]], now=now)
    for filing in commitments_about(ref_to(agreement)).filter(outcome=""):
        day = _ago(row["signed_days_ago"] - row["filed_after_days"], now)
        close_commitment(by=None, commitment=filing, done_on=day, evidence_note="Stamped copy", now=now)
    if row.get("publish"):
        agreements.publish_agreement(by=None, agreement=agreement, now=now)


def _ago(days: int, now: datetime) -> date:
    return timezone.localdate(now) - timedelta(days=days)

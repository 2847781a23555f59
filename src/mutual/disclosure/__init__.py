"""Statistical disclosure control: tables that can be given out without giving anybody away."""

from mutual.disclosure.audit import Audit, Interval, audit
from mutual.disclosure.count_table import CountTable, DisclosureError
from mutual.disclosure.ledger import PrivacyLedger, Spending
from mutual.disclosure.noise import NoisyTotals, noisy_totals
from mutual.disclosure.report import AttackReport, attack_report, in_words
from mutual.disclosure.rules import Reason, Release, Rules
from mutual.disclosure.safe_table import SafeTable, safe_table
from mutual.disclosure.secret import SecretSeed

__all__ = [
    "AttackReport",
    "Audit",
    "CountTable",
    "DisclosureError",
    "Interval",
    "NoisyTotals",
    "PrivacyLedger",
    "Reason",
    "Release",
    "Rules",
    "SafeTable",
    "SecretSeed",
    "Spending",
    "attack_report",
    "audit",
    "in_words",
    "noisy_totals",
    "safe_table",
]

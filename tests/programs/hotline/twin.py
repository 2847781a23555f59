"""What the pages' scripts do, in Python: open and seal with the same primitives, and fold a report's entries.

The property tests drive the actions through it, and a browser test holds its fold against the page's own.
"""

import base64
import json
from collections.abc import Iterable, Mapping
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from tests.factories.hotline import seal, sealed_json, text_of

from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.kernel.ids import new_public_id
from interlocal.programs.hotline.actions import handing, keys, recovering
from interlocal.programs.hotline.actions.writing import Sealed, write_entries
from interlocal.programs.hotline.models import Report, StaffKey
from interlocal.programs.hotline.queries.details import details_of
from interlocal.programs.hotline.queries.recovery import told_to_keeper
from interlocal.programs.hotline.queries.reports import report_of, stretch_of_reports
from interlocal.programs.hotline.rules.entries import KINDS


def opened(sealed: str, private: PrivateKey) -> bytes:
    """Open a sealed box given in base64."""
    return SealedBox(private).decrypt(base64.b64decode(sealed))


def state_of(entries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:  # noqa: C901  one branch a kind
    """Fold a report's entries, in their order, to what it is now. The page's ``fold.js`` does the same."""
    state: dict[str, Any] = {
        "status": "new",
        "severity": "",
        "category": "",
        "assigned": "",
        "due": [],
        "decision": "",
        "outcome": "",
        "recovered": 0,
        "referrals": [],
        "has_objection": False,
        "is_withdrawn": False,
    }
    for entry in entries:
        kind = entry["kind"]
        if kind in {"report", "category"}:
            state["category"] = entry["category"]
        elif kind in {"status", "severity"}:
            state[kind] = entry[kind]
        elif kind == "assign":
            state["assigned"] = entry["user"]
            state["status"] = "assigned" if state["status"] in {"new", "triaged"} else state["status"]
        elif kind == "due":
            others = [one for one in state["due"] if one["what"] != entry["what"]]
            state["due"] = others + ([{"what": entry["what"], "on": entry["due"]}] if entry["due"] else [])
        elif kind == "decision":
            state["decision"], state["outcome"] = entry["text"], entry["outcome"]
        elif kind == "recovered":
            state["recovered"] += entry["cents"]
        elif kind == "referral":
            state["referrals"] = [*state["referrals"], entry["to"]]
        elif kind == "transfer":
            state["has_objection"] = False
        elif kind == "objection":
            state["has_objection"] = True
        elif kind == "withdrawal":
            state["is_withdrawn"] = True
    return state


class Browser:
    """A person at their browser: holds the private halves of their keys, asks the server for the rest."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.halves: dict[str, PrivateKey] = {}

    def make_key(self) -> None:
        """Make a first key."""
        private = PrivateKey.generate()
        key = keys.make_key(by=self.user, **self._halves(private), now=clock.now())
        self.halves[key.public_id] = private

    def replace_key(self) -> None:
        """Make a new key and seal every report to it."""
        private = PrivateKey.generate()
        wraps = {
            one["id"]: text_of(seal(bytes(secret), bytes(private.public_key)))
            for one, secret in self._openable()
        }
        key = keys.replace_key(by=self.user, **self._halves(private), wraps=wraps, now=clock.now())
        self.halves[key.public_id] = private

    def lose_key(self) -> None:
        """Forget the passphrase, and begin anew."""
        self.halves.clear()
        private = PrivateKey.generate()
        key = keys.give_up_key(by=self.user, **self._halves(private), now=clock.now())
        self.halves[key.public_id] = private

    def can_open(self) -> set[str]:
        """Return the public ids of the reports whose entries this person can read now."""
        return {one["id"] for one, secret in self._openable() if self._entries(one, secret)}

    def key_of(self, report: Report) -> PrivateKey:
        """Return the private key of a report; raises ``KeyError`` when this person cannot open it."""
        return {one["id"]: secret for one, secret in self._openable()}[report.public_id]

    def entries(self, report: Report) -> list[dict[str, Any]]:
        """Return a report's entries, opened."""
        return next(self._entries(one, key) for one, key in self._openable() if one["id"] == report.public_id)

    def write(self, report: Report, seen: int | None = None, **entry: Any) -> Sealed:
        """Write an entry."""
        sealed = self._sealed(report, **entry)
        write_entries(by=self.user, report_id=report.public_id, entries=[sealed], seen=seen, now=clock.now())
        return sealed

    def share(self, report: Report, person: User) -> None:
        """Give the report to one more reader."""
        handing.share(
            by=self.user,
            report_id=report.public_id,
            wraps=self._wraps(report, [person.public_id]),
            entries=[self._sealed(report, kind="share", user=person.public_id)],
            now=clock.now(),
        )

    def recuse(self, report: Report) -> None:
        """Step off a report."""
        around = details_of(self.user, report_of(self.user, report.public_id))
        named = around["stand_ins"]
        handing.recuse(
            by=self.user,
            report_id=report.public_id,
            wraps=self._wraps(report, named),
            entries=[self._sealed(report, kind="recuse", user=self.user.public_id, substitutes=named)],
            now=clock.now(),
        )

    def exclude(self, report: Report, person: User) -> None:
        """Take somebody off a report."""
        handing.exclude(
            by=self.user,
            report_id=report.public_id,
            person_id=person.public_id,
            entries=[self._sealed(report, kind="exclusion", user=person.public_id)],
            now=clock.now(),
        )

    def transfer(self, report: Report, city_id: str) -> None:
        """Hand a report to another city."""
        around = details_of(self.user, report_of(self.user, report.public_id))
        city = next(one for one in around["cities"] if one["id"] == city_id)
        handing.transfer(
            by=self.user,
            report_id=report.public_id,
            city_id=city_id,
            wraps=self._wraps(report, city["people"]),
            entries=[self._sealed(report, kind="transfer", to=city["name"], **{"from": "here"})],
            now=clock.now(),
        )

    def seal_groups(self, report: Report) -> None:
        """Seal the report to the keepers' groups of today."""
        around, secret = details_of(self.user, report), bytes(self.key_of(report))
        groups = []
        for group in around["groups"]:
            sealed = secret
            for key_id in reversed(group):
                sealed = seal(sealed, base64.b64decode(around["keys"][key_id]["public_key"]))
            groups.append((group, text_of(sealed)))
        handing.seal_groups(by=self.user, report_id=report.public_id, groups=groups, now=clock.now())

    def open_layers(self) -> int:
        """Open every layer that waits for this keeper; return how many."""
        count = 0
        for ask in told_to_keeper(self.user):
            for layer in ask["layers"]:
                private = self.halves.get(layer["key"])
                if private is None:
                    continue
                left = opened(layer["sealed"], private)
                if layer["is_last"]:
                    left = seal(left, base64.b64decode(ask["public_key"]))
                recovering.open_layer(
                    by=self.user,
                    ask_id=ask["id"],
                    wrap_id=layer["wrap"],
                    opened=layer["opened"],
                    sealed=text_of(left),
                    now=clock.now(),
                )
                count += 1
        return count

    def _halves(self, private: PrivateKey) -> dict[str, Any]:
        lock = {"kind": "passphrase", "salt": "", "nonce": text_of(bytes(24)), "box": text_of(bytes(48))}
        return {"public_key": text_of(bytes(private.public_key)), "locks": [lock]}

    def _openable(self) -> list[tuple[dict[str, Any], PrivateKey]]:
        found, after = [], ""
        while True:
            rows, after = stretch_of_reports(self.user, after)
            for one in rows:
                secret = self._secret(one["wraps"])
                if secret is not None:
                    found.append((one, secret))
            if not after:
                return found

    def _secret(self, wraps: Iterable[Mapping[str, str]]) -> PrivateKey | None:
        for wrap in wraps:
            try:
                return PrivateKey(opened(wrap["sealed"], self.halves[wrap["key"]]))
            except (KeyError, CryptoError):
                continue
        return None

    def _entries(self, one: Mapping[str, Any], secret: PrivateKey) -> list[dict[str, Any]]:
        return [json.loads(opened(entry["sealed"], secret)) for entry in one["entries"]]

    def _sealed(self, report: Report, **entry: Any) -> Sealed:
        whole = {"by": self.user.public_id, "on": clock.today().isoformat(), **entry}
        sealed = sealed_json(whole, report.public_key)
        return Sealed(new_public_id(), sealed, KINDS[entry["kind"]].is_for_staff_only)

    def _wraps(self, report: Report, people: Iterable[str]) -> dict[str, object]:
        secret = bytes(self.key_of(report))
        current = {
            key.user.public_id: bytes(key.public_key)
            for key in StaffKey.objects.filter(retired_on=None).select_related("user")
        }
        return {person: text_of(seal(secret, current[person])) for person in people}

"""Who can open a report: by rule and by cryptography, whatever happens in whatever order."""

from typing import Any

import hypothesis.strategies as st
import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import settings
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.conftest import IS_FULL
from tests.factories.hotline import CityHotlineFactory, report, staff
from tests.programs.hotline.twin import Browser

from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline.actions import recovering
from interlocal.programs.hotline.models import (
    Duty,
    Exclusion,
    RecoveryRule,
    RecoveryWrap,
    Report,
    StaffKey,
    Wrap,
)
from interlocal.programs.hotline.rules.exclusions import exclusion_digest
from interlocal.programs.hotline.rules.handing import recovery_groups, stand_ins


class Reports(RuleBasedStateMachine):
    """Three cities with recipients, a substitute and a keeper each; plain sets beside the records."""

    @initialize()
    def begin(self) -> None:
        """Set three hotlines up, in a transaction that is undone at the end."""
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.hotlines = [CityHotlineFactory.create() for _ in range(3)]
        for one, other in zip(self.hotlines, self.hotlines[1:] + self.hotlines[:1], strict=True):
            one.fallback = other
            one.save()
        self.browsers: list[Browser] = []
        self.city_of: dict[str, int] = {}
        self.duty_of: dict[str, str] = {}
        for number, hotline in enumerate(self.hotlines):
            for duty in (Duty.RECIPIENT, Duty.RECIPIENT, Duty.SUBSTITUTE, Duty.KEEPER):
                browser = Browser(staff(hotline, duty))
                browser.make_key()
                self.browsers.append(browser)
                self.city_of[browser.user.public_id] = number
                self.duty_of[browser.user.public_id] = duty
        RecoveryRule.objects.create(needed=2, made_by=self.browsers[0].user, created_at=clock.now())
        self.reports: dict[str, Report] = {}
        # What must be true: who can open, who never may, where it is.
        self.able: dict[str, set[str]] = {}
        self.never: dict[str, set[str]] = {}
        self.home: dict[str, int] = {}

    def teardown(self) -> None:
        """Undo what this example wrote."""
        if hasattr(self, "undone"):
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    def people(self, city: int, duty: str) -> list[str]:
        """Return the ids of a city's people, in order."""
        return [one for one, there in self.city_of.items() if there == city and self.duty_of[one] == duty]

    def rightful(self, city: int, never: set[str]) -> list[str]:
        """Return who reads a report of a city by rule."""
        return stand_ins(
            recipients=self.people(city, Duty.RECIPIENT),
            substitutes=self.people(city, Duty.SUBSTITUTE),
            fallback=self.people((city + 1) % 3, Duty.RECIPIENT),
            excluded=never,
        )

    @rule(city=st.integers(0, 2), named=st.sets(st.integers(0, 11), max_size=4))
    def file_a_report(self, city: int, named: set[int]) -> None:
        """File a report that excludes some."""
        excluded = [self.browsers[one].user for one in named]
        never = {one.public_id for one in excluded}
        if len(self.reports) >= 4 or not self.rightful(city, never):
            return
        made, _private = report(self.hotlines[city], excluded=excluded)
        self.reports[made.public_id] = made
        self.never[made.public_id], self.home[made.public_id] = never, city
        self.able[made.public_id] = set(self.rightful(city, never))

    @precondition(lambda self: self.reports)
    @rule(data=st.data())
    def recuse(self, data: Any) -> None:
        """Somebody steps off; whom the rule names steps in."""
        made, browser = self._pick(data)
        me = browser.user.public_id
        if me not in self.able[made.public_id]:
            # Sealed to a key they lost, it stays shut to them; sealed to none of theirs, it is not there.
            was_given = Wrap.objects.filter(report=made, key__user=browser.user).exists()
            with pytest.raises(KeyError if was_given else Http404):
                browser.recuse(made)
            return
        if made.public_id not in browser.can_open():
            return  # sealed to a key they gave up: their page does not show it
        named = set(self.rightful(self.home[made.public_id], self.never[made.public_id] | {me}))
        if not (self._current(made) | named) - {me}:
            with pytest.raises(Refusal):
                browser.recuse(made)
            return
        browser.recuse(made)
        self.never[made.public_id] = self.never[made.public_id] | {me}
        self.able[made.public_id] = (self.able[made.public_id] | named) - {me}

    @precondition(lambda self: self.reports)
    @rule(data=st.data(), other=st.integers(0, 11))
    def exclude(self, data: Any, other: int) -> None:
        """A reader takes somebody else off."""
        made, browser = self._reader(data)
        person = self.browsers[other].user
        if browser is None:
            return
        if person == browser.user or person.public_id in self.never[made.public_id]:
            with pytest.raises(Refusal):
                browser.exclude(made, person)
            return
        browser.exclude(made, person)
        self.never[made.public_id] = self.never[made.public_id] | {person.public_id}
        self.able[made.public_id] = self.able[made.public_id] - {person.public_id}

    @precondition(lambda self: self.reports)
    @rule(data=st.data(), other=st.integers(0, 11))
    def share(self, data: Any, other: int) -> None:
        """A reader gives the report to somebody, where the rules allow it."""
        made, browser = self._reader(data)
        if browser is None:
            return
        person, city = self.browsers[other].user.public_id, self.home[made.public_id]
        allowed = {
            *self.people(city, Duty.RECIPIENT),
            *self.people(city, Duty.SUBSTITUTE),
            *self.people((city + 1) % 3, Duty.RECIPIENT),
        } - self.never[made.public_id]
        if person not in allowed:
            with pytest.raises(Refusal):
                browser.share(made, self.browsers[other].user)
            return
        browser.share(made, self.browsers[other].user)
        self.able[made.public_id] = self.able[made.public_id] | {person}

    @precondition(lambda self: self.reports)
    @rule(data=st.data(), city=st.integers(0, 2))
    def transfer(self, data: Any, city: int) -> None:
        """A reader hands the report to another city."""
        made, browser = self._reader(data)
        named = self.rightful(city, self.never[made.public_id])
        if browser is None or city == self.home[made.public_id] or not named:
            return
        browser.transfer(made, self.hotlines[city].jurisdiction.public_id)
        self.home[made.public_id], self.able[made.public_id] = city, set(named)

    @rule(number=st.integers(0, 11))
    def replace_key(self, number: int) -> None:
        """Somebody replaces their key; nothing is lost, where they could open all that is theirs."""
        browser = self.browsers[number]
        if browser.user.public_id in self._locked_out():
            with pytest.raises(Refusal):
                browser.replace_key()
            return
        browser.replace_key()

    @rule(number=st.integers(0, 11))
    def lose_key(self, number: int) -> None:
        """Somebody loses their passphrase and begins anew: they can open nothing until it is given them."""
        self.browsers[number].lose_key()
        me = self.browsers[number].user.public_id
        for report_id in self.able:
            self.able[report_id] = self.able[report_id] - {me}

    @precondition(lambda self: self.reports)
    @rule(data=st.data())
    def seal_to_keepers(self, data: Any) -> None:
        """A reader seals the report to the keepers' keys of today."""
        made, browser = self._reader(data)
        if browser is not None:
            browser.seal_groups(made)

    @rule(number=st.integers(0, 11))
    def recover(self, number: int) -> None:
        """Somebody asks, and all keepers open what they can: what a whole group could open is opened."""
        person = self.browsers[number].user
        city = self.city_of[person.public_id]
        if self.duty_of[person.public_id] == Duty.KEEPER:
            with pytest.raises(Refusal):
                recovering.ask_recovery(by=person, city_id=self._city_id(city), now=clock.now())
            return
        expected = {
            report_id
            for report_id, made in self.reports.items()
            if self.home[report_id] == city
            and person.public_id not in self.never[report_id]
            and self._is_recoverable(made, person)
        }
        ask = recovering.ask_recovery(by=person, city_id=self._city_id(city), now=clock.now())
        while sum(browser.open_layers() for browser in self.browsers):
            pass
        recovering.end_ask(by=person, ask_id=ask.public_id, now=clock.now())
        for report_id in expected:
            self.able[report_id] = self.able[report_id] | {person.public_id}

    @precondition(lambda self: self.reports)
    @rule(data=st.data())
    def delete(self, data: Any) -> None:
        """A report is deleted."""
        report_id = self._any_report(data).public_id
        self.reports.pop(report_id).delete()
        for kept in (self.able, self.never, self.home):
            kept.pop(report_id)

    @invariant()
    def exactly_the_right_people_can_open(self) -> None:
        """Everybody can open what the model says, and nothing else."""
        for browser in getattr(self, "browsers", []):
            me = browser.user.public_id
            assert browser.can_open() == {one for one, able in self.able.items() if me in able}

    @invariant()
    def nobody_excluded_has_any_part(self) -> None:
        """No wrap and no group of keepers names somebody excluded."""
        for report_id, made in getattr(self, "reports", {}).items():
            digests = set(Exclusion.objects.filter(report=made).values_list("digest", flat=True))
            for person_id in self.never[report_id]:
                assert exclusion_digest(report_id, person_id) in digests
                keys = set(
                    StaffKey.objects.filter(user__public_id=person_id).values_list("public_id", flat=True)
                )
                assert not Wrap.objects.filter(report=made, key__public_id__in=keys).exists()
                assert not any(keys & set(wrap.keys) for wrap in RecoveryWrap.objects.filter(report=made))

    def _pick(self, data: Any) -> tuple[Report, Browser]:
        return self._any_report(data), self.browsers[data.draw(st.integers(0, 11))]

    def _reader(self, data: Any) -> tuple[Report, Browser | None]:
        made, number = self._any_report(data), data.draw(st.integers(0, 11))
        readers = [one for one in self.browsers if one.user.public_id in self.able[made.public_id]]
        return made, readers[number % len(readers)] if readers else None

    def _any_report(self, data: Any) -> Report:
        # By place, not by id: ids are random, and a run must draw the same when it is repeated.
        return list(self.reports.values())[data.draw(st.integers(0, 3)) % len(self.reports)]

    def _current(self, made: Report) -> set[str]:
        rows = Wrap.objects.filter(report=made, key__retired_on=None)
        return set(rows.values_list("key__user__public_id", flat=True))

    def _locked_out(self) -> set[str]:
        """Who has wraps that they cannot open: replacing a key would leave them behind."""
        held = Wrap.objects.values_list("key__user__public_id", "report__public_id")
        return {person for person, report_id in held if person not in self.able[report_id]}

    def _is_recoverable(self, made: Report, person: User) -> bool:
        halves = {one.user.pk: set(one.halves) for one in self.browsers if one.user != person}
        at_hand = {key for held in halves.values() for key in held}
        return any(set(wrap.keys) <= at_hand for wrap in RecoveryWrap.objects.filter(report=made))

    def _city_id(self, city: int) -> str:
        return str(self.hotlines[city].jurisdiction.public_id)


class TestReports(TestCase):
    """Runs the machine."""

    def test_exactly_the_right_people_can_open(self) -> None:
        run_state_machine_as_test(
            Reports,
            settings=settings(max_examples=80 if IS_FULL else 5, stateful_step_count=25, deadline=None),
        )


def test_groups_of_keepers_are_of_different_cities_and_leave_out_the_excluded() -> None:
    keepers = {"a": ["ann", "abe"], "b": ["bob"], "c": ["cy"]}

    assert recovery_groups(keepers, needed=2, excluded={"abe"}) == [
        ("ann", "bob"),
        ("ann", "cy"),
        ("bob", "cy"),
    ]
    assert recovery_groups(keepers, needed=3, excluded={"bob"}) == []

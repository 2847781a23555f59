"""The test kit, run on every listed program and on the example."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from django.test import Client

from interlocal.foundation.accounts.models import User
from interlocal.programkit import testkit
from interlocal.programkit.public import Program, programs

pytestmark = pytest.mark.django_db
each_program = pytest.mark.parametrize("program", programs(), ids=lambda program: program.slug)


@each_program
def test_program_asks_for_its_own_permissions(program: Program) -> None:
    testkit.check_marks(program)


@each_program
def test_program_permissions_are_held(program: Program) -> None:
    testkit.check_roles(program)


@each_program
def test_program_list_asks_the_database_a_fixed_number_of_times(
    program: Program, client: Client, reader: User, jurisdictions: Sequence[str], now: datetime
) -> None:
    client.force_login(reader)
    testkit.check_list_queries(program, client=client, by=reader, jurisdictions=jurisdictions, now=now)


@each_program
def test_program_export_is_whole(
    program: Program, reader: User, jurisdictions: Sequence[str], now: datetime
) -> None:
    testkit.check_export(program, by=reader, jurisdictions=jurisdictions, now=now)


@each_program
def test_program_deletes_by_its_retention_rules(
    program: Program, reader: User, jurisdictions: Sequence[str], now: datetime
) -> None:
    testkit.check_retention(program, by=reader, jurisdictions=jurisdictions, now=now)


@each_program
def test_program_measures_what_happened(
    program: Program, reader: User, jurisdictions: Sequence[str], now: datetime
) -> None:
    testkit.check_measures(program, by=reader, jurisdictions=jurisdictions, now=now)

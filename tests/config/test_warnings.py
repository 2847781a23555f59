"""The system check has nothing to say: what it warns of, the database does not hold."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_the_system_check_warns_of_nothing():
    call_command("check", databases=["default"], fail_level="WARNING")

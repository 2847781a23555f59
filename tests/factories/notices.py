"""Notices in somebody's inbox."""

from datetime import UTC, datetime, timedelta

import factory
from tests.factories.accounts import UserFactory

from interlocal.foundation.notices.models import Notice

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


class NoticeFactory(factory.django.DjangoModelFactory):
    """An unread notice that leads to Home, made without its mail."""

    class Meta:
        model = Notice

    class Params:
        is_read = factory.Trait(read_at=NOW + timedelta(hours=1))
        is_mailed = factory.Trait(mailed_at=NOW + timedelta(minutes=1))

    recipient = factory.SubFactory(UserFactory)
    kind = "tests.news"
    key = factory.Sequence(lambda n: f"tests:{n}")
    template = "tests/mail/news"
    context = factory.LazyFunction(lambda: {"title": "Fleet repair"})
    path = "/home/"
    created_at = NOW

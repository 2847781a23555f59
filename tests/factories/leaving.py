"""Archives of records."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory
from tests.factories.accounts import UserFactory
from tests.factories.files import stored_file

from interlocal.kernel import clock
from interlocal.leaving.models import Archive, ArchiveState


class ArchiveFactory(DjangoModelFactory):
    """An archive that was deleted when its time was over; ``ready``: one that is kept."""

    class Meta:
        model = Archive

    asked_by = factory.SubFactory(UserFactory)
    state = ArchiveState.DELETED
    created_at = factory.LazyFunction(clock.now)
    made_at = factory.LazyFunction(clock.now)
    ended_at = factory.LazyFunction(clock.now)
    seal = "5" * 64

    class Params:
        ready = factory.Trait(
            state=ArchiveState.READY,
            stored=factory.LazyFunction(lambda: stored_file(sealed=True)),
            kept_until=factory.LazyFunction(lambda: clock.now() + timedelta(days=7)),
            ended_at=None,
        )
        waiting = factory.Trait(state=ArchiveState.WAITING, made_at=None, ended_at=None, seal="")
        failed = factory.Trait(
            state=ArchiveState.FAILED, made_at=None, seal="", reason="There is no space left."
        )

"""A process that serves sets aside what stays, and still lets go of garbage made afterwards."""

import gc
import weakref

import pytest

from interlocal.config.running import engine, heap


class Knot:
    """Something that holds on to itself: only a look for garbage lets go of it."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def looking():
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.mark.usefixtures("looking")
def test_what_stays_is_set_aside_once_and_garbage_goes():
    old = Knot()
    seen = weakref.ref(old)
    del old
    heap.set_aside()
    assert seen() is None
    assert gc.get_freeze_count() > 10_000
    new = weakref.ref(Knot())
    gc.collect()
    assert new() is None


@pytest.mark.usefixtures("looking")
def test_the_engine_is_set_aside_when_it_has_come():
    heap.look_seldom()
    engine.load_in_background(then=heap.set_aside).join()
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold() == (heap.YOUNG, heap.MIDDLE, heap.OLD)

"""Every door of the house, by where it stands."""

from tests.fuzzing.doors import documents, engine, lists, others, own, signed_in

DOORS = (
    *engine.DOORS,
    *lists.DOORS,
    *documents.DOORS,
    *others.DOORS,
    *own.DOORS,
    *signed_in.DOORS,
)

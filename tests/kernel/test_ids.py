from interlocal.kernel.ids import ALPHABET, LENGTH, PublicIdField, new_public_id


def test_public_ids_are_long_random_and_typable() -> None:
    ids = {new_public_id() for _ in range(2_000)}
    assert len(ids) == 2_000
    assert {len(one) for one in ids} == {LENGTH}
    assert set("".join(ids)) == set(ALPHABET)


def test_public_id_field_keeps_migrations_short() -> None:
    _name, _path, args, kwargs = PublicIdField().deconstruct()
    assert (args, kwargs) == ([], {})

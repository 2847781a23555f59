"""The packs that ship, and what is said of one that is wrong."""

import re
import shutil
from importlib import resources
from pathlib import Path

import pytest

from interlocal.partnerships.law.pack import (
    NEUTRAL,
    RULES,
    Key,
    PackInvalid,
    ground_words,
    grounds_in_words,
    pack_of_state,
    packs,
    read_pack,
)

SHELF = Path(str(resources.files("interlocal.partnerships.law") / "packs"))


@pytest.fixture
def copy(tmp_path):
    """A pack of one's own, to be spoiled."""
    return Path(shutil.copytree(SHELF / "missouri", tmp_path / "elsewhere"))


def faults_of(folder):
    with pytest.raises(PackInvalid) as refused:
        read_pack(folder)
    return [str(fault) for fault in refused.value.faults]


def spoil(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_pack_answers_every_rule():
    assert list(packs()) == ["kansas", "missouri", NEUTRAL]
    assert all(set(pack.rules) == set(RULES) for pack in packs().values())


def test_codes_of_grounds_belong_to_one_pack():
    codes = [ground.code for pack in packs().values() for ground in pack.grounds]
    assert len(codes) == len(set(codes))


def test_the_pack_of_no_state_names_no_law():
    rules = packs()[NEUTRAL].rules.values()
    assert {rule.section for rule in rules} == {""}
    assert not any(rule.is_confirmed for rule in rules)


def test_what_is_confirmed_was_looked_up():
    confirmed = [rule for pack in packs().values() for rule in pack.rules.values() if rule.is_confirmed]
    assert {rule.key for rule in confirmed} >= {Key.CLOSING, Key.PROSPECTIVE}
    assert all(rule.source and rule.checked for rule in confirmed)


def test_a_state_is_found_by_its_name_however_it_is_written():
    assert pack_of_state(" missouri ").slug == "missouri"
    assert pack_of_state("Iowa") is None


def test_a_ground_is_told_whatever_its_state_is_and_an_unknown_one_as_it_is():
    assert ground_words("75-4319(b)(2)") == (
        "K.S.A. 75-4319(b)(2): Privileged consultation with the body's attorney"
    )
    assert grounds_in_words(["610.021(4)", "Bylaw 7"]) == (
        "RSMo 610.021(4): The state militia or national guard; Bylaw 7"
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "rules.toml",
            "hours = 24",
            'hours = "24"',
            "notice-hours.hours: Write a whole number from 0 to 1440.",
        ),
        ("rules.toml", "yes = false", "yes = 0", "recused-count.yes: Write true or false"),
        (
            "rules.toml",
            "[closing]",
            "[closings]",
            "closing: This rule is not answered: How a meeting is closed.",
        ),
        ("rules.toml", "[closing]", "[closings]", "closings: There is no value of this name here."),
        ("rules.toml", "https://", "http://", "body-status.source: Write the whole address"),
        (
            "rules.toml",
            "checked = 2026-11-28\nconfirmed = true",
            "confirmed = true",
            "closing.confirmed: What is",
        ),
        (
            "rules.toml",
            "checked = 2026-11-28",
            'checked = "2026-11-28"',
            "notice-hours.checked: Write a day as",
        ),
        (
            "meetings.toml",
            "610.021(2)",
            "610.021(1)",
            "grounds.list: The code 610.021(1) stands there twice.",
        ),
        ("meetings.toml", "month = 5, day = 8", "month = 2, day = 30", "holidays 1.days 5.day: No year has"),
        (
            "meetings.toml",
            'sunday = "monday"',
            'sunday = "x"',
            "holidays 1.sunday: Write one of: same, friday, monday.",
        ),
        (
            "agreements.toml",
            '"county"',
            '"parish"',
            "filing 1.kinds: Write kinds of jurisdictions: city, county",
        ),
        ("adoption.toml", 'after = ["draft"]', 'after = ["nothing"]', "procedure 1.steps: "),
        ("pack.toml", 'title = "Missouri"', "title = Missouri", "This is not TOML: "),
    ],
)
def test_a_fault_is_said_in_words(copy, file, old, new, said):
    spoil(copy / file, old, new)
    assert [fault for fault in faults_of(copy) if said in fault and fault.startswith(file)]


def test_every_fault_is_said_at_once(copy):
    spoil(copy / "rules.toml", "hours = 24", "hours = -1")
    (copy / "meetings.toml").unlink()
    faults = faults_of(copy)
    assert any("notice-hours.hours" in fault for fault in faults)
    assert "meetings.toml: This file is missing." in faults


def test_a_starting_value_cannot_be_confirmed(copy):
    old = "hours = 24"
    spoil(copy / "rules.toml", old, "hours = 24\nstarting_value = true")
    spoil(copy / "rules.toml", "confirmed = false\n\n[short-notice]", "confirmed = true\n\n[short-notice]")
    (fault,) = faults_of(copy)
    assert fault.startswith("rules.toml, notice-hours.starting_value: A starting value stands in no law")


# Lists of all states, and rules for reading texts of any of them.
OF_EVERY_STATE = {"reading/states.py", "reading/sentences.py", "packets/legal_xml.py"}


def test_no_room_names_a_state():
    """The law of a state lies in its pack: nothing else knows that there is one."""
    house = SHELF.parents[2]
    naming = [
        str(path.relative_to(house))
        for suffix in ("py", "html", "txt", "js", "typ")
        for path in house.rglob(f"*.{suffix}")
        if "migrations" not in path.parts
        and "vendor" not in path.parts
        and "sample" not in path.parts
        and not any(str(path).endswith(name) for name in OF_EVERY_STATE)
        and re.search(
            r"missouri|RSMo|kansas|K\.S\.A|\b610\.02|\b105\.055",
            path.read_text(encoding="utf-8"),
            re.IGNORECASE,
        )
    ]
    assert naming == []

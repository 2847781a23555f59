"""Which row looks like headings, where none of them is known."""

import pytest

from interlocal.web.tables import likely_header, read_pasted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fund 101\t\t\nObject\tSum\tBefore\n5100 Pay\t94,000\t91,000\n", 2),
        ("Object\t2026\t2025\n5100 Pay\t94,000\t91,000\n", 1),
        ("Object\tSum\n5100 Pay\t$(94,000)\n", 1),
        ("5100 Pay\t94,000\n5200 Shops\t76,500\n", None),
        ("Jane Doe\tCity Clerk\nJohn Roe\tMayor\n", None),
        ("Name\tName\nPay\t94,000\n", None),
        ("Object\nPay\n", None),
        ("Note\t\nObject\tSum\n", None),
    ],
)
def test_row_of_headings_is_found_by_what_stands_below_it(text, expected):
    assert likely_header(read_pasted(text)[0].rows) == expected

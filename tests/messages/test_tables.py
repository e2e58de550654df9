"""Tables as spreadsheets open them."""

import csv
from io import StringIO

import pytest

from mentorbot.messages.tables import csv_file, plain_cell


def test_it_is_utf_8_with_its_mark_and_reads_back_as_it_was() -> None:
    content = csv_file([("name", "said"), ("Zoë, 李", 'two\nlines and "quotes"'), ("Lee", 3)])
    assert content.startswith(b"\xef\xbb\xbfname,said\r\n")
    read = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    assert read == [["name", "said"], ["Zoë, 李", 'two\nlines and "quotes"'], ["Lee", "3"]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_a_text_that_begins_like_a_formula_is_made_plain(text: str) -> None:
    assert plain_cell(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["Ada", "a=b", "", "2026-11-23", -1, 2.5])
def test_every_other_cell_stays(cell: str | float) -> None:
    assert plain_cell(cell) == cell

"""Lists of people, as spreadsheets and people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.people_files import LONGEST_LINE, MOST_LINES, Broken, Row, read_people


def test_headings_say_what_the_columns_are() -> None:
    found = read_people(b"Full Name,E-Mail,Time zone,Shoe size\nAda Lovelace,ADA@example.org,Europe/London,38\n")
    assert found.rows == (Row(number=2, name="Ada Lovelace", email="ada@example.org", zone="Europe/London"),)
    assert found.broken == ()


def test_without_headings_what_a_field_is_shows() -> None:
    found = read_people(b"Ada Lovelace,ada@example.org\n<@U0ABCDEFG>\n@kim\n123456789012345678,Lee\n")
    assert found.rows == (
        Row(number=1, name="Ada Lovelace", email="ada@example.org"),
        Row(number=2, id="U0ABCDEFG"),
        Row(number=3, handle="kim"),
        Row(number=4, id="123456789012345678", name="Lee"),
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_each_separator_and_each_line_ending_is_read(separator: str, ending: str) -> None:
    lines = ending.join((f"name{separator}email", f"Kim{separator}kim@example.org", f"Lee{separator}lee@example.org"))
    assert [each.wrote for each in read_people(lines.encode()).rows] == ["Kim", "Lee"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheets_save_as_unicode_is_read(encoding: str) -> None:
    (row,) = read_people("Name\nZoë Núñez 李".encode(encoding)).rows
    assert row.name == "Zoë Núñez 李"


def test_a_line_in_another_encoding_costs_only_itself() -> None:
    found = read_people("name\nKim\nZoë\nLee\n".encode("latin-1"))
    assert [each.name for each in found.rows] == ["Kim", "Lee"]
    assert found.broken == (Broken(3, "is not in UTF-8; save the file as “CSV UTF-8”"),)


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_rest() -> None:
    found = read_people(b'name,email\n"Kim,kim@example.org\nLee,lee@example.org\n"O""Neil, Pat",pat@example.org\n')
    assert [each.name for each in found.rows] == ["Lee", 'O"Neil, Pat']
    assert found.broken == (Broken(2, "opens a quotation mark that it does not close"),)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b",,", "names nobody"),
        (b"Kim,not an address,", "has “not an address” for an address, which is none"),
        (b"Kim,kim@example.org,Berlin,more", "has 4 fields, and there are 3 columns"),
        (b"K\0im,,", "holds characters that cannot be read; save the file as “CSV UTF-8”"),
        (b"K" * (LONGEST_LINE + 1), f"has {LONGEST_LINE + 1:,} characters; a line about a person has at most 1,000"),
    ],
)
def test_a_half_broken_line_says_what_is_wrong_with_it(line: bytes, why: str) -> None:
    found = read_people(b"name,email,tz\nAda,,\n" + line + b"\nLee,,\n")
    assert [each.name for each in found.rows] == ["Ada", "Lee"]
    assert found.broken == (Broken(3, why),)


def test_a_line_may_be_just_as_long_as_it_may_be() -> None:
    assert read_people(b"K" * LONGEST_LINE).broken == ()


def test_empty_lines_are_left_out_and_lines_keep_their_numbers() -> None:
    assert [each.number for each in read_people(b"\nname\n\n \nKim\n\n").rows] == [5]


def test_first_and_last_names_are_one_name() -> None:
    (row,) = read_people(b"First name;Last name;User ID\nAda;Lovelace;<@U0ABCDEFG|ada>\n").rows
    assert (row.name, row.id) == ("Ada Lovelace", "U0ABCDEFG")


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(content: bytes) -> None:
    with pytest.raises(NotUnderstood, match="empty"):
        read_people(content)


def test_so_many_lines_go_at_once_and_not_one_more() -> None:
    lines = b"name" + b"\nKim" * MOST_LINES
    assert len(read_people(lines).rows) == MOST_LINES
    with pytest.raises(NotUnderstood, match="20,002 lines"):
        read_people(lines + b"\nLee")


@given(st.binary(max_size=400))
def test_whatever_is_in_a_file_each_line_is_read_or_said_to_be_broken(content: bytes) -> None:
    try:
        found = read_people(content)
    except NotUnderstood:
        return
    numbers = [each.number for each in found.rows] + [each.number for each in found.broken]
    assert len(numbers) == len(set(numbers))
    assert all(each.wrote for each in found.rows)

"""An announcement as it is read: somebody's own words, whole and literal."""

import pytest

from mentorbot.chat.blocks import Text
from mentorbot.chat.fit import fit
from mentorbot.chat.spans import Link, plain
from mentorbot.domain.announcements import LONGEST, Announced
from mentorbot.messages.announcements import announced_message, with_links


def test_the_longest_one_fits_whole_into_a_message() -> None:
    letter = Announced(cohort="x" * 60, who="y" * 200, text="z" * LONGEST, zone="UTC")
    assert fit(announced_message(letter)) == announced_message(letter)


def test_marks_of_its_own_are_plain_text() -> None:
    block = announced_message(Announced(cohort="A", who="B", text="*big* {who} @everyone", zone="UTC")).blocks[1]
    assert isinstance(block, Text)
    assert block.spans == ("*big* {who} @everyone",)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://example.org/a?b=1.", "https://example.org/a?b=1"),
        ("(http://example.org)", "http://example.org"),
        ("https://example.org/path/", "https://example.org/path/"),
    ],
)
def test_addresses_in_it_are_links(text: str, address: str) -> None:
    spans = with_links(text)
    assert [each for each in spans if isinstance(each, Link)] == [Link(address, address)]
    assert plain(spans) == text


def test_other_schemes_stay_text() -> None:
    assert with_links("javascript:alert(1) ftp://x") == ("javascript:alert(1) ftp://x",)

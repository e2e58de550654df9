"""What a reply may carry: every limit at its value and one above, where it is written rather than where it is sent."""

import pytest

from mentorbot.chat.blocks import Attached, File, Picture
from mentorbot.chat.limits import FILES, FILES_SIZE
from mentorbot.chat.reply import reply, say

PICTURE = Picture("steps.png", b"png", "Three steps of seven are done")
TABLE = File("steps.csv", "text/csv", b"step,done")


def test_pictures_and_files_are_found_from_top_to_bottom() -> None:
    assert reply(TABLE, say("Here."), PICTURE).attached == (TABLE, PICTURE)
    assert reply(say("Nothing.")).attached == ()


def test_five_pictures_and_files_may_be_attached_and_a_sixth_is_a_mistake() -> None:
    most: list[Attached] = [PICTURE, TABLE, PICTURE, TABLE, PICTURE]
    assert len(reply(*most).attached) == FILES
    with pytest.raises(ValueError, match="at most 5 pictures and files, not 6"):
        reply(*most, TABLE)


def test_eight_megabytes_may_be_attached_and_a_byte_more_is_a_mistake() -> None:
    large = File("large.csv", "text/csv", b"x" * (FILES_SIZE - len(PICTURE.content)))
    assert reply(large, PICTURE).attached == (large, PICTURE)
    with pytest.raises(ValueError, match="8388608 bytes at most"):
        reply(large, PICTURE, File("one", "text/csv", b"x"))


@pytest.mark.parametrize(
    "lacking",
    [Picture("", b"x", "words"), Picture("a.png", b"", "words"), Picture("a.png", b"x", " "), File(" ", "a/b", b"x")],
)
def test_a_picture_without_words_and_a_file_without_content_are_mistakes(lacking: Attached) -> None:
    with pytest.raises(ValueError, match=r"needs its alternative text|has a name and is not empty"):
        reply(lacking)


def test_what_a_file_holds_is_not_printed_with_it() -> None:
    assert repr(TABLE) == "File(name='steps.csv', media_type='text/csv')"
    assert len({PICTURE, TABLE, Picture("steps.png", b"png", "Three steps of seven are done")}) == 2

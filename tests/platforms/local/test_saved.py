"""A reply is the same after it was written and read."""

import hashlib
import json

import pytest

from mentorbot.chat.blocks import File, Picture
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.platforms.local.kept_files import KeptFiles
from mentorbot.platforms.local.readable import readable_reply
from mentorbot.platforms.local.saved import Json, pack, unpack_reply
from tests.platforms.local.every_block import HOSTILE, every_block


def kept_of(said: Reply) -> KeptFiles:
    """What the transcript keeps beside it."""
    kept = KeptFiles()
    for each in said.attached:
        kept.keep(each.content)
    return kept


@pytest.mark.parametrize("text", ["words", HOSTILE, "", "two\nlines", "\x00\u2028", "“ÿ” 🌱"])
def test_every_kind_of_block_comes_back_as_it_was(text: str) -> None:
    before = every_block(text)
    after = unpack_reply(json.loads(json.dumps(pack(before))), kept_of(before).find)
    assert after == before
    assert readable_reply(after) == readable_reply(before)


def test_a_call_with_named_values_comes_back_with_the_same_text() -> None:
    before = reply(say("{n}", n=3))
    assert unpack_reply(pack(before), kept_of(before).find) == before


def test_of_a_file_no_more_than_its_hash_is_written_and_a_forgotten_one_is_empty() -> None:
    before = reply(Picture("a.png", b"png", "Words"), File("a.csv", "text/csv", b"a,b"))
    packed = json.dumps(pack(before))
    assert hashlib.sha256(b"a,b").hexdigest() in packed
    assert "a,b" not in packed
    after = unpack_reply(json.loads(packed), KeptFiles().find)
    assert after == Reply(blocks=(Picture("a.png", b"", "Words"), File("a.csv", "text/csv", b"")))


@pytest.mark.parametrize(
    "packed",
    [
        None,
        7,
        "x",
        [],
        {},
        {"is": "Nothing"},
        {"is": "Reply"},
        {"is": "Heading", "text": "x"},
        {"is": "datetime", "of": 1},
        {"is": "Call", "of": 1},
    ],
)
def test_what_is_no_reply_is_refused(packed: Json) -> None:
    with pytest.raises(ValueError, match="this is no reply"):
        unpack_reply(packed, KeptFiles().find)


def test_only_parts_of_a_reply_are_packed() -> None:
    with pytest.raises(TypeError, match="object is no part of a reply"):
        pack(object())

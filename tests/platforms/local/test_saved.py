"""A reply is the same after it was written and read."""

import json

import pytest

from mentorbot.chat.reply import reply, say
from mentorbot.platforms.local.readable import readable_reply
from mentorbot.platforms.local.saved import Json, pack, unpack_reply
from tests.platforms.local.every_block import HOSTILE, every_block


@pytest.mark.parametrize("text", ["words", HOSTILE, "", "two\nlines", "\x00\u2028", "“ÿ” 🌱"])
def test_every_kind_of_block_comes_back_as_it_was(text: str) -> None:
    before = every_block(text)
    after = unpack_reply(json.loads(json.dumps(pack(before))))
    assert after == before
    assert readable_reply(after) == readable_reply(before)


def test_a_call_with_named_values_comes_back_with_the_same_text() -> None:
    before = reply(say("{n}", n=3))
    assert unpack_reply(pack(before)) == before


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
        unpack_reply(packed)


def test_only_parts_of_a_reply_are_packed() -> None:
    with pytest.raises(TypeError, match="object is no part of a reply"):
        pack(object())

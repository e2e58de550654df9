"""A call as the text of a custom_id, and back; what is too long for one is remembered by a key."""

import secrets
from collections import OrderedDict
from dataclasses import replace
from typing import Final

from mentorbot.chat.call import Call, parse_call, words
from mentorbot.platforms.discord.limits import CUSTOM_ID

_ROOM: Final = CUSTOM_ID - 2
"""Two characters mark what the custom_id belongs to."""
_REMEMBERED: Final = 1000
_KEY: Final = "#"


def read_call(text: str) -> Call:
    """The call that `str(call)` wrote, its values named again rather than left in `rest`."""
    call = parse_call(text)
    given = list(words(call.rest))
    if not given or any(word.name is None for word in given):
        return call
    return replace(call, rest="", named={word.name: word.value for word in given if word.name is not None})


class Carrier:
    """Calls under way through a modal; the long ones (a text of 3000 characters) are lost with the process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Call] = OrderedDict()

    def pack(self, call: Call) -> str:
        """At most 98 characters."""
        text = str(call)
        if len(text) <= _ROOM and read_call(text) == call:
            return text
        key = _KEY + secrets.token_hex(8)
        self._kept[key] = call
        if len(self._kept) > _REMEMBERED:
            self._kept.popitem(last=False)
        return key

    def unpack(self, text: str) -> Call | None:
        """None when an earlier process remembered it."""
        return self._kept.get(text) if text.startswith(_KEY) else read_call(text)

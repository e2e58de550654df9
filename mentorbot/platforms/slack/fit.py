"""Keeps texts and messages within what Slack takes."""

import json
from collections.abc import Sequence
from typing import Final

from mentorbot.chat.spans import Line, plain
from mentorbot.platforms.slack import limits
from mentorbot.platforms.slack.limits import cut
from mentorbot.platforms.slack.rich_text import Json

LEFT_OUT: Final = "This was too long for Slack; the rest is left out."


def clipped(line: Line, most: int) -> Line:
    """The line, or its beginning as bare text when it is longer than that."""
    text = plain(line)
    return line if len(text) <= most else (cut(text, most),)


def taken(lines: Sequence[Line]) -> list[Line]:
    """The first lines that one block has room for, and an ellipsis when there are more."""
    kept: list[Line] = []
    room = limits.RICH_TEXT
    for line in lines:
        if room <= 0:
            return [*kept, ("…",)]
        kept.append(clipped(line, room))
        room -= len(plain(line))
    return kept


def fitting(blocks: Sequence[Json]) -> list[Json]:
    """All blocks, or as many from the top as a message takes; buttons stay, since they are how one goes on."""
    if len(blocks) <= limits.BLOCKS and _size(blocks) <= limits.BLOCKS_JSON:
        return list(blocks)
    buttons = [block for block in blocks if block["type"] == "actions"]
    ending = [_note(), *buttons]
    kept: list[Json] = []
    for block in blocks:
        if block["type"] == "actions":
            continue
        if len(kept) + len(ending) >= limits.BLOCKS or _size([*kept, block, *ending]) > limits.BLOCKS_JSON:
            break
        kept.append(block)
    return [*kept, *ending][: limits.BLOCKS]


def _size(blocks: Sequence[Json]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False))


def _note() -> Json:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": LEFT_OUT}]}

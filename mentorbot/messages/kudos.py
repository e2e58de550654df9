"""Kudos where they stay readable."""

from collections.abc import Sequence

from mentorbot.chat.blocks import Block, Bullets
from mentorbot.chat.reply import say
from mentorbot.chat.spans import line
from mentorbot.domain.errors import shortened
from mentorbot.domain.kudos import Kudos
from mentorbot.domain.members import Member
from mentorbot.messages import moments

_TEXT = 200


def kudos_lines(found: Sequence[tuple[Kudos, str]], number: int, reader: Member) -> tuple[Block, ...]:
    """The latest, and how many there are in all; nothing for none."""
    if not found:
        return ()
    items = tuple(
        line(
            "{who}, {day}: {text}",
            who=shortened(who, 40),
            day=moments.day(each.at, reader.clock),
            text=shortened(each.text, _TEXT),
        )
        for each, who in found
    )
    more = f", the latest of {number:,}" if number > len(found) else ""
    return (say("**Kudos**{more}", more=more), Bullets(items))

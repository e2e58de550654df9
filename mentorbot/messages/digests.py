"""What an admin is told once a day at most: what went wrong, and what to do about it."""

from typing import assert_never

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Heading, Note
from mentorbot.chat.call import call
from mentorbot.chat.reply import Reply, reply
from mentorbot.chat.spans import Line, line
from mentorbot.domain.digests import Digest, Item, TroubleKind
from mentorbot.messages import moments
from mentorbot.messages.lists import within

_LENGTH = 2000
_NAME = 30


def digest_message(digest: Digest) -> Reply:
    """The troubles of a day, oldest first."""
    items = [_item(each, digest.zone) for each in digest.items]
    return reply(
        Heading("What didn't reach people"),
        Bullets(within(items, _LENGTH)),
        *_more(digest),
        *_buttons(digest),
    )


def _item(each: Item, zone: str) -> Line:
    at, reason = moments.full(each.at, zone), each.reason.rstrip(".")
    match each.kind:
        case TroubleKind.UNREACHABLE:
            return line("**{name}** can't be written to since {at}: {reason}", name=each.name, at=at, reason=reason)
        case TroubleKind.HELD:
            return line(
                "A nudge to **{name}**, {at}, may or may not have arrived: {why}", name=each.name, at=at, why=reason
            )
        case TroubleKind.BLOCKED:
            return line("Nobody could be written to from {at} on: {reason}", at=at, reason=reason)
        case TroubleKind.SILENT:
            return line("**{name}** fell silent, {at}: {reason}", name=each.name, at=at, reason=reason)
        case _:
            assert_never(each.kind)


def _more(digest: Digest) -> tuple[Note, ...]:
    return (Note(line("And {number} more.", number=digest.more)),) if digest.more else ()


def _buttons(digest: Digest) -> tuple[Block, ...]:
    people = list(dict.fromkeys((each.user, each.name) for each in digest.items if each.user))[:3]
    if not people:
        return ()
    return (
        Buttons(tuple(Button(f"Explain {name}"[:75], call("cohort explain", member=user)) for user, name in people)),
    )

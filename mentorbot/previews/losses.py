"""What a platform would not show of what the author wrote, because it is over one of the platform's limits."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from mentorbot.chat.fit import fit
from mentorbot.chat.reply import Reply
from mentorbot.platforms.local.readable import readable_reply
from mentorbot.previews.discord import as_discord
from mentorbot.previews.slack import as_slack
from mentorbot.previews.subjects import Subject

RENDERINGS: Final[Mapping[str, Callable[[Reply], Reply]]] = MappingProxyType(
    {"Slack": as_slack, "Discord": as_discord, "the local page": fit}
)
"""Each platform, and what it shows of a reply."""
WORD: Final = re.compile(r"\w+")


def losses(subject: Subject) -> Iterator[tuple[str, str]]:
    """Each platform that shows not all, and the words at which it stops."""
    for platform, shown in RENDERINGS.items():
        missing = first_missing(subject.wrote, readable_reply(shown(subject.reply)))
        if missing:
            yield platform, missing


def first_missing(wrote: tuple[str, ...], shown: str) -> str:
    """The first words that are not shown in their order; empty when all are."""
    seen = WORD.findall(shown)
    position = 0
    for text in wrote:
        words = WORD.findall(text)
        found = _place(words, seen, position)
        if found is None:
            return text[:60]
        position = found
    return ""


def _place(words: list[str], seen: list[str], start: int) -> int | None:
    """Where the words end in what is seen, from `start` on."""
    for at in range(start, len(seen) - len(words) + 1):
        if seen[at : at + len(words)] == words:
            return at + len(words)
    return None

"""An announcement as everybody reads it."""

import re
from collections.abc import Iterator

from mentorbot.chat.blocks import Note, Text
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, Link, Span, line
from mentorbot.domain.announcements import Announced

_ADDRESS = re.compile(r"https?://[^\s<>]*[^\s<>.,;:!?'\")\]]")


def announced_message(letter: Announced) -> Reply:
    """Who says it, to whom, and their words; addresses in them can be followed, and nothing else is read as a mark."""
    return reply(
        say("**{who}** to everybody in **{cohort}**:", who=letter.who, cohort=letter.cohort),
        Text(with_links(letter.text)),
        Note(line("Everybody in the cohort gets this; an answer here reaches only me.")),
    )


def with_links(text: str) -> Line:
    """Somebody's own words, literal, with the web addresses in them as links."""
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    position = 0
    for found in _ADDRESS.finditer(text):
        if found.start() > position:
            yield text[position : found.start()]
        yield Link(found[0], found[0])
        position = found.end()
    if position < len(text):
        yield text[position:]

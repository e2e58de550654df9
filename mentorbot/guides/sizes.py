"""Texts that a platform would refuse once they are drawn."""

from collections.abc import Iterator

from mentorbot.chat import limits
from mentorbot.chat.blocks import Bullets, Heading, Quote, Text
from mentorbot.chat.markdown import blocks
from mentorbot.chat.spans import plain
from mentorbot.guides.problem import Fault

BODY = 3300
"""Characters; leaves room for the title, the date and the links around a page in `limits.REPLY_TEXT`."""
FRAME = 3
"""Blocks around a body: the title, the small print, a row of buttons."""


def size_faults(body: str) -> Iterator[tuple[int, Fault]]:
    """Lines down from the start of the body, and what is wrong there."""
    if len(body) > BODY:
        long = f"The page is {len(body)} characters long; at most {BODY}."
        yield body.count("\n", 0, BODY), (long, "Shorten it, or make two pages of it.")
    drawn = blocks(body)
    if len(drawn) > limits.BLOCKS - FRAME:
        many = f"The page has {len(drawn)} headings, paragraphs and lists; at most {limits.BLOCKS - FRAME}."
        yield 0, (many, "Join short paragraphs, or make two pages of it.")
    for block in drawn:
        match block:
            case Heading(text) if len(text) > limits.HEADING:
                yield _line_of(body, text), (f"A heading has at most {limits.HEADING} characters.", "Shorten it.")
            case Text(spans) | Quote(spans) if len(plain(spans)) > limits.PARAGRAPH:
                yield (
                    _line_of(body, plain(spans)),
                    (f"A paragraph has at most {limits.PARAGRAPH} characters.", "Break it in two."),
                )
            case Bullets(items) if sum(len(plain(item)) + 4 for item in items) > limits.PARAGRAPH:
                yield (
                    _line_of(body, plain(items[0])),
                    (f"A list has at most {limits.PARAGRAPH} characters.", "Break it in two."),
                )
            case _:
                pass


def _line_of(body: str, text: str) -> int:
    """The line on which the text probably starts; marks within its first words hide it."""
    place = body.find(text[:20])
    return body.count("\n", 0, max(place, 0))

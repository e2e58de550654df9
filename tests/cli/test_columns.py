"""Three messages beside each other in a wide terminal, one under the other in a narrow one."""

from io import StringIO

import pytest
from rich.console import Console

from mentorbot.chat.blocks import (
    Block,
    Bullets,
    Button,
    Buttons,
    Checklist,
    Fields,
    File,
    Heading,
    Mark,
    Note,
    Picture,
    Quote,
    Text,
)
from mentorbot.chat.call import call
from mentorbot.chat.reply import reply
from mentorbot.chat.spans import Code, Link, Strong, line
from mentorbot.cli.columns import beside_each_other
from tests.previews.goldens import golden

BLOCKS: tuple[Block, ...] = (
    Heading("Gear"),
    Text(("Buy ", Strong(("one",)), " with ", Code("[b]"), " from ", Link("there", "https://example.org"))),
    Bullets((line("a suit"), line("a smoker")), numbered=True),
    Quote(line("Go and look.")),
    Fields((("When", line("Monday")),)),
    Checklist(((Mark.DONE, line("visit")), (Mark.OPEN, line("order")))),
    Picture("hive.png", b"png", "A hive with three frames"),
    File("gear.csv", "text/csv", b"suit,1"),
    Note(line("Next: Tuesday")),
    Buttons((Button("Done", call("mentor done")), Button("Stop", call("mentor leave")))),
)


@pytest.mark.parametrize("width", [100, 40])
def test_messages_in_the_terminal(width: int) -> None:
    out = StringIO()
    console = Console(file=out, width=width)
    beside_each_other(console, "The page · gear", dict.fromkeys(("Slack", "Discord", "the local page"), reply(*BLOCKS)))
    golden(f"terminal-{width}.txt", "".join(f"{each.rstrip()}\n" for each in out.getvalue().splitlines()))

"""What a platform is sent can be read back, and what cannot is an error rather than left out."""

from datetime import UTC, datetime

import pytest

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
    Progress,
    Quote,
    Text,
    Tone,
)
from mentorbot.chat.call import call
from mentorbot.chat.reply import reply
from mentorbot.chat.spans import Code, Emphasis, Line, Link, Moment, MomentStyle, Strong, line
from mentorbot.platforms.local.readable import readable_reply
from mentorbot.previews.discord import as_discord, read_discord
from mentorbot.previews.discord_markdown import read_markdown
from mentorbot.previews.mrkdwn import read_mrkdwn
from mentorbot.previews.slack import as_slack, read_slack
from mentorbot.previews.unknown import Unknown
from tests.plain_png import png

AT = Moment(datetime(2026, 12, 7, 9, tzinfo=UTC), "UTC", MomentStyle.FULL)
SPANS: Line = (
    "Plain *marks* _stay_ `as` they <are> & # so, ",
    Strong(("bold ", Emphasis(("both",)))),
    " ",
    Emphasis(("italic",)),
    " ",
    Code("curl -i https://example.org/*"),
    " ",
    Link("a [link]", "https://example.org/a_b"),
    " ",
    AT,
    ".",
)
KEPT: list[Block] = [
    Heading("Step 1 · *Begin*"),
    Text(SPANS),
    Bullets((SPANS, line("two\nlines"))),
    Bullets((line("one"), line("two")), numbered=True),
    Quote(SPANS),
    Note(line("Next: {at}. *soon*", at=AT)),
    Buttons((Button("Done", call("mentor done", task="a"), Tone.PRIMARY), Button("Stop", call("mentor leave")))),
]


@pytest.mark.parametrize("block", KEPT, ids=lambda block: type(block).__name__)
def test_what_every_platform_can_say_comes_back_as_it_was(block: Block) -> None:
    wanted = readable_reply(reply(block))
    assert readable_reply(as_slack(reply(block))) == wanted
    assert readable_reply(as_discord(reply(block))) == wanted


@pytest.mark.parametrize("block", [Text(SPANS), Quote(SPANS)])
def test_marks_come_back_as_marks(block: Block) -> None:
    (slack,) = as_slack(reply(block)).blocks
    (discord,) = as_discord(reply(block)).blocks
    for read in (slack, discord):
        assert isinstance(read, Text | Quote)
        assert {Code("curl -i https://example.org/*"), Emphasis(("italic",)), AT} <= set(read.spans)
        assert Link("a [link]", "https://example.org/a_b") in read.spans


def test_what_a_platform_has_no_shape_for_is_drawn_with_its_signs() -> None:
    tasks = Checklist(((Mark.DONE, line("one")), (Mark.FOCUS, line("two")), (Mark.OPEN, line("three"))))
    assert readable_reply(as_slack(reply(tasks))) == "✓ one\n▸ two\n○ three"
    assert readable_reply(as_discord(reply(tasks))) == "☑ one\n▶ two\n☐ three"
    assert readable_reply(as_slack(reply(Progress("Step 1", 1, 3)))) == "Step 1  ▓░░  1 of 3"
    assert readable_reply(as_discord(reply(Progress("Step 1", 1, 3)))) == "Step 1 ▓░░ 1 of 3"
    facts = Fields((("When", line("{at}", at=AT)), ("Who", line("*Kim*"))))
    assert readable_reply(as_slack(reply(facts))) == "When: Monday 7 December, 09:00\nWho: Kim"
    assert readable_reply(as_discord(reply(facts))) == "When Monday 7 December, 09:00\nWho Kim"


def test_pictures_and_files_come_back_from_discord_and_are_told_of_on_slack() -> None:
    carrying = reply(Picture("steps.png", png(), "Three steps."), File("steps.csv", "text/csv", b"a,b"))
    assert as_discord(carrying) == carrying
    assert readable_reply(as_slack(carrying)) == (
        "steps.png is in your direct messages with me. In words: Three steps.\n\n"
        "steps.csv is in your direct messages with me."
    )


@pytest.mark.parametrize(
    "block",
    [
        {"type": "video"},
        {"type": "section", "text": {"type": "mrkdwn", "text": "x"}},
        {"type": "rich_text", "elements": [{"type": "rich_text_table"}]},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "emoji"}]}]},
        {"type": "actions", "elements": [{"type": "datepicker"}]},
    ],
)
def test_a_block_of_slack_that_nobody_can_draw_is_an_error(block: dict[str, object]) -> None:
    with pytest.raises(Unknown, match="The preview cannot draw this of Slack"):
        list(read_slack([block]))


@pytest.mark.parametrize(
    "component",
    [
        {"type": 17},
        {"type": 1, "components": [{"type": 3}]},
        {"type": 1, "components": [{"type": 2, "style": 5}]},
        {"type": 10, "content": "a **mark without its end"},
        {"type": 12, "items": [{"media": {"url": "attachment://nobody-sent-this.png"}}]},
        {"type": 13, "file": {"url": "https://example.org/a.csv"}},
    ],
)
def test_a_component_of_discord_that_nobody_can_draw_is_an_error(component: dict[str, object]) -> None:
    with pytest.raises(Unknown, match="The preview cannot draw this of Discord"):
        list(read_discord({"components": [component]}))


def test_a_tag_that_we_never_write_is_an_error() -> None:
    with pytest.raises(Unknown, match="<!here>"):
        list(read_mrkdwn("to <!here>"))
    with pytest.raises(Unknown):
        list(read_markdown("to <:smile:1>"))

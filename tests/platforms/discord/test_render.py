import pytest

from mentorbot.chat.blocks import (
    Block,
    Bullets,
    Button,
    Buttons,
    Checklist,
    Fields,
    Heading,
    Mark,
    Note,
    Progress,
    Quote,
    Text,
    Tone,
)
from mentorbot.chat.call import call
from mentorbot.chat.reply import reply
from mentorbot.chat.spans import Strong
from mentorbot.platforms.discord.render import message_body, render


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (Heading("Step 1 *"), "## Step 1 \\*"),
        (Text(("a ", Strong(("b",)))), "a **b**"),
        (Bullets((("one",), ("two",))), "- one\n- two"),
        (Bullets((("one",), ("two",)), numbered=True), "1. one\n2. two"),
        (Quote(("their\nwords",)), "> their\n> words"),
        (Fields((("When", ("Monday",)), ("Where", ("here",)))), "**When** Monday\n**Where** here"),
        (
            Checklist(((Mark.DONE, ("a",)), (Mark.FOCUS, ("b",)), (Mark.OPEN, ("c",)))),
            "☑ a\n▶ b\n☐ c",
        ),
        (Progress("Step 1", 3, 7), "**Step 1** ▓▓▓░░░░ 3 of 7"),
        (Progress("All", 30, 60), "**All** ▓▓▓▓▓░░░░░ 30 of 60"),
        (Progress("None", 0, 0), "**None** 0 of 0"),
        (Note(("Next: Monday",)), "-# Next: Monday"),
    ],
)
async def test_each_block_is_drawn(block: Block, shown: str) -> None:
    assert render(reply(block)).to_components() == [{"type": 10, "content": shown}]  # type: ignore[no-untyped-call] # discord.py's omission


async def test_only_the_first_heading_is_a_title() -> None:
    drawn = render(reply(Heading("Overview"), Heading("What fills the days"))).to_components()  # type: ignore[no-untyped-call] # discord.py's omission
    assert [each["content"] for each in drawn] == ["## Overview", "### What fills the days"]


async def test_buttons_are_drawn_with_their_call_and_tone() -> None:
    row = Buttons(
        (
            Button("Done", call("mentor done", task="call an api"), Tone.PRIMARY),
            Button("Later", call("mentor snooze", days=3)),
            Button("Leave", call("mentor leave"), Tone.DANGER),
        )
    )
    (drawn,) = render(reply(row)).to_components()  # type: ignore[no-untyped-call] # discord.py's omission
    assert [(each["label"], each["style"], each["custom_id"]) for each in drawn["components"]] == [
        ("Done", 1, 'a:mentor done task="call an api"'),
        ("Later", 2, "a:mentor snooze days=3"),
        ("Leave", 4, "a:mentor leave"),
    ]


async def test_a_message_is_of_components_v2_and_pings_nobody() -> None:
    body = message_body(reply(Text(("hello",))))
    assert body == {
        "components": [{"type": 10, "content": "hello"}],
        "flags": 1 << 15,
        "allowed_mentions": {"parse": []},
    }

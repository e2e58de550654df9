"""Every kind of block as Slack is given it."""

from datetime import UTC, datetime

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
from mentorbot.chat.ids import ChannelId, UserId
from mentorbot.chat.reply import reply, say
from mentorbot.chat.spans import ChannelLink, Code, Link, Mention, Moment, MomentStyle, line
from mentorbot.platforms.slack.render import render

NINE = datetime(2025, 11, 24, 8, 0, tzinfo=UTC)


def one(block: Block) -> dict[str, object]:
    (drawn,) = render(reply(block)).blocks
    return drawn


def text(*elements: dict[str, object]) -> dict[str, object]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def bare(words: str) -> dict[str, object]:
    return {"type": "text", "text": words}


def test_a_heading_is_plain_text_without_emoji_codes() -> None:
    header = {"type": "plain_text", "text": "Step 1 :smile:", "emoji": False}
    assert one(Heading("Step 1 :smile:")) == {"type": "header", "text": header}


def test_a_paragraph_keeps_its_marks_and_its_literal_characters() -> None:
    assert one(say("**Bold {it}** and *italic*, `code`: {user}", it="2", user="*no* <!here> & _so_")) == text(
        {"type": "text", "text": "Bold ", "style": {"bold": True}},
        {"type": "text", "text": "2", "style": {"bold": True}},
        bare(" and "),
        {"type": "text", "text": "italic", "style": {"italic": True}},
        bare(", "),
        {"type": "text", "text": "code", "style": {"code": True}},
        bare(": "),
        bare("*no* <!here> & _so_"),
    )


def test_a_moment_is_slacks_own_time_stamp_with_the_readers_clock_as_fallback() -> None:
    assert one(Text((Moment(NINE, "Europe/Berlin"),))) == text(
        {
            "type": "date",
            "timestamp": 1763971200,
            "format": "{date_long_pretty}, {time}",
            "fallback": "Monday 24 November, 09:00",
        }
    )
    shown = one(Note(("Next: ", Moment(NINE, "Europe/Berlin", MomentStyle.TIME))))
    assert shown["elements"] == [{"type": "mrkdwn", "text": "Next: <!date^1763971200^{time}|09:00>"}]


def test_people_channels_and_links_are_slacks_own() -> None:
    spans = (
        Mention(UserId("U0ADA"), "Ada"),
        ChannelLink(ChannelId("C0GEN"), "general"),
        Link("the page", "https://x.org/?a=1&b=2"),
    )
    assert one(Text(spans)) == text(
        {"type": "user", "user_id": "U0ADA"},
        {"type": "channel", "channel_id": "C0GEN"},
        {"type": "link", "url": "https://x.org/?a=1&b=2", "text": "the page"},
    )
    assert one(Note(spans))["elements"] == [
        {"type": "mrkdwn", "text": "<@U0ADA><#C0GEN><https://x.org/?a=1&amp;b=2|the page>"}
    ]


def test_people_and_channels_of_another_platform_are_shown_by_name() -> None:
    spans = (Mention(UserId("1122334455"), "Ada"), " in ", ChannelLink(ChannelId("99"), "general"))
    assert one(Text(spans)) == text(bare("@Ada"), bare(" in "), bare("#general"))
    assert one(Note(spans))["elements"] == [{"type": "mrkdwn", "text": "@Ada in #general"}]


def test_several_lines_of_code_are_a_block_of_their_own() -> None:
    drawn = one(Text((Code("curl x\njq y"),)))
    assert drawn["elements"] == [{"type": "rich_text_preformatted", "elements": [bare("curl x\njq y")]}]


def test_lists_quotes_and_checklists() -> None:
    bullets = one(Bullets((("a",), ("b",)), numbered=True))["elements"]
    assert bullets == [
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": [
                {"type": "rich_text_section", "elements": [bare("a")]},
                {"type": "rich_text_section", "elements": [bare("b")]},
            ],
        }
    ]
    assert one(Quote(("q",)))["elements"] == [{"type": "rich_text_quote", "elements": [bare("q")]}]
    assert one(Checklist(((Mark.DONE, ("a",)), (Mark.FOCUS, ("b",)), (Mark.OPEN, ("c",))))) == text(
        bare("✓ "),
        bare("a"),
        bare("\n"),
        bare("▸ "),
        {"type": "text", "text": "b", "style": {"bold": True}},
        bare("\n"),
        bare("○ "),
        bare("c"),
    )


def test_progress_is_a_bar_with_its_numbers() -> None:
    label: dict[str, object] = {"type": "text", "text": "Step 1", "style": {"bold": True}}
    assert one(Progress("Step 1", 3, 7)) == text(label, bare("  ▓▓▓░░░░  3 of 7"))
    assert one(Progress("Step 1", 10, 40)) == text(label, bare("  ▓▓░░░░░░░░  10 of 40"))
    assert one(Progress("Step 1", 0, 0)) == text(label, bare("  0 of 0"))


def test_fields_are_two_columns() -> None:
    assert one(Fields((("Day & time", line("**Monday** <3")), ("Guide", ("TPM",))))) == {
        "type": "section",
        "fields": [
            {"type": "mrkdwn", "text": "*Day &amp; time*\n*Monday* &lt;3"},
            {"type": "mrkdwn", "text": "*Guide*\nTPM"},
        ],
    }


def test_what_the_markup_cannot_say_literally_is_said_in_rich_text() -> None:
    assert one(Note(("from *my* notes",))) == text(
        {"type": "text", "text": "from *my* notes", "style": {"italic": True}}
    )
    assert one(Fields((("Name", ("a_b",)), ("Day", ("Monday",))))) == text(
        {"type": "text", "text": "Name", "style": {"bold": True}},
        bare("  "),
        bare("a_b"),
        bare("\n"),
        {"type": "text", "text": "Day", "style": {"bold": True}},
        bare("  "),
        bare("Monday"),
    )


def test_buttons_carry_their_calls_as_text() -> None:
    row = one(
        Buttons(
            (
                Button("Done", call("mentor done", task="apis"), Tone.PRIMARY),
                Button("Later", call("mentor snooze")),
                Button("Leave", call("mentor leave", cohort="Spring 26"), Tone.DANGER),
            )
        )
    )
    elements = row["elements"]
    assert isinstance(elements, list)
    assert [(each["action_id"], each["value"], each.get("style")) for each in elements] == [
        ("call-0", "mentor done task=apis", "primary"),
        ("call-1", "mentor snooze", None),
        ("call-2", 'mentor leave cohort="Spring 26"', "danger"),
    ]


def test_the_text_beside_the_blocks_says_all_of_it_and_is_escaped() -> None:
    answer = reply(
        Heading("Step 1"),
        say("Read <this> & {day}", day=Moment(NINE, "Europe/Berlin")),
        Bullets((("one",),)),
        Fields((("Day", ("Monday",)),)),
        Checklist(((Mark.OPEN, ("a task",)),)),
        Progress("Step 1", 3, 7),
        Buttons((Button("Done", call("mentor done")),)),
    )
    assert render(answer).text == (
        "Step 1\nRead &lt;this&gt; &amp; Monday 24 November, 09:00\n• one\nDay: Monday\n○ a task\nStep 1: 3 of 7"
    )

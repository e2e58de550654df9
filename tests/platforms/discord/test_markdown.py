from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.chat.ids import ChannelId, UserId
from mentorbot.chat.spans import ChannelLink, Code, Emphasis, Link, Mention, Moment, MomentStyle, Span, Strong
from mentorbot.platforms.discord.markdown import escape, markdown

MORNING = datetime(2026, 11, 30, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        ("plain", "plain"),
        (Strong(("bold",)), "**bold**"),
        (Emphasis(("a ", Strong(("b",)))), "*a **b***"),
        (Code("/mentor ask"), "`/mentor ask`"),
        (Code("a`b"), "`` a`b ``"),
        (Code("curl \\\n  -v"), "```\ncurl \\\n  -v\n```"),
        (Link("the guide", "https://example.com/a_(b)"), "[the guide](https://example.com/a_%28b%29)"),
        (Link("https://example.com", "https://example.com"), "https://example.com"),
        (Link("bad", "javascript:alert(1)"), "bad"),
        (Moment(MORNING, "Europe/Berlin"), "<t:1796025600:F>"),
        (Moment(MORNING, "Europe/Berlin", MomentStyle.DATE), "<t:1796025600:D>"),
        (Moment(MORNING, "Europe/Berlin", MomentStyle.TIME), "<t:1796025600:t>"),
        (Mention(UserId("123"), "Ada"), "<@123>"),
        (Mention(UserId("kim"), "Kim_"), "@Kim\\_"),
        (ChannelLink(ChannelId("123"), "career"), "<#123>"),
        (ChannelLink(ChannelId("career"), "career"), "#career"),
    ],
)
def test_each_span_is_drawn(span: Span, shown: str) -> None:
    assert markdown((span,)) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**bold** _it_ ~~no~~ ||spoiler||", "\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\|\\|spoiler\\|\\|"),
        ("<@123> <@&4> <#5> <t:1:F> </cmd:6>", "\\<@123\\> \\<@&4\\> \\<#5\\> \\<t:1:F\\> \\</cmd:6\\>"),
        ("@everyone and @here", "@\u200beveryone and @\u200bhere"),
        ("[click](https://evil.example)", "\\[click\\](https://evil.example)"),
        ("# not a title", "\\# not a title"),
        ("one\n> quoted", "one\n\\> quoted"),
        ("- item\n12. item\n+ item\n-# small", "\\- item\n12\\. item\n\\+ item\n\\-# small"),
        ("see https://example.com/a_b_c, ok_", "see https://example.com/a_b_c, ok\\_"),
        ("5 - 3 = 2, v1.2", "5 - 3 = 2, v1.2"),
        ("a\\*b", "a\\\\\\*b"),
    ],
)
def test_what_people_write_stays_literal(written: str, shown: str) -> None:
    assert escape(written) == shown


@given(st.text())
def test_nothing_that_people_write_mentions_anybody(written: str) -> None:
    shown = escape(written)
    assert "@everyone" not in shown
    assert "@here" not in shown
    position = shown.find("<")
    while position >= 0:
        assert shown[position - 1] == "\\"
        position = shown.find("<", position + 1)

"""The guides' Markdown becomes blocks that every platform draws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.chat.blocks import Bullets, Heading, Quote, Text
from mentorbot.chat.markdown import blocks, inline
from mentorbot.chat.spans import Code, Emphasis, Link, Strong

PAGE = """
First *soft* line
goes on.

## What `good` looks like
- **Plain:** a `call`
- See [the skills](page:skills) and [the site](https://example.com/a?b=1&c=2).

1. One
2. Two

> Said once,
> and again.

Do [that task](task:call-an-api), then [the skills](page:skills).
"""


def test_a_page_becomes_its_blocks_in_order() -> None:
    assert blocks(PAGE) == (
        Text(("First ", Emphasis(("soft",)), " line goes on.")),
        Heading("What good looks like"),
        Bullets(
            (
                (Strong(("Plain:",)), " a ", Code("call")),
                (
                    "See ",
                    Emphasis(("the skills",)),
                    " and ",
                    Link("the site", "https://example.com/a?b=1&c=2"),
                    ".",
                ),
            )
        ),
        Bullets((("One",), ("Two",)), numbered=True),
        Quote(("Said once, and again.",)),
        Text(("Do ", Emphasis(("that task",)), ", then ", Emphasis(("the skills",)), ".")),
    )


def test_a_link_that_is_no_web_address_is_never_a_link() -> None:
    assert inline("[press](javascript:alert)") == (Emphasis(("press",)),)


def test_marks_in_one_line_may_nest() -> None:
    assert inline("**bold *both*** `code`") == (Strong(("bold ", Emphasis(("both",)))), " ", Code("code"))


def test_a_task_text_that_starts_like_a_list_stays_one_line() -> None:
    assert inline("1. is a good number") == ("1. is a good number",)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("- a\n- b\n  - c\n  - d\n- e", (Bullets((("a",), ("b",), ("c",), ("d",), ("e",))),)),
        ("- a\n\n  more", (Bullets((("a\nmore",),)),)),
        ("> one\n>\n> two", (Quote(("one\ntwo",)),)),
        ("> - one\n> - two", (Quote(("one\ntwo",)),)),
        ("```\nls -l\n```", (Text((Code("ls -l"),)),)),
        ("<div>kept</div>", (Text(("<div>kept</div>",)),)),
        ("a <b>c</b>", (Text(("a <b>c</b>",)),)),
        ("![a cat](https://example.com/cat.png)", (Text((Link("a cat", "https://example.com/cat.png"),)),)),
        ("one  \ntwo", (Text(("one\ntwo",)),)),
        ("a \\* b &amp; c", (Text(("a * b & c",)),)),
        ("---", ()),
        ("", ()),
    ],
)
def test_what_is_outside_the_subset_stays_readable(markdown: str, expected: tuple[object, ...]) -> None:
    assert blocks(markdown) == expected


@given(st.text(alphabet="ab*_`[]()>#-1. \n!<:&\\|", max_size=80))
def test_no_markdown_is_refused(markdown: str) -> None:
    assert isinstance(blocks(markdown), tuple)
    assert isinstance(inline(markdown), tuple)

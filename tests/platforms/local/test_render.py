"""A reply as HTML: well formed, escaped, on the reader's clock."""

from hashlib import sha256
from html.parser import HTMLParser

import pytest

from mentorbot.chat.blocks import File, Picture, Progress, Text
from mentorbot.chat.reply import Reply, reply
from mentorbot.chat.spans import Link, Moment
from mentorbot.platforms.local.render import render_reply
from tests.plain_png import png
from tests.platforms.local.every_block import HOSTILE, every_block
from tests.platforms.local.small_talk import FIRST_MONDAY


class Outline(HTMLParser):
    """The elements, the attributes and the text of a piece of HTML; fails when an element is closed out of turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(str(html))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "img":  # which has no end
            self.open.append(tag)
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_kind_of_block_is_drawn_well_formed() -> None:
    outline = Outline(render_reply(every_block(), "Europe/Berlin"))
    kinds = {
        "h3",
        "p",
        "ul",
        "ol",
        "blockquote",
        "dl",
        "progress",
        "button",
        "strong",
        "em",
        "code",
        "a",
        "time",
        "img",
    }
    assert kinds <= outline.elements
    assert outline.text.count("words") == 36


def test_a_hostile_text_is_text_wherever_it_is() -> None:
    tame, hostile = (Outline(render_reply(every_block(text), "UTC")) for text in ("words", HOSTILE))
    assert hostile.elements == tame.elements
    assert hostile.attributes == tame.attributes
    assert hostile.text.count(HOSTILE) == tame.text.count("words")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "//evil.example", ""]
)
def test_a_link_that_is_no_web_address_is_text(url: str) -> None:
    assert render_reply(reply(Text((Link("here", url),))), "UTC") == "<p>here</p>"


def test_a_moment_is_on_the_clock_of_whoever_reads() -> None:
    html = render_reply(reply(Text((Moment(FIRST_MONDAY, "Europe/Berlin"),))), "Asia/Kathmandu")
    assert html == (
        '<p><time datetime="2026-11-23T13:45:00+05:45" title="2026-11-23 13:45 Asia/Kathmandu">'
        "Monday 23 November, 13:45</time></p>"
    )


@pytest.mark.parametrize(("done", "total", "value", "most"), [(0, 0, 0, 1), (9, 7, 7, 7), (3, 7, 3, 7)])
def test_a_bar_is_never_over_full(done: int, total: int, value: int, most: int) -> None:
    assert f'<progress value="{value}" max="{most}"' in render_reply(reply(Progress("Step 1", done, total)), "UTC")


def test_a_picture_says_what_it_shows_and_how_large_it_is() -> None:
    picture = Picture("steps.png", png(640, 360), 'Three "steps"')
    address = f"/local/files/{sha256(picture.content).hexdigest()}/steps.png"
    assert render_reply(reply(picture), "UTC") == (
        f'<img class="picture" src="{address}" alt="Three &#34;steps&#34;" width="640" height="360">'
    )
    assert 'alt="Words">' in render_reply(reply(Picture("a.png", b"no PNG", "Words")), "UTC")
    cut = Picture("a.png", png()[:20], "Words")
    assert 'alt="Words">' in render_reply(reply(cut), "UTC")


def test_a_file_is_saved_under_its_name() -> None:
    html = render_reply(reply(File('a/b "c".csv', "text/csv", b"x")), "UTC")
    assert '/a%2Fb%20%22c%22.csv" download="a/b &#34;c&#34;.csv">a/b &#34;c&#34;.csv</a>' in html


def test_what_is_forgotten_is_told_in_words() -> None:
    forgotten = Reply(blocks=(Picture("a.png", b"", "Three steps."), File("a.csv", "text/csv", b"")))
    assert render_reply(forgotten, "UTC") == (
        '<p class="note">a.png is no longer kept here. In words: Three steps.</p>'
        '<p class="note">a.csv is no longer kept here.</p>'
    )


def test_a_button_carries_its_call_as_text() -> None:
    assert 'data-call="mentor done task=&#34;words&#34;">words</button>' in render_reply(every_block(), "UTC")

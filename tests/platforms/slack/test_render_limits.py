"""Each of Slack's limits at its value and one above: nothing that we draw is refused."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from mentorbot.chat.call import Call
from mentorbot.chat.ids import ChannelId, UserId
from mentorbot.chat.reply import Reply, reply
from mentorbot.chat.spans import ChannelLink, Code, Emphasis, Line, Link, Mention, Moment, Span, Strong
from mentorbot.platforms.slack.fit import LEFT_OUT
from mentorbot.platforms.slack.render import Rendered, render
from tests.fakes.slack import block_kit, limits
from tests.fakes.slack.wire import Json


def drawn(*blocks: Block) -> list[Json]:
    """The blocks, after Slack took them."""
    return accepted(render(reply(*blocks)))


def accepted(rendered: Rendered) -> list[Json]:
    blocks: list[Json] = json.loads(json.dumps(rendered.blocks))
    if blocks:
        block_kit.check_message(blocks)
    assert rendered.text
    assert len(rendered.text) <= limits.POST_TEXT
    return blocks


@pytest.mark.parametrize(("length", "shown"), [(150, "x" * 150), (151, "x" * 149 + "…")])
def test_a_heading(length: int, shown: str) -> None:
    assert drawn(Heading("x" * length))[0]["text"]["text"] == shown


@pytest.mark.parametrize(("length", "shown"), [(75, "x" * 75), (76, "x" * 74 + "…")])
def test_a_buttons_label(length: int, shown: str) -> None:
    row = drawn(Buttons((Button("x" * length, Call(group="mentor", word="done")),)))[0]
    assert row["elements"][0]["text"]["text"] == shown


@pytest.mark.parametrize(("length", "kept"), [(2000, 1), (2001, 0)])
def test_a_buttons_call_that_cannot_travel_leaves_it_out(length: int, kept: int) -> None:
    call = Call(group="m", word="d", rest="x" * (length - 4))
    assert len(str(call)) == length
    rows = drawn(Text(("t",)), Buttons((Button("Done", call),)))[1:]
    assert sum(len(row["elements"]) for row in rows) == kept


@pytest.mark.parametrize(("many", "rows"), [(25, [25]), (26, [25, 1])])
def test_buttons_in_a_row(many: int, rows: list[int]) -> None:
    buttons = tuple(Button("Done", Call(group="mentor", word="done")) for _ in range(many))
    assert [len(row["elements"]) for row in drawn(Buttons(buttons))] == rows


@pytest.mark.parametrize(("many", "sections"), [(10, [10]), (11, [10, 1])])
def test_fields_in_a_section(many: int, sections: list[int]) -> None:
    blocks = drawn(Fields(tuple(("Label", ("value",)) for _ in range(many))))
    assert [len(block["fields"]) for block in blocks] == sections


@pytest.mark.parametrize("length", [2000 - len("*L*\n"), 2001 - len("*L*\n")])
@pytest.mark.parametrize("character", ["x", "&"])
def test_a_fields_text(length: int, character: str) -> None:
    text = drawn(Fields((("L", (character * length,)),)))[0]["fields"][0]["text"]
    assert len(text) <= limits.FIELD_TEXT
    assert text.endswith("…") is not (length == 1996 and character == "x")


@pytest.mark.parametrize(("length", "kind"), [(2000, "context"), (2001, "rich_text")])
def test_a_note(length: int, kind: str) -> None:
    assert drawn(Note(("x" * length,)))[0]["type"] == kind


@pytest.mark.parametrize(("length", "shown"), [(3000, "x" * 3000), (3001, "x" * 2999 + "…")])
@pytest.mark.parametrize("kind", [Text, Quote])
def test_a_paragraph(length: int, shown: str, kind: type[Text | Quote]) -> None:
    part = drawn(kind(("x" * length,)))[0]["elements"][0]
    assert part["elements"] == [{"type": "text", "text": shown}]


@pytest.mark.parametrize(("items", "shown"), [(30, 30), (31, 31)])
def test_a_list_that_is_too_long_ends_in_an_ellipsis(items: int, shown: int) -> None:
    part = drawn(Bullets(tuple(("x" * 100,) for _ in range(items))))[0]["elements"][0]
    assert len(part["elements"]) == shown
    last = part["elements"][-1]["elements"][0]["text"]
    assert (last == "…") is (items == 31)


@pytest.mark.parametrize(("many", "whole"), [(50, True), (51, False)])
def test_blocks_of_a_message(many: int, whole: bool) -> None:  # noqa: FBT001 - a parameter of the table above
    blocks = drawn(*[Heading(str(number)) for number in range(many)])
    assert len(blocks) == 50
    assert (LEFT_OUT not in str(blocks)) is whole


def test_a_message_of_too_much_json_keeps_its_beginning_and_its_buttons() -> None:
    button = Buttons((Button("Done", Call(group="mentor", word="done")),))
    blocks = drawn(Heading("Title"), *[Text(("x" * 2900,)) for _ in range(5)], button)
    assert blocks[0]["text"]["text"] == "Title"
    assert blocks[-1]["elements"][0]["text"]["text"] == "Done"
    assert blocks[-2]["elements"][0]["text"] == LEFT_OUT
    assert len([block for block in blocks if block["type"] == "rich_text"]) == 4


def test_the_json_of_a_message_just_fits_or_is_cut() -> None:
    for length in range(2400, 2800, 7):
        drawn(*[Text(("x" * length,)) for _ in range(5)])


@pytest.mark.parametrize(("length", "cut"), [(3000, False), (3001, True)])
def test_the_text_beside_the_blocks(length: int, cut: bool) -> None:  # noqa: FBT001 - as above
    text = render(reply(*[Text(("x" * (length - 2001),)), Text(("y" * 2000,))])).text
    assert len(text) == 3000
    assert text.endswith("…") is cut


@pytest.mark.parametrize("url", ["https://x.org/" + "x" * (3000 - 14), "https://x.org/" + "x" * (3001 - 14)])
def test_an_address(url: str) -> None:
    element = drawn(Text((Link("here", url),)))[0]["elements"][0]["elements"][0]
    assert element["type"] == ("link" if len(url) == 3000 else "text")
    assert element["text"] == "here"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "mailto:a@b.c", "", "page:overview"])
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert drawn(Text((Link("here", url),)))[0]["elements"][0]["elements"] == [{"type": "text", "text": "here"}]


@pytest.mark.parametrize(
    "nothing",
    [
        Heading(""),
        Text(()),
        Text(("",)),
        Bullets(()),
        Quote(("",)),
        Fields(()),
        Checklist(()),
        Note(("",)),
        Buttons(()),
    ],
)
def test_an_empty_block_is_not_drawn(nothing: Block) -> None:
    assert not drawn(nothing)


def test_an_empty_reply_still_has_a_text() -> None:
    assert render(Reply(blocks=())).text == "…"


literal = st.text(max_size=40) | st.sampled_from(["<!channel>", "*b*", "_i_", "`c`", "a & b", "~s~", "<@U1>", "\n"])
FROM, TO = datetime(2000, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - hypothesis takes naive bounds
moment = st.builds(Moment, st.datetimes(FROM, TO, timezones=st.just(UTC)), st.just("Asia/Tokyo"))
leaf: st.SearchStrategy[Span] = (
    literal
    | st.builds(Code, literal)
    | st.builds(Link, literal, st.sampled_from(["https://x.org/?a=1|2", "ftp://x", "https://x.org"]))
    | moment
    | st.builds(Mention, st.sampled_from([UserId("U0ADA"), UserId("42"), UserId("")]), literal)
    | st.builds(ChannelLink, st.sampled_from([ChannelId("C0GEN"), ChannelId("")]), literal)
)
line: st.SearchStrategy[Line] = st.lists(
    leaf | st.builds(Strong, st.tuples(leaf)) | st.builds(Emphasis, st.tuples(leaf, leaf)), max_size=4
).map(tuple)
lines = st.lists(line, max_size=30).map(tuple)
call = st.builds(Call, group=st.just("mentor"), word=st.just("done"), rest=st.text(max_size=50))
button = st.builds(Button, st.text(min_size=1, max_size=100), call, st.sampled_from(Tone))
block: st.SearchStrategy[Block] = (
    st.builds(Heading, st.text(max_size=200))
    | st.builds(Text, line)
    | st.builds(Bullets, lines, numbered=st.booleans())
    | st.builds(Quote, line)
    | st.builds(Fields, st.lists(st.tuples(literal, line), max_size=12).map(tuple))
    | st.builds(Checklist, st.lists(st.tuples(st.sampled_from(Mark), line), max_size=30).map(tuple))
    | st.builds(Progress, literal, st.integers(0, 30), st.integers(0, 30))
    | st.builds(Note, line)
    | st.builds(Buttons, st.lists(button, max_size=6).map(tuple))
    | st.builds(Picture, literal, st.binary(max_size=3), literal | st.just("x" * 4000))
    | st.builds(File, literal, st.just("text/csv"), st.binary(max_size=3))
)


@given(st.lists(block, max_size=60))
def test_whatever_a_reply_holds_slack_takes_it(blocks: list[Block]) -> None:
    accepted(render(Reply(blocks=tuple(blocks))))

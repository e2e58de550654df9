"""The last safety before a platform: every limit at its value and one above, and any reply at all."""

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
)
from mentorbot.chat.call import call
from mentorbot.chat.fit import button, cut, fit, length, shorten
from mentorbot.chat.ids import UserId
from mentorbot.chat.limits import (
    ALT,
    BLOCKS,
    BUTTON_CALL,
    BUTTON_LABEL,
    BUTTONS_IN_A_ROW,
    FILES,
    FILES_SIZE,
    HEADING,
    PARAGRAPH,
    REPLY_TEXT,
)
from mentorbot.chat.reply import Reply, heading, reply
from mentorbot.chat.spans import Code, Emphasis, Line, Link, Mention, Moment, Strong, plain

MOMENT = Moment(datetime(2026, 11, 23, 8, tzinfo=UTC), "Europe/Berlin")


def _fitted(block: Block) -> Block:
    (fitted,) = fit(reply(block)).blocks
    return fitted


def _button(label: str = "Done", size: int = 20) -> Button:
    start = len(str(call("mentor done", task="")).removesuffix('""'))
    return Button(label, call("mentor done", task="x" * (size - start)))


def _picture(name: str = "steps.png", size: int = 3) -> Picture:
    return Picture(name, b"x" * size, "Three steps of seven are done")


def _file(name: str = "steps.csv", size: int = 3) -> File:
    return File(name, "text/csv", b"x" * size)


@pytest.mark.parametrize("kind", [Text, Quote, Note])
def test_a_paragraph_may_be_as_long_as_the_limit_and_is_cut_above_it(kind: type[Text | Quote | Note]) -> None:
    whole, over = kind(("x" * PARAGRAPH,)), kind(("x" * (PARAGRAPH + 1),))
    assert _fitted(whole) == whole
    assert _fitted(over) == kind(("x" * (PARAGRAPH - 1) + "…",))


def test_a_heading_may_be_as_long_as_the_limit_and_is_cut_above_it() -> None:
    whole = Heading("x" * HEADING)
    assert _fitted(whole) == whole == heading("x" * HEADING)
    assert _fitted(Heading("x" * (HEADING + 1))) == Heading("x" * (HEADING - 1) + "…") == heading("x" * (HEADING + 1))


def test_a_buttons_label_is_cut_above_the_limit_and_a_call_too_long_to_travel_is_left_out() -> None:
    assert button(_button("x" * BUTTON_LABEL)) == _button("x" * BUTTON_LABEL)
    assert button(_button("x" * (BUTTON_LABEL + 1))) == _button("x" * (BUTTON_LABEL - 1) + "…")
    assert len(str(_button(size=BUTTON_CALL).call)) == BUTTON_CALL
    assert button(_button(size=BUTTON_CALL)) == _button(size=BUTTON_CALL)
    assert button(_button(size=BUTTON_CALL + 1)) is None


def test_a_row_takes_five_buttons() -> None:
    assert _fitted(Buttons((_button(),) * BUTTONS_IN_A_ROW)) == Buttons((_button(),) * BUTTONS_IN_A_ROW)
    assert _fitted(Buttons((_button(),) * (BUTTONS_IN_A_ROW + 1))) == Buttons((_button(),) * BUTTONS_IN_A_ROW)


@pytest.mark.parametrize(
    "empty",
    [
        Buttons(()),
        Buttons((_button(size=BUTTON_CALL + 1),)),
        Text(()),
        Text(("",)),
        Heading(""),
        Quote(()),
        Note(()),
        Bullets(()),
        Checklist(()),
        Fields(()),
        Picture("a.png", b"", "Nothing"),
        File("a.csv", "text/csv", b""),
    ],
)
def test_a_block_with_nothing_in_it_is_left_out_since_no_platform_takes_it(empty: Block) -> None:
    assert fit(Reply(blocks=(Text(("a",)), empty))) == reply(Text(("a",)))


def test_of_too_many_blocks_the_last_stays_since_it_holds_the_next_step() -> None:
    texts = [Text((str(number),)) for number in range(BLOCKS)]
    row = Buttons((_button(),))
    assert fit(reply(*texts)) == reply(*texts)
    assert fit(reply(*texts, row)) == reply(*texts[: BLOCKS - 1], row)


def test_all_texts_together_stay_within_a_message() -> None:
    first, rest = Text(("x" * PARAGRAPH,)), REPLY_TEXT - PARAGRAPH
    row = Buttons((_button(),))
    whole = reply(first, Text(("y" * rest,)), row)
    assert fit(whole) == whole
    over = fit(reply(first, Text(("y" * (rest + 1),)), row))
    assert over == reply(first, Text(("y" * (rest - 1) + "…",)), row)
    assert fit(reply(first, Text(("y" * rest,)), Text(("z",)), row)) == whole


def test_a_reply_carries_five_pictures_and_files_and_no_sixth() -> None:
    files = [_picture(str(number)) if number % 2 else _file(str(number)) for number in range(FILES)]
    last = Text(("the end",))
    assert fit(reply(*files, last)) == reply(*files, last)
    assert fit(Reply(blocks=(*files, _file("one more"), last))) == reply(*files, last)


def test_all_files_together_stay_within_eight_megabytes() -> None:
    first = _file("first", size=FILES_SIZE - 10)
    assert fit(reply(first, _picture("at the limit", size=10))) == reply(first, _picture("at the limit", size=10))
    over = Reply(blocks=(first, _picture("one byte more", size=11), _file("small", size=10)))
    assert fit(over) == reply(first, _file("small", size=10))


def test_files_count_as_blocks_and_not_as_text() -> None:
    texts = [Text(("x",)) for _ in range(BLOCKS - 1)]
    assert fit(reply(*texts, _picture())) == reply(*texts, _picture())
    assert fit(reply(*texts, _picture(), _file())) == reply(*texts, _file())
    full = [Text(("x" * PARAGRAPH,)), Text(("y" * (REPLY_TEXT - PARAGRAPH),))]
    assert fit(reply(*full, _picture(), _file())) == reply(*full, _picture(), _file())


def test_an_alternative_text_may_be_as_long_as_the_limit_and_is_cut_above_it() -> None:
    assert _fitted(Picture("a.png", b"x", "x" * ALT)) == Picture("a.png", b"x", "x" * ALT)
    assert _fitted(Picture("a.png", b"x", "x" * (ALT + 1))) == Picture("a.png", b"x", "x" * (ALT - 1) + "…")


def test_a_list_too_long_keeps_what_fits() -> None:
    lines: tuple[Line, ...] = (("x" * 997,), ("y" * 997,), ("z" * 997,), ("end",))
    assert _fitted(Bullets(lines, numbered=True)) == Bullets((*lines[:2], ("z" * 896 + "…",)), numbered=True)
    checklist = _fitted(Checklist(tuple((Mark.OPEN, line) for line in lines)))
    assert isinstance(checklist, Checklist)
    assert [mark for mark, _ in checklist.items] == [Mark.OPEN] * 3
    fields = _fitted(Fields(tuple(("l", line) for line in lines)))
    assert isinstance(fields, Fields)
    assert [plain(value)[0] for _, value in fields.pairs] == ["x", "y", "z"]


@pytest.mark.parametrize(
    ("spans", "limit", "expected"),
    [
        (("abc",), 3, ("abc",)),
        (("abcd",), 3, ("ab…",)),
        (("a", Strong(("bcd",))), 3, ("a", Strong(("b…",)))),
        (("a", Emphasis((Code("bcd"),))), 3, ("a", Emphasis((Code("b…"),)))),
        (("abc", Code("d")), 3, ("abc",)),
        (("abc", Code("d" * 5000), "e"), 3, ("abc",)),
        (("a", Link("bcd", "https://example.com")), 3, ("a", Link("b…", "https://example.com"))),
        ((Mention(UserId("U1"), "Kimberly"),), 5, ("@Kim…",)),
        ((MOMENT,), 7, ("Monday…",)),
        (("abc",), 0, ()),
    ],
)
def test_a_line_is_cut_at_its_limit_whatever_it_is_made_of(spans: Line, limit: int, expected: Line) -> None:
    assert cut(spans, limit) == expected
    assert len(plain(cut(spans, limit))) <= limit


def test_a_text_is_cut_without_a_gap_before_the_dots() -> None:
    assert (shorten("abc", 3), shorten("ab cd", 4), shorten("", 1)) == ("abc", "ab…", "")


texts = st.one_of(
    st.text(max_size=20),
    st.integers(0, 4000).map(lambda size: "x" * size),
    st.just("y" * PARAGRAPH),
    st.just("a b " * 900),
)
flat = st.one_of(texts, st.builds(Code, texts), st.builds(Link, texts, st.just("https://example.com")), st.just(MOMENT))
spans = st.recursive(flat, lambda inner: st.builds(Strong, st.lists(inner, max_size=3).map(tuple)), max_leaves=4)
lines = st.lists(spans, max_size=3).map(tuple)
several = st.lists(lines, max_size=6).map(tuple)
labels = st.text(max_size=100)
buttons = st.builds(Button, texts, texts.map(lambda text: call("mentor ask", question=text)))
kinds = st.one_of(
    st.builds(Heading, texts),
    *(st.builds(kind, lines) for kind in (Text, Quote, Note)),
    st.builds(Bullets, several, st.booleans()),
    st.builds(Fields, st.lists(st.tuples(labels, lines), max_size=6).map(tuple)),
    st.builds(Checklist, st.lists(st.tuples(st.sampled_from(Mark), lines), max_size=6).map(tuple)),
    st.builds(Progress, labels, st.integers(0, 9), st.integers(1, 9)),
    st.builds(Buttons, st.lists(buttons, max_size=7).map(tuple)),
    st.builds(Picture, labels, st.binary(max_size=3), texts),
    st.builds(File, labels, st.just("text/csv"), st.binary(max_size=3)),
)


@given(st.lists(kinds, max_size=25).map(lambda blocks: Reply(blocks=tuple(blocks))))
def test_any_reply_is_made_to_fit(answer: Reply) -> None:
    fitted = fit(answer)
    assert len(fitted.blocks) <= BLOCKS
    assert len(fitted.attached) <= FILES
    assert sum(map(length, fitted.blocks)) <= REPLY_TEXT
    assert fit(fitted) == fitted
    for block in fitted.blocks:
        match block:
            case Buttons(row):
                assert 1 <= len(row) <= BUTTONS_IN_A_ROW
                assert all(len(each.label) <= BUTTON_LABEL and len(str(each.call)) <= BUTTON_CALL for each in row)
            case Heading(text):
                assert 1 <= len(text) <= HEADING
            case Picture(content=content, alt=alt):
                assert content
                assert len(alt) <= ALT
            case File(content=content):
                assert content
            case _:
                assert 1 <= length(block) <= PARAGRAPH

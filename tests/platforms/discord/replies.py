"""Arbitrary replies and forms, for properties that hold for all of them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

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
from mentorbot.chat.reply import Choice, Field, FieldKind, Form, Reply
from mentorbot.chat.spans import ChannelLink, Code, Emphasis, Line, Link, Mention, Moment, MomentStyle, Span, Strong

texts = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(["*" * 900, "x" * 3000, "@everyone", ""])
names = st.from_regex(r"[a-z]{1,12}", fullmatch=True)


def _moments() -> st.SearchStrategy[Moment]:
    instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(ZoneInfo("UTC")))  # noqa: DTZ001 - hypothesis wants bounds without a zone and adds it
    return st.builds(
        Moment, instants.map(lambda at: at.astimezone(UTC)), st.just("Europe/Berlin"), st.sampled_from(MomentStyle)
    )


_flat: st.SearchStrategy[Span] = st.one_of(
    texts,
    st.builds(Code, texts),
    st.builds(Link, texts, st.sampled_from(["https://example.com/(a)", "ftp://example.com", "http://b c"])),
    _moments(),
    st.builds(Mention, st.sampled_from([UserId("123"), UserId("kim")]), texts),
    st.builds(ChannelLink, st.sampled_from([ChannelId("123"), ChannelId("career")]), texts),
)
_inner: st.SearchStrategy[Line] = st.lists(_flat, max_size=3).map(tuple)
lines: st.SearchStrategy[Line] = st.lists(
    _flat | st.builds(Strong, _inner) | st.builds(Emphasis, _inner), max_size=4
).map(tuple)
calls = st.builds(
    Call,
    group=st.just("mentor"),
    word=names,
    named=st.dictionaries(names, texts, max_size=2),
    rest=st.just(""),
)
buttons = st.builds(Button, texts.filter(str.strip), calls, st.sampled_from(Tone))


def _tuples(items: st.SearchStrategy[Line]) -> st.SearchStrategy[tuple[Line, ...]]:
    return st.lists(items, max_size=4).map(tuple)


blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, texts),
    st.builds(Text, lines),
    st.builds(Bullets, _tuples(lines), st.booleans()),
    st.builds(Quote, lines),
    st.builds(Fields, st.lists(st.tuples(texts, lines), max_size=4).map(tuple)),
    st.builds(Checklist, st.lists(st.tuples(st.sampled_from(Mark), lines), max_size=4).map(tuple)),
    st.builds(Progress, texts, st.integers(0, 12), st.integers(0, 12)),
    st.builds(Note, lines),
    st.builds(Buttons, st.lists(buttons, max_size=7).map(tuple)),
    st.builds(Picture, texts, st.binary(max_size=3), texts),
    st.builds(File, texts, st.just("text/csv"), st.binary(max_size=3)),
)
replies = st.builds(Reply, blocks=st.lists(blocks, min_size=1, max_size=25).map(tuple))

_choices = st.lists(st.builds(Choice, texts.filter(bool), names), min_size=1, max_size=30).map(tuple)
_fields = st.builds(
    Field,
    name=names,
    label=texts.filter(bool),
    kind=st.sampled_from(FieldKind),
    required=st.booleans(),
    hint=texts,
    value=texts | st.just("123"),
    choices=_choices,
    max_length=st.integers(1, 5000),
)
forms = st.builds(
    Form,
    title=texts.filter(bool),
    call=calls,
    fields=st.lists(_fields, min_size=1, max_size=7, unique_by=lambda each: each.name).map(tuple),
    intro=texts,
)

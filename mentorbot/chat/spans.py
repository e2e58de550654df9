"""Pieces of one line of text, and `line`, which makes them from a template and typed values.

A string is always literal: each platform escapes it, so nothing that a person wrote can ping or format anything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from string import Formatter
from typing import TypeAlias, assert_never
from zoneinfo import ZoneInfo

from mentorbot.chat.ids import ChannelId, UserId


class MomentStyle(StrEnum):
    """How much of a moment to show."""

    FULL = "full"
    """Monday 24 November, 09:00"""
    DATE = "date"
    """24 November"""
    TIME = "time"
    """09:00"""


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold."""

    spans: "Line"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic."""

    spans: "Line"


@dataclass(frozen=True, slots=True)
class Code:
    """Verbatim, such as a command to type."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A web address (http or https) under a text."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, shown by the platform's own time stamp; `at` is aware UTC.

    `zone` (IANA) is the reader's, for platforms and fallback texts that cannot ask the reader's clock.
    """

    at: datetime
    zone: str
    style: MomentStyle = MomentStyle.FULL


@dataclass(frozen=True, slots=True)
class Mention:
    """A person of the platform; shown by name, pinged only where they are addressed."""

    user: UserId
    name: str


@dataclass(frozen=True, slots=True)
class ChannelLink:
    """A channel of the platform."""

    channel: ChannelId
    name: str


Span: TypeAlias = str | Strong | Emphasis | Code | Link | Moment | Mention | ChannelLink
Line: TypeAlias = tuple[Span, ...]

_MARKS = re.compile(r"\*\*(?P<strong>.+?)\*\*|\*(?P<emphasis>.+?)\*|`(?P<code>[^`]+)`")


def line(template: str, **values: "Span | Line | int") -> Line:
    """A line from our own words with `**bold**`, `*italic*`, `` `code` `` and `{values}`.

    Marks count only in the template; a value is inserted as it is, so text from people stays literal.
    """
    return tuple(_spans(template, values))


def _spans(template: str, values: "dict[str, Span | Line | int]") -> Iterator[Span]:
    position = 0
    for match in _MARKS.finditer(template):
        yield from _filled(template[position : match.start()], values)
        position = match.end()
        if match["strong"] is not None:
            yield Strong(tuple(_spans(match["strong"], values)))
        elif match["emphasis"] is not None:
            yield Emphasis(tuple(_spans(match["emphasis"], values)))
        else:
            yield Code(plain(tuple(_filled(match["code"], values))))
    yield from _filled(template[position:], values)


def _filled(template: str, values: "dict[str, Span | Line | int]") -> Iterator[Span]:
    for literal, name, _, _ in Formatter().parse(template):
        if literal:
            yield literal
        if name is None:
            continue
        value = values[name]
        if isinstance(value, tuple):
            yield from value
        elif isinstance(value, int):
            yield str(value)
        else:
            yield value


def plain(spans: Line) -> str:
    """The line as bare text, for logs, notifications and lengths."""
    return "".join(_bare(span) for span in spans)


def _bare(span: Span) -> str:
    match span:
        case str():
            return span
        case Strong(spans) | Emphasis(spans):
            return plain(spans)
        case Code(text) | Link(text, _):
            return text
        case Moment():
            return say_moment(span)
        case Mention(_, name):
            return f"@{name}"
        case ChannelLink(_, name):
            return f"#{name}"
        case _:
            assert_never(span)


def say_moment(moment: Moment) -> str:
    """The moment in words, on the clock of its zone: "Monday 24 November, 09:00"."""
    local = moment.at.astimezone(ZoneInfo(moment.zone))
    match moment.style:
        case MomentStyle.FULL:
            return f"{local:%A} {local.day} {local:%B, %H:%M}"
        case MomentStyle.DATE:
            return f"{local.day} {local:%B}"
        case MomentStyle.TIME:
            return f"{local:%H:%M}"
        case _:
            assert_never(moment.style)

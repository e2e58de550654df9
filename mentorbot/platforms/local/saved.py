"""A reply as JSON and back, so that the transcript survives a restart and can be drawn anew by a later version."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeAlias

from mentorbot.chat import blocks, spans
from mentorbot.chat.call import Call, parse_call
from mentorbot.chat.reply import Reply
from mentorbot.platforms.local.kept_files import name_of

Find: TypeAlias = Callable[[str], bytes]
"""The content of a file by its hash; empty for one that is forgotten."""
Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None

_KINDS: Final[Mapping[str, Callable[..., object]]] = {
    kind.__name__: kind
    for kind in (
        *(blocks.Heading, blocks.Text, blocks.Bullets, blocks.Quote, blocks.Fields, blocks.Checklist),
        *(blocks.Progress, blocks.Note, blocks.Button, blocks.Buttons, blocks.Tone, blocks.Mark),
        *(blocks.Picture, blocks.File),
        *(spans.Strong, spans.Emphasis, spans.Code, spans.Link, spans.Moment, spans.Mention),
        *(spans.ChannelLink, spans.MomentStyle, Reply),
    )
} | {"Call": parse_call, "datetime": datetime.fromisoformat}


_CONTENT: Final = "content"


def pack(value: object) -> Json:
    """JSON for a reply or a part of one, of a file's content only the hash; TypeError for anything else."""
    match value:
        case StrEnum():
            return {"is": type(value).__name__, "of": str(value)}
        case None | bool() | int() | str():
            return value
        case bytes():
            return {"is": _CONTENT, "of": name_of(value)}
        case datetime():
            return {"is": "datetime", "of": value.isoformat()}
        case Call():
            return {"is": "Call", "of": str(value)}
        case tuple():
            return [pack(each) for each in value]
        case _ if is_dataclass(value):
            named = {each.name: pack(getattr(value, each.name)) for each in fields(value)}
            return {"is": type(value).__name__, **named}
    raise TypeError(f"{type(value).__name__} is no part of a reply")


def unpack_reply(packed: Json, find: Find) -> Reply:
    """The reply that was packed; ValueError when it is none."""
    try:
        value = _unpack(packed, find)
    except (KeyError, TypeError, ValueError) as broken:
        raise ValueError("this is no reply") from broken
    if not isinstance(value, Reply):
        raise ValueError("this is no reply")  # noqa: TRY004 - a broken line of a file, not a wrong argument
    return value


def _unpack(packed: Json, find: Find) -> object:
    match packed:
        case str() | int() | float() | None:
            return packed
        case Mapping():
            return _made(packed, find)
        case _:
            return tuple(_unpack(each, find) for each in packed)


def _made(packed: Mapping[str, Json], find: Find) -> object:
    if packed["is"] == _CONTENT:
        return find(str(packed["of"]))
    make = _KINDS[str(packed["is"])]
    if "of" in packed:
        return make(str(packed["of"]))
    return make(**{name: _unpack(value, find) for name, value in packed.items() if name != "is"})

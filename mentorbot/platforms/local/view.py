"""What the templates show: entries, forms and the clock, in the words of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mentorbot.chat.reply import FieldKind
from mentorbot.platforms.local.entries import Entry, Origin
from mentorbot.platforms.local.forms import Opened, carry, choices_of
from mentorbot.platforms.local.people import PEOPLE, Persona, find_persona
from mentorbot.platforms.local.render import render_reply

_FOLDED: Final = 600
"""Characters of what somebody typed; more is folded away."""
_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An entry as one reader sees it; `day` and `time` are on their clock."""

    id: int
    who: str
    own: bool
    tag: str
    tagged: str
    day: str
    time: str
    iso: str
    text: str
    more: str
    recallable: bool
    """Typed rather than pressed, so that the arrow key brings it back."""
    body: Markup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockView:
    """The clock as one reader sees it."""

    now: str
    zone: str
    text: str
    ahead: str


def entry_view(entry: Entry, reader: Persona) -> EntryView:
    """The entry for a reader, on the reader's clock."""
    at = entry.at.astimezone(ZoneInfo(reader.zone))
    typed = entry.body if isinstance(entry.body, str) else ""
    tagged, tag = _tag(entry)
    author = find_persona(entry.person)
    return EntryView(
        id=entry.id,
        who=author.name if typed and author is not None else "mentorbot",
        own=bool(typed) and entry.person == reader.user,
        tag=tag,
        tagged=tagged,
        day=f"{at:%A} {at.day} {at:%B %Y}",
        time=f"{at:%H:%M}",
        iso=at.isoformat(),
        text=typed[:_FOLDED],
        more=typed[_FOLDED:],
        recallable=entry.origin is Origin.TYPED,
        body=None if isinstance(entry.body, str) else render_reply(entry.body, reader.zone),
    )


def clock_view(now: datetime, real: datetime, reader: Persona) -> ClockView:
    """What the reader's clock shows, and how far it is ahead of the real one."""
    local = now.astimezone(ZoneInfo(reader.zone))
    return ClockView(
        now=now.isoformat(),
        zone=reader.zone,
        text=f"{local:%a} {local.day} {local:%b, %H:%M}",
        ahead=say_ahead(now - real),
    )


def say_ahead(ahead: timedelta) -> str:
    """In words, to the hour: "8 days ahead"; nothing under half an hour, since no clock is exact."""
    hours = round(ahead.total_seconds() / 3600)
    days = hours // 24
    if hours < 1:
        return ""
    if days < 1:
        return f"{hours} {'hour' if hours == 1 else 'hours'} ahead"
    return f"{days} {'day' if days == 1 else 'days'} ahead"


def draw_entry(entry: Entry, reader: Persona) -> str:
    """One entry as HTML."""
    return _TEMPLATES.get_template("entry.html").render(entry=entry_view(entry, reader))


def draw_form(opened: Opened) -> str:
    """The inside of the dialog."""
    return _TEMPLATES.get_template("form.html").render(
        form=opened.form,
        message=opened.message,
        call=carry(opened.form.call),
        choices_of=choices_of,
        selects={FieldKind.SELECT, FieldKind.PERSON, FieldKind.CHANNEL},
        paragraph=FieldKind.PARAGRAPH,
        file=FieldKind.FILE,
    )


def draw_page(
    *,
    reader: Persona,
    entries: Sequence[Entry],
    change: int,
    unread: dict[str, int],
    clock: ClockView,
    why_fixed: str,
) -> str:
    """The whole page; `why_fixed` is empty when the clock may be moved."""
    return _TEMPLATES.get_template("page.html").render(
        reader=reader,
        people=PEOPLE,
        entries=[entry_view(each, reader) for each in entries],
        change=change,
        unread=unread,
        clock=clock,
        why_fixed=why_fixed,
    )


def _tag(entry: Entry) -> tuple[str, str]:
    if entry.origin is Origin.MESSAGE:
        return "direct", "Direct message"
    if entry.public:
        return "public", "#general, everybody sees this"
    return ("", "") if isinstance(entry.body, str) else ("private", "Only you see this")

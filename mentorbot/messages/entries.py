"""A line of the audit log: when, who, what, to whom, and what it was before."""

from collections.abc import Iterator

from mentorbot.chat.spans import Line, line
from mentorbot.domain.audit import Entry
from mentorbot.domain.errors import shortened
from mentorbot.messages import moments

_NOBODY = "Somebody who left"
_NAME, _SUBJECT, _VALUE = 40, 60, 60
_CHANGES = 6


def entry_line(entry: Entry, who: str, whom: str, zone: str) -> Line:
    """`who` and `whom` as they are called now, empty for somebody who left; `zone` is the reader's."""
    return line(
        "{at} · **{who}** · {what}{changes}",
        at=moments.full(entry.at, zone),
        who=shortened(who, _NAME) or _NOBODY,
        what=" · ".join(_what(entry, whom)),
        changes="".join(_changes(entry)),
    )


def _what(entry: Entry, whom: str) -> Iterator[str]:
    yield f"/{entry.command}"
    if entry.subject:
        yield shortened(entry.subject, _SUBJECT)
    if entry.about is not None:
        yield shortened(whom, _NAME) or _NOBODY


def _changes(entry: Entry) -> Iterator[str]:
    """` · Day: monday → friday; Time: 09:00 → 10:00`."""
    names = list(dict.fromkeys((*entry.before, *entry.after)))
    for place, name in enumerate(names[:_CHANGES]):
        yield f"{'; ' if place else ' · '}{_change(entry, name)}"
    if len(names) > _CHANGES:
        yield f"; and {len(names) - _CHANGES} more"


def _change(entry: Entry, name: str) -> str:
    """A value that is new, or is gone, stands alone on its side of the arrow."""
    was, now = (shortened(values.get(name, ""), _VALUE) for values in (entry.before, entry.after))
    if was and now:
        return f"{name}: {was} → {now}"
    return f"{name}: {now}" if now else f"{name}: {was} → nothing"

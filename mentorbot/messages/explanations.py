"""Why somebody did, did not, or will get a nudge: the past of each, and the rules for the next."""

from datetime import datetime

from mentorbot.chat.blocks import Block, Bullets, Fields, Heading, Text
from mentorbot.chat.reply import say
from mentorbot.chat.spans import Line, line
from mentorbot.domain.enrolments import NudgeKind
from mentorbot.domain.explained import Explained
from mentorbot.domain.guide import Guide
from mentorbot.domain.nudges import Due
from mentorbot.guides import Library
from mentorbot.messages import moments
from mentorbot.messages.fates import fate
from mentorbot.messages.lists import within
from mentorbot.messages.rules import rules, sending
from mentorbot.messages.silences import paused_until, silence
from mentorbot.messages.stories import story

_HISTORY_LENGTH = 2000


def explanation(
    found: Explained, library: Library, now: datetime, *, zone: str, whose: str = "your own clock"
) -> tuple[Block, ...]:
    """`zone` is the reader's, and `whose` clock that is, in words."""
    if found.due is None:
        nowhere = say(
            "**{name}** has never been in a cohort, so no nudge is planned and none went out.", name=found.member.name
        )
        return (nowhere, *_past(found, library, zone, whose)) if found.latest else (nowhere,)
    guide = library.guide(*found.due.cohort.edition)
    return (
        Heading(f"{found.member.name} in {found.due.cohort.name}"),
        Text(coming(found.due, guide, zone)),
        Fields((*rules(found.due, guide, zone), *sending(found.lane, now, zone))),
        *_past(found, library, zone, whose),
    )


def coming(due: Due, guide: Guide | None, zone: str) -> Line:
    """When the next one comes, or why none does."""
    why = silence(due, guide, zone)
    at = due.enrolment.next_at
    if why is not None or at is None:
        return line("**No nudge is coming**: {why}.", why=why or "none is planned")
    what = "The reminder they asked for" if due.enrolment.next_kind is NudgeKind.REMINDER else "The next nudge"
    rest = "" if paused_until(due, zone) is None else ", and until then they are paused"
    return line("**{what} comes {at}**{rest}.", what=what, at=moments.full(at, zone), rest=rest)


def _past(found: Explained, library: Library, zone: str, whose: str) -> tuple[Block, ...]:
    if not found.latest:
        return (say("Nothing has gone out to them yet."),)
    items = [
        line("{fate}{story}", fate=fate(each, library, zone), story=story(each, zone, found.told.get(each.key)))
        for each in found.latest
    ]
    opening = say("**What went out**, the latest first; what became of it is on {whose}", whose=whose)
    return (opening, Bullets(within(items, _HISTORY_LENGTH)))

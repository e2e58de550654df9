"""Check-ins as a mentor reads them."""

from collections.abc import Sequence

from mentorbot.chat.blocks import Block, Bullets
from mentorbot.chat.reply import say
from mentorbot.chat.spans import Line, line
from mentorbot.domain.checkins import CheckIn, Mood
from mentorbot.messages import moments

MOODS = {Mood.GOOD: "good", Mood.SLOW: "slow", Mood.STUCK: "stuck"}


def checkin_lines(found: Sequence[CheckIn], zone: str) -> tuple[Block, ...]:
    """A line for each, the latest first, on the clock of `zone`; nothing where there is none."""
    return (say("**Check-ins**"), Bullets(tuple(_checkin(each, zone) for each in found))) if found else ()


def _checkin(each: CheckIn, zone: str) -> Line:
    note = line(": {note}", note=each.note) if each.note else ()
    return line("{day}, **{mood}**{note}", day=moments.day(each.at, zone), mood=MOODS[each.mood], note=note)

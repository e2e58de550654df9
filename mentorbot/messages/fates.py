"""What became of one delivery, in a line for an admin."""

from typing import assert_never
from zoneinfo import ZoneInfo

from mentorbot.chat.spans import Line, line
from mentorbot.domain.announcements import Announced
from mentorbot.domain.deliveries import Delivery, DeliveryState
from mentorbot.domain.digests import Digest
from mentorbot.domain.enrolments import NudgeKind
from mentorbot.domain.help_letters import HelpNews, Stuck
from mentorbot.domain.kudos import Praise
from mentorbot.domain.mentee_digests import MenteesDigest
from mentorbot.domain.notices import Notice
from mentorbot.domain.nudges import Nudge
from mentorbot.domain.pairings import Paired
from mentorbot.domain.questions import Answered
from mentorbot.domain.relayed import Relayed
from mentorbot.domain.samples import Sample
from mentorbot.guides import Library
from mentorbot.messages import moments


def fate(each: Delivery, library: Library, zone: str) -> Line:
    """When it was due on the member's own clock, about what, and how it ended; `zone` is the reader's."""
    return line("{about}: {became}", about=about(each, library), became=_became(each, zone))


def about(each: Delivery, library: Library) -> Line:
    """Which one it is: its day and hour on the member's own clock, and its task."""
    return line(
        "**{on}**, {clock} their time, {what}",
        on=f"{each.on:%A} {each.on.day} {each.on:%B}",
        clock=f"{each.scheduled_at.astimezone(ZoneInfo(each.letter.zone)):%H:%M}",
        what=_what(each, library),
    )


def _what(each: Delivery, library: Library) -> Line:
    match each.letter:
        case Digest():
            return line("what admins are told")
        case Answered(who=who):
            return line("an answer of {who} to a question", who=who)
        case Paired():
            return line("who goes with them as mentor or mentee")
        case Stuck():
            return line("that somebody is stuck")
        case HelpNews():
            return line("who is there for them")
        case MenteesDigest():
            return line("their mentees' week")
        case Announced(cohort=cohort):
            return line("an announcement to {cohort}", cohort=cohort)
        case Notice():
            return line("a word about their place in a cohort")
        case Relayed():
            return line("something between a learner and their mentor")
        case Praise():
            return line("kudos")
        case Sample(cohort=cohort):
            return line("a test of {cohort} that they asked for", cohort=cohort)
        case Nudge(kind=kind, task=slug, edition=edition):
            guide = library.guide(*edition)
            task = guide.tasks.get(slug) if guide else None
            reminder = "the reminder for " if kind is NudgeKind.REMINDER else ""
            return line("{kind}“{task}”", kind=reminder, task=task.title if task else slug)
        case _:
            assert_never(each.letter)


def _became(each: Delivery, zone: str) -> Line:
    at = moments.full(each.settled_at, zone) if each.settled_at else "then"
    reason = each.reason.rstrip(".")
    match each.state:
        case DeliveryState.PENDING | DeliveryState.RETRY:
            return line("waiting to go out{reason}", reason=f" again ({reason})" if reason else "")
        case DeliveryState.SENDING:
            if not each.doubts:
                return line("on its way")
            return line("may have arrived ({reason}); I look for it before I send anything again", reason=reason)
        case DeliveryState.SENT:
            return line("sent {at}", at=at)
        case DeliveryState.HELD:
            return line("held {at}: {reason}. {doubt}", at=at, reason=reason or "no answer came", doubt=doubt(each))
        case DeliveryState.UNDELIVERABLE:
            return line("refused {at}: {reason}", at=at, reason=reason or "the platform gave no reason")
        case DeliveryState.EXPIRED:
            return line("not sent in time: {reason}", reason=reason or "its day was over first")
        case DeliveryState.CANCELLED:
            return line("cancelled {at}: {reason}", at=at, reason=reason or "it was no longer wanted")
        case _:
            assert_never(each.state)


def doubt(each: Delivery) -> str:
    """Whether what is held may have arrived."""
    if each.doubts:
        return "It may have arrived, so I don't send it again unless you say so"
    return "It has not arrived"

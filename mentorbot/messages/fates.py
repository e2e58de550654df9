"""What became of one delivery, in a line for an admin."""

from typing import assert_never
from zoneinfo import ZoneInfo

from mentorbot.chat.spans import Line, line
from mentorbot.domain.deliveries import Delivery, DeliveryState
from mentorbot.domain.enrolments import NudgeKind
from mentorbot.domain.guide import Guide
from mentorbot.messages import moments


def fate(each: Delivery, guide: Guide | None, zone: str) -> Line:
    """When it was due on the member's own clock, about what, and how it ended; `zone` is the reader's."""
    task = guide.tasks.get(each.nudge.task) if guide else None
    return line(
        "**{on}**, {clock} their time, {kind}“{task}”: {became}",
        on=f"{each.on:%A} {each.on.day} {each.on:%B}",
        clock=f"{each.due_at.astimezone(ZoneInfo(each.nudge.zone)):%H:%M}",
        kind="the reminder for " if each.nudge.kind is NudgeKind.REMINDER else "",
        task=task.title if task else each.nudge.task,
        became=_became(each, zone),
    )


def _became(each: Delivery, zone: str) -> Line:
    at = moments.full(each.settled_at, zone) if each.settled_at else "then"
    reason = each.reason.rstrip(".")
    match each.state:
        case DeliveryState.PENDING:
            return line("waiting to go out{reason}", reason=f" again ({reason})" if reason else "")
        case DeliveryState.SENDING:
            return line("going out right now")
        case DeliveryState.SENT:
            return line("sent {at}", at=at)
        case DeliveryState.HELD:
            return line(
                "held {at}: {reason}. Nobody can tell whether it arrived, so it is never sent a second time",
                at=at,
                reason=reason or "no answer came",
            )
        case DeliveryState.UNDELIVERABLE:
            return line("refused {at}: {reason}", at=at, reason=reason or "the platform gave no reason")
        case DeliveryState.EXPIRED:
            return line(
                "not sent: its day was over before it could go out{reason}", reason=f" ({reason})" if reason else ""
            )
        case DeliveryState.CANCELLED:
            return line("cancelled {at}: {reason}", at=at, reason=reason or "it was no longer wanted")
        case _:
            assert_never(each.state)

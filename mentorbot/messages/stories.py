"""What happened to one delivery on the way to its end, where that was out of the ordinary."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import assert_never

from mentorbot.chat.spans import Line, Moment, MomentStyle, line
from mentorbot.domain.cadence import local_date
from mentorbot.domain.deliveries import Delivery, DeliveryState, Turn

_LATE = timedelta(minutes=2)
"""What happens within so long of its time is no story."""
_ABSENT = "it had not arrived"


def story(each: Delivery, zone: str, told_at: datetime | None = None) -> Line:
    """Step by step, on the reader's clock; empty for the many that simply went out."""
    steps = list(_steps(each, zone, told_at))
    if not steps:
        return ()
    told: list[Line] = [line(" ("), steps[0]]
    for step in steps[1:]:
        told += [line("; "), step]
    return tuple(span for part in (*told, line(")")) for span in part)


def _steps(each: Delivery, zone: str, told_at: datetime | None) -> Iterator[Line]:
    def at(moment: datetime) -> Moment:
        same = local_date(moment, zone) == local_date(each.scheduled_at, zone)
        return Moment(moment, zone, MomentStyle.TIME if same else MomentStyle.FULL)

    if each.planned_at - each.scheduled_at > _LATE:
        yield line("noticed {at}, since the bot was off or behind until then", at=at(each.planned_at))
    tried = each.first_tried_at
    if tried is not None and (each.trail or tried - each.planned_at > _LATE):
        yield line("first tried {at}", at=at(tried))
    for _, same in groupby(_before_the_end(each), key=lambda turn: (turn.state, turn.reason)):
        turns = list(same)
        again = f", and {len(turns) - 1} more times" if len(turns) > 1 else ""
        yield line("{at} {what}{again}", at=at(turns[0].at), what=_turned(turns[0]), again=again)
    if told_at is not None:
        yield line("admins were told {at}", at=at(told_at))


def _before_the_end(each: Delivery) -> Sequence[Turn]:
    """The end is said already, unless it says more than its state."""
    said = {DeliveryState.HELD, DeliveryState.UNDELIVERABLE, DeliveryState.EXPIRED}
    if each.trail and each.trail[-1].state is each.state and each.state in said:
        return each.trail[:-1]
    return each.trail


def _turned(turn: Turn) -> Line:
    reason = turn.reason.rstrip(".")
    match turn.state:
        case DeliveryState.RETRY:
            return line("looked for: not there") if reason == _ABSENT else line("not sent: {reason}", reason=reason)
        case DeliveryState.SENDING:
            return line("no clear answer: {reason}", reason=reason)
        case DeliveryState.SENT:
            return line("looked for: {reason}", reason=reason)
        case DeliveryState.HELD:
            return line("held: {reason}", reason=reason)
        case DeliveryState.UNDELIVERABLE:
            return line("refused: {reason}", reason=reason)
        case DeliveryState.EXPIRED:
            return line("given up: {reason}", reason=reason)
        case DeliveryState.PENDING | DeliveryState.CANCELLED:
            return line("{reason}", reason=reason)
        case _:
            assert_never(turn.state)

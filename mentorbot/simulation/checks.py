"""The promises, gone over from what the platforms recorded: none of it asks the code that should keep them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from mentorbot.domain.deliveries import DeliveryKind, DeliveryState
from mentorbot.domain.enrolments import EnrolmentState
from mentorbot.domain.members import Reach
from mentorbot.simulation.habits import Act
from mentorbot.simulation.story import Story
from mentorbot.simulation.town import HOUR

_GRACE = timedelta(hours=6)
_ON_ITS_WAY = timedelta(seconds=60)
"""A post that left at the last moment may be recorded a little later."""
_APART = 4
"""Days between two weekly nudges, at the least."""
_LONGEST_GAP = 14
"""Days between two nudges of somebody who did nothing to keep them away, an outage aside."""
_BUDGET = 4
"""So many unanswered nudges end in silence."""
_STATED = {Act.PAUSE, Act.SKIP, Act.SNOOZE, Act.CLOSE, Act.OPEN, Act.LEAVE}


class Violation(NamedTuple):
    """A promise that was not kept, to whom, and how."""

    user: str
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One promise, and where it was broken."""

    promise: str
    violations: tuple[Violation, ...]


def check(story: Story) -> tuple[Checked, ...]:
    """Every promise, kept or not."""
    rules: tuple[tuple[str, Callable[[Story], Iterator[Violation]]], ...] = (
        ("each person gets at most one message for an occasion, and on a date", _twice),
        ("a message comes on its day, at its hour or within the grace", _at_the_wrong_hour),
        (f"weekly nudges are {_APART} days apart or more", _too_close),
        ("nobody is forgotten: everybody has a next date, or a reason to have none", _forgotten),
        ("what the rows call sent is what arrived", _out_of_step),
    )
    return tuple(Checked(promise, tuple(rule(story))) for promise, rule in rules)


def _twice(story: Story) -> Iterator[Violation]:
    keys = Counter(each.key for each in story.arrivals)
    for each in {each.key: each for each in story.arrivals}.values():
        if keys[each.key] > 1:
            yield Violation(each.user, f"got {each.key} {keys[each.key]} times")
    dates = Counter(
        (each.user, _local(story, each.user, each.at).date()) for each in story.arrivals if story.nudges(each)
    )
    for (user, on), times in dates.items():
        if times > 1:
            yield Violation(user, f"got {times} messages on {on}")


def _at_the_wrong_hour(story: Story) -> Iterator[Violation]:
    for each in story.arrivals:
        row = story.entries.get(each.key)
        if row is None or row.kind is DeliveryKind.DIGEST:
            continue
        local = _local(story, each.user, each.at)
        wanted = datetime.combine(row.on, HOUR, local.tzinfo).astimezone(UTC)
        late = story.instant(each.at) - wanted
        if local.date() != row.on or not timedelta() <= late <= _GRACE + _ON_ITS_WAY:
            yield Violation(each.user, f"got the {row.kind} of {row.on} at {local:%a %d %b %H:%M:%S}")


def _too_close(story: Story) -> Iterator[Violation]:
    for user, arrivals in story.of_each().items():
        rows = (story.entries.get(each.key) for each in arrivals)
        dates = sorted({row.on for row in rows if row and row.kind is DeliveryKind.NUDGE})
        for one, other in pairwise(dates):
            if (other - one).days < _APART:
                yield Violation(user, f"got nudges of {one} and {other}")


def _forgotten(story: Story) -> Iterator[Violation]:
    end = story.instant(story.scenario.seconds)
    arrivals = story.of_each()
    for user, due in story.at_the_end.items():
        expects, active = due.enrolment.next_at, due.enrolment.state is EnrolmentState.ACTIVE
        if active and expects is None and due.member.reach is Reach.OPEN:
            yield Violation(user, "is active and expects nothing")
        if expects is not None and expects < end - timedelta(days=1):
            yield Violation(user, f"has been due since {expects}")
        yield from _gaps(story, user, [each.at for each in arrivals.get(user, ()) if story.nudges(each)])
    for row in story.entries.values():
        if row.state in {DeliveryState.PENDING, DeliveryState.RETRY} and row.until < end - timedelta(days=1):
            yield Violation(row.user, f"the {row.kind} of {row.on} still waits")


def _gaps(story: Story, user: str, times: list[float]) -> Iterator[Violation]:
    """Between two messages to somebody who did nothing that explains a long silence, and did answer now and then."""
    deeds = story.deeds.get(user, ())
    stated = [deed.at for deed in deeds if deed.act in _STATED]
    answers = [deed.at for deed in deeds]
    longest = _LONGEST_GAP * 86_400 + sum(each.length for each in story.scenario.outages)
    for place, (one, other) in enumerate(pairwise(times)):
        unanswered = place + 1 >= _BUDGET and not any(times[place + 1 - _BUDGET] <= at < one for at in answers)
        excused = unanswered or any(one - longest <= at <= other for at in stated)
        if other - one > longest and not excused:
            yield Violation(user, f"heard nothing for {(other - one) / 86_400:.0f} days")


def _out_of_step(story: Story) -> Iterator[Violation]:
    arrived = {each.key: each.user for each in story.arrivals}
    for key, user in arrived.items():
        row = story.entries.get(key)
        if row is None:
            yield Violation(user, f"got {key}, of which there is no row")
        elif row.state not in {DeliveryState.SENT, DeliveryState.HELD, DeliveryState.SENDING}:
            yield Violation(user, f"got the {row.kind} of {row.on}, which the row calls {row.state}")
    for row in story.entries.values():
        if row.state is DeliveryState.SENT and row.key not in arrived:
            yield Violation(row.user, f"never got the {row.kind} of {row.on}, which the row calls sent")


def _local(story: Story, user: str, seconds: float) -> datetime:
    return story.instant(seconds).astimezone(ZoneInfo(story.people[user].zone))

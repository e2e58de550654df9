"""A story as figures, and the figures as lines to read or JSON."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from mentorbot.domain.deliveries import DeliveryState
from mentorbot.simulation.checks import Checked
from mentorbot.simulation.scenario import told
from mentorbot.simulation.story import Story
from mentorbot.store.ledger import Entry

LATE = timedelta(minutes=30)
"""Later than that after its instant counts as late."""
_STORIES = 3
_WEEK = 604_800


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week; `burst` is how long the slowest lane took for what was due at one instant, in seconds."""

    number: int
    begins: date
    sent: int
    late: int
    dropped: int
    held: int
    undeliverable: int
    burst: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """What was due in one lane at one instant."""

    lane: str
    at: datetime
    messages: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole run."""

    members: int
    weeks: tuple[Week, ...]
    sent: int
    reasons: dict[str, dict[str, int]]
    """Why some were late, dropped, held or undeliverable."""
    longest: Burst | None
    largest: Burst | None
    faults: dict[str, int]
    over: int
    promises: tuple[Checked, ...]

    @property
    def kept(self) -> bool:
        return not any(each.violations for each in self.promises)


def report(story: Story, promises: Sequence[Checked]) -> Report:
    """Count it."""
    bursts = _bursts(story)
    return Report(
        members=story.scenario.members,
        weeks=tuple(_weeks(story, bursts)),
        sent=len(story.arrivals),
        reasons=_reasons(story),
        longest=max(bursts, key=lambda each: each.seconds, default=None),
        largest=max(bursts, key=lambda each: (each.messages, each.seconds), default=None),
        faults=dict(sorted(story.faults.items())),
        over=story.over,
        promises=tuple(promises),
    )


def as_json(made: Report) -> dict[str, object]:
    return asdict(made) | {"kept": made.kept}


def lines(made: Report, story: Story) -> Iterator[str]:
    """For the operator to read."""
    yield "week  begins         sent    late  dropped   held undeliv.  slowest burst"
    for each in made.weeks:
        yield (
            f"{each.number:>4}  {each.begins} {each.sent:>8,} {each.late:>7,} {each.dropped:>8,} {each.held:>6,}"
            f" {each.undeliverable:>8,}  {told(each.burst)}"
        )
    yield ""
    yield f"{made.sent:,} messages reached people. Posts over a platform's limit: {made.over:,}."
    for word, burst in (("Longest", made.longest), ("Largest", made.largest)):
        if burst:
            at = f"{burst.at:%a %d %b %H:%M} UTC"
            yield f"{word} burst: {burst.messages:,} in {told(burst.seconds)} on {burst.lane}, {at}."
    for kind, reasons in made.reasons.items():
        yield from (f"{kind}: {number:,} · {reason}" for reason, number in sorted(reasons.items()))
    if made.faults:
        yield "faults: " + ", ".join(f"{number:,} × {name}" for name, number in made.faults.items())
    yield ""
    for promise in made.promises:
        yield f"{'✗' if promise.violations else '✓'} {promise.promise}"
        for broken in promise.violations[:_STORIES]:
            yield f"    {broken.user} {broken.what}"
            yield from (f"    {line}" for line in story.told(broken.user))
        if len(promise.violations) > _STORIES:
            yield f"    and {len(promise.violations) - _STORIES:,} more"


def _weeks(story: Story, bursts: Sequence[Burst]) -> Iterator[Week]:
    sent = Counter(int(each.at // _WEEK) for each in story.arrivals)
    late = Counter(int(at // _WEEK) for at, _ in _late(story))
    ended: dict[DeliveryState, Counter[int]] = defaultdict(Counter)
    for row in story.entries.values():
        ended[row.state][_week(story, row.scheduled_at)] += 1
    slow: dict[int, float] = defaultdict(float)
    for each in bursts:
        slow[_week(story, each.at)] = max(slow[_week(story, each.at)], each.seconds)
    for number in range(story.scenario.weeks):
        yield Week(
            number=number + 1,
            begins=story.instant(number * _WEEK).date(),
            sent=sent[number],
            late=late[number],
            dropped=ended[DeliveryState.EXPIRED][number] + ended[DeliveryState.CANCELLED][number],
            held=ended[DeliveryState.HELD][number],
            undeliverable=ended[DeliveryState.UNDELIVERABLE][number],
            burst=slow[number],
        )


def _late(story: Story) -> Iterator[tuple[float, Entry]]:
    for each in story.arrivals:
        row = story.entries.get(each.key)
        if row and story.instant(each.at) - row.scheduled_at > LATE:
            yield each.at, row


def _reasons(story: Story) -> dict[str, dict[str, int]]:
    names = {
        DeliveryState.EXPIRED: "dropped",
        DeliveryState.CANCELLED: "dropped",
        DeliveryState.HELD: "held",
        DeliveryState.UNDELIVERABLE: "undeliverable",
        DeliveryState.SENDING: "in doubt at the end",
        DeliveryState.PENDING: "waiting at the end",
        DeliveryState.RETRY: "waiting at the end",
    }
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in story.entries.values():
        if name := names.get(row.state):
            found[name][row.reason or "no reason kept"] += 1
    for _, row in _late(story):
        found["late"][row.trail[0].reason if row.trail else "waited for its turn"] += 1
    return {name: dict(reasons) for name, reasons in sorted(found.items())}


def _bursts(story: Story) -> list[Burst]:
    """What was due in a lane at one instant, from that instant to the last one's arrival; outages are in it."""
    last: dict[tuple[str, datetime], tuple[int, float]] = {}
    for each in story.arrivals:
        row = story.entries.get(each.key)
        if row is None:
            continue
        who = story.people[each.user]
        lane = f"slack/{who.workspace}" if who.platform == "slack" else who.platform
        number, until = last.get((lane, row.scheduled_at), (0, 0.0))
        last[lane, row.scheduled_at] = number + 1, max(until, each.at)
    return [
        Burst(lane=lane, at=at, messages=number, seconds=(story.instant(until) - at).total_seconds())
        for (lane, at), (number, until) in last.items()
    ]


def _week(story: Story, at: datetime) -> int:
    return int((at - story.scenario.start) // timedelta(weeks=1))

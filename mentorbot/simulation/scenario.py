"""What is simulated: how many people for how long, and what goes wrong meanwhile. Values, and how to read them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import pairwise
from zoneinfo import available_timezones

from mentorbot.domain.cadence import WEEK

DEFAULT_START = datetime(2027, 1, 3, tzinfo=UTC)
"""A Sunday; half a year from it holds both changes of the clocks in the north, and one in the south."""
DEFAULT_ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "America/Los_Angeles", "Australia/Lord_Howe")
MOST_MEMBERS = 10_000_000
MOST_WEEKS = 520


class BadScenario(Exception):
    """The text is a sentence for the operator."""


class Broken(StrEnum):
    """What is away during an outage."""

    PLATFORM = "platform"
    BOT = "bot"
    """The process was killed; what it had claimed is in doubt."""
    DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Outage:
    """`after` and `length` in seconds from the start."""

    what: Broken
    after: float
    length: float

    def at(self, seconds: float) -> bool:
        return self.after <= seconds < self.after + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A run. The same values, with the same `seed`, make the same story."""

    members: int = 10_000
    weeks: int = 26
    zones: tuple[str, ...] = DEFAULT_ZONES
    outages: tuple[Outage, ...] = ()
    platform: str = "both"
    """`slack`, `discord`, or `both`: half of the workspaces on each."""
    size: int = 500
    """Members in a workspace."""
    faults: float = 0.3
    """Per cent of the posts that meet with a fault: a 429, a 5xx, a broken connection."""
    seed: int = 1
    start: datetime = DEFAULT_START

    @property
    def seconds(self) -> float:
        return (WEEK * self.weeks).total_seconds()

    def check(self) -> None:
        """Raises BadScenario."""
        _within("--members", self.members, 1, MOST_MEMBERS)
        _within("--weeks", self.weeks, 1, MOST_WEEKS)
        _within("--size", self.size, 1, MOST_MEMBERS)
        _within("--faults", self.faults, 0, 50)
        if self.platform not in {"slack", "discord", "both"}:
            raise BadScenario(f"--platform is slack, discord or both, not {self.platform}.")
        for each in self.outages:
            if each.after >= self.seconds:
                raise BadScenario(f"--outage: the {each.what} would go away when the {self.weeks} weeks are over.")
        _apart([each for each in self.outages if each.what is Broken.BOT])


def zones_named(typed: str) -> tuple[str, ...]:
    """Zones with commas between them; raises BadScenario."""
    names = tuple(name.strip() for name in typed.split(",") if name.strip())
    if not names:
        raise BadScenario("--zones needs at least one zone, such as Europe/Berlin.")
    for name in names:
        if name not in available_timezones():
            raise BadScenario(
                f"--zones: there is no time zone {name}. Names look like Europe/Berlin, with commas between."
            )
    return names


def start_named(typed: str) -> datetime:
    """A date, as the midnight UTC that begins it; raises BadScenario."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=UTC)
    except ValueError:
        raise BadScenario(f"--start is a date such as {DEFAULT_START:%Y-%m-%d}, not {typed}.") from None


_SPAN = r"(?:\d+[wdhms])+"
_OUTAGE = re.compile(rf"(?:(?P<what>\w+)\s+at\s+)?(?P<after>{_SPAN})\s+for\s+(?P<length>{_SPAN})", re.ASCII)
_UNITS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}


def outages_named(typed: Iterable[str]) -> tuple[Outage, ...]:
    """Such as `3w2d for 5h` or `bot at 4w for 90m`; raises BadScenario."""
    return tuple(_outage(each.strip()) for each in typed)


def _outage(typed: str) -> Outage:
    found = _OUTAGE.fullmatch(typed)
    what = found and (found["what"] or Broken.PLATFORM)
    if found is None or what not in set(Broken):
        raise BadScenario(
            f"--outage: cannot read {typed!r}. Write when and how long, and what is away if it is not the platform: "
            '"3w2d for 5h", "bot at 4w1d10m for 1h", "database at 5w for 30m".'
        )
    return Outage(Broken(what), _seconds(found["after"]), _seconds(found["length"]))


def _seconds(span: str) -> float:
    return float(sum(int(number) * _UNITS[unit] for number, unit in re.findall(r"(\d+)(\w)", span)))


def _within(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise BadScenario(f"{name} is a number from {low:,} to {high:,}, not {value:,}.")


def _apart(outages: Iterable[Outage]) -> None:
    listed = sorted(outages, key=lambda each: each.after)
    for one, other in pairwise(listed):
        if one.after + one.length >= other.after:
            raise BadScenario("--outage: the bot cannot go away again before it is back.")


def told(seconds: float) -> str:
    """A span in words: 3 h 20 min, 45 s."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s" if seconds >= 1 or not seconds else f"{seconds * 1000:.0f} ms"
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"

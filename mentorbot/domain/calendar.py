"""On which days and at which hours somebody may be written to: a value, asked by `domain.openings`."""

from dataclasses import dataclass
from datetime import date, time

from mentorbot.domain.holidays import holiday
from mentorbot.domain.weekdays import Days, Weekday

DAY_OFF = "a day off"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours (wall clock) without nudges, `start` in, `end` out; they may cross midnight. Never empty or all day."""

    start: time
    end: time

    def __contains__(self, at: time) -> bool:
        if self.crosses_midnight:
            return at >= self.start or at < self.end
        return self.start <= at < self.end

    @property
    def crosses_midnight(self) -> bool:
        return self.start > self.end

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What one member in one cohort calls a day for it; days are those of the cadence's clock."""

    working: Days = tuple(Weekday)
    holidays: str = ""
    """As `domain.holidays` keeps them."""
    quiet: Quiet | None = None
    quiet_zone: str | None = None
    """Whose clock quiet hours are on, the member's own; None where it is the cadence's."""
    starts_on: date | None = None
    """Nothing before this date."""
    ends_on: date | None = None
    """Nothing after this date."""

    def shut(self, on: date) -> str:
        """What keeps this day free of nudges, by its name; empty on a day for them."""
        name = holiday(self.holidays, on)
        return name or ("" if on.weekday() in self.working else DAY_OFF)


ALWAYS = Calendar()


def working_days(own: Days | None, usual: Days, named: Days) -> Days:
    """A member's own choice, or the usual week and the days that the cadence names."""
    return own or tuple(day for day in Weekday if day in usual or day in named)

"""A nudge that an admin sends to themselves to see what people will get."""

from dataclasses import dataclass

from mentorbot.domain.nudges import Nudge


@dataclass(frozen=True, slots=True)
class Sample:
    """The nudge, and the cohort by its name."""

    nudge: Nudge
    cohort: str

    @property
    def zone(self) -> str:
        return self.nudge.zone

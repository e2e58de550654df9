"""How long things may take; the order of these spans is what keeps a message from going out twice."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Spans of the outbox. A claim's lease outlasts everything that a try can still set off."""

    start_within: timedelta = timedelta(seconds=15)
    """A post that has not begun so long after its claim does not begin any more: `Parcel.goes`."""
    answer_within: timedelta = timedelta(seconds=10)
    """The time-out of one HTTP call to a platform."""
    settling: timedelta = timedelta(seconds=30)
    """How long after it may have left a message may still turn up; only then is it looked for."""
    look_up: timedelta = timedelta(seconds=60)
    """Nobody else looks for the same message so long."""
    lane: timedelta = timedelta(seconds=20)
    """A lane's lease; another process takes the lane over when it ends."""

    pause: timedelta = timedelta(seconds=2)
    """Before what failed is tried again; each further failure doubles it."""

    @property
    def lease(self) -> timedelta:
        """Of a claim: after it, no try is on its way, and what arrived can be seen."""
        return self.start_within + self.answer_within + self.settling

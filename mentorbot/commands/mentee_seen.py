"""How a mentee is doing, as their mentor may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled, enrolled_of
from mentorbot.commands.mentorships import Pair
from mentorbot.domain.checkins import CheckIn
from mentorbot.domain.errors import NotNow
from mentorbot.store import Tx
from mentorbot.store.checkins import latest_checkins


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee:
    """One of a mentor's, with their place (None where they are in no cohort) and their latest check-ins."""

    pair: Pair
    place: Enrolled | None
    checkins: Sequence[CheckIn]

    @property
    def last_sign(self) -> datetime | None:
        """When they last did something that their mentor may know of: a task, a check-in, a message."""
        done = [each.done_at for each in self.place.completions] if self.place else []
        said = [each.at for each in self.checkins]
        wrote = self.pair.mentorship.learner_wrote_at
        return max([*done, *said, *([wrote] if wrote else [])], default=None)


async def seen(ctx: Context, tx: Tx, pair: Pair, checkins: int) -> Mentee:
    """With up to so many check-ins, the latest first."""
    try:
        place = await enrolled_of(ctx, tx, pair.learner)
    except NotNow:  # their guide was taken away: the others are shown all the same
        place = None
    return Mentee(pair=pair, place=place, checkins=await latest_checkins(tx, pair.learner.key, checkins))

"""Which version of its guide a cohort walks through, and whether there is a newer one."""

from dataclasses import dataclass

from mentorbot.chat.blocks import Block, Button, Buttons, Note
from mentorbot.chat.call import call
from mentorbot.chat.reply import say
from mentorbot.chat.spans import Line, line
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.messages import moments
from mentorbot.store import Tx
from mentorbot.store.guide_versions import Kept, versions_of

NEWEST = "newest"
SHORT = 7
"""Characters of a version that tell it from the others."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The version that a cohort walks through, and the newest of its guide; None where it is not kept."""

    own: Kept | None
    newest: Kept | None

    @property
    def newer(self) -> Kept | None:
        """The newest, where that is another."""
        return self.newest if self.newest != self.own else None


async def versions(tx: Tx, cohort: Cohort) -> Versions:
    found = await versions_of(tx, cohort.guide)
    own = next((each for each in found if each.edition == cohort.edition), None)
    return Versions(own, found[0] if found else None)


def short(version: str) -> str:
    return version[:SHORT]


def shown_version(there: Versions, zone: str) -> Line:
    """Since when the version that it walks through is there, to go after the guide's title."""
    return line(", as of {day}", day=moments.day(there.own.first_seen_at, zone)) if there.own else ()


def newer_offered(cohort: Cohort, there: Versions, zone: str) -> tuple[Block, ...]:
    """That a newer one exists, and the way to it."""
    if there.newer is None or cohort.state is CohortState.ARCHIVED:
        return ()
    look = call("cohort edit", cohort=cohort.slug, guide_version=NEWEST)
    return (
        say("The guide has a newer version, as of {day}.", day=moments.day(there.newer.first_seen_at, zone)),
        Buttons((Button("What would change?", look),)),
    )


def small_print(there: Versions) -> Note | None:
    return Note(line("Version {version}", version=short(there.own.edition.version))) if there.own else None

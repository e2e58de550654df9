"""Every command there is: the table of contents, in the order in which help shows it."""

from mentorbot.chat.command import Group
from mentorbot.commands.admission import may_use
from mentorbot.commands.cohort import COHORT
from mentorbot.commands.context import Context, introduce
from mentorbot.commands.mentor import MENTOR

GROUPS: tuple[Group, ...] = (MENTOR, COHORT)

__all__ = ["GROUPS", "Context", "introduce", "may_use"]

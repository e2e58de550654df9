"""`/cohort mentor`: who mentors and who has nobody, somebody made a mentor, two paired by hand."""

from typing import Annotated

from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import UserId
from mentorbot.chat.reply import Choice, Reply
from mentorbot.commands.choices import YES_OR_NO
from mentorbot.commands.cohort.by_hand import NOBODY, pair_by_hand, unpaired, whose_mentor
from mentorbot.commands.cohort.mentors_seen import mentors_seen
from mentorbot.commands.cohort.naming import made_mentor, no_longer_mentor
from mentorbot.commands.context import Context
from mentorbot.commands.suggestions import open_cohorts
from mentorbot.domain.errors import NotUnderstood


@command("mentor", "Mentors: see, name, pair", group="cohort")
async def mentor_(
    ctx: Context,
    cohort: Annotated[str, Option("Which cohort?", complete=open_cohorts)] = "",
    mentor: Annotated[UserId | None, Option("Who mentors?", ask=True, example="@grace")] = None,
    learner: Annotated[UserId | None, Option("Whom? Alone, a mentor is only named", ask=True, example="@ada")] = None,
    *,
    reason: Annotated[str, Option("Why another pair, or none? Only admins read it", prose=True)] = "",
    role: Annotated[
        str, Option("none, to end their mentoring", choices=(Choice("mentor", "mentor"), Choice("none", "none")))
    ] = "mentor",
    sure: Annotated[str, Option("yes, to go on without being asked", choices=YES_OR_NO)] = "",
) -> Reply:
    if learner:
        if mentor is None:
            return await whose_mentor(ctx, learner)
        if mentor == NOBODY:
            return await unpaired(ctx, learner, reason)
        return await pair_by_hand(ctx, cohort, mentor, learner, reason=reason, sure=sure == "yes")
    if mentor == NOBODY:
        raise NotUnderstood("Whose mentor? Name the learner.", option="learner")
    if mentor is None:
        return await mentors_seen(ctx, cohort)
    return await (no_longer_mentor(ctx, mentor, sure) if role == "none" else made_mentor(ctx, mentor))

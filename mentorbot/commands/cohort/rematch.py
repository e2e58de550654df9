"""`cohort rematch`: another mentor for somebody who has one, or none, with the reason; pressed, never typed."""

from typing import Annotated

from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import UserId
from mentorbot.chat.reply import Reply
from mentorbot.commands.cohort.by_hand import pair_by_hand, unpaired
from mentorbot.commands.context import Context


@command("rematch", "Another mentor, or none", group="cohort", listed=False)
async def rematch(
    ctx: Context,
    learner: Annotated[UserId, Option("For whom?")],
    reason: Annotated[str, Option("Why? Only admins read it", prose=True, example="They never work at the same hours")],
    *,
    mentor: Annotated[UserId | None, Option("Who mentors from now on; nobody when you name none")] = None,
) -> Reply:
    if mentor is None:
        return await unpaired(ctx, learner, reason)
    return await pair_by_hand(ctx, "", mentor, learner, reason=reason, sure=True)

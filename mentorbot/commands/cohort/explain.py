"""`/cohort explain`: why somebody did, did not, or will get a nudge."""

from collections.abc import Sequence
from typing import Annotated

from mentorbot.chat.blocks import Block, Button, Buttons, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.context import Context
from mentorbot.commands.member_named import member_named
from mentorbot.domain.deliveries import Delivery, DeliveryState
from mentorbot.domain.errors import NotFound
from mentorbot.domain.nudges import Due
from mentorbot.messages.decisions import decisions
from mentorbot.messages.explanations import explanation
from mentorbot.store.explained import explained
from mentorbot.store.guide_versions import fetch_missing


@command("explain", "Why a nudge came, or not", group="cohort")
async def explain(ctx: Context, member: Annotated[UserId, Option("Who?", example="@kim")]) -> Reply:
    try:
        async with ctx.store.read() as tx:
            asked = await member_named(ctx, tx, member)
            found = await explained(tx, ctx.workspace, asked)
            await fetch_missing(tx, ctx.library, found.editions)
    except NotFound:
        stranger = await ctx.platform.person(WorkspaceId(ctx.workspace.outside), member)
        if stranger is None:
            raise
        return _stranger(stranger.name, stranger.user)
    return reply(
        *explanation(found, ctx.library, ctx.now, zone=ctx.member.clock),
        *_decisions(found.latest),
        Buttons(_buttons(found.due) if found.due else (_add(asked.user),)),
    )


def _stranger(name: str, user: str) -> Reply:
    return reply(
        say("**{name}** has never been in a cohort, so no nudge is planned and none went out.", name=name),
        Buttons((_add(user),)),
    )


def _add(user: str) -> Button:
    return Button("Add them", call("cohort add", member=user), Tone.PRIMARY)


def _decisions(latest: Sequence[Delivery]) -> tuple[Block, ...]:
    """What can be done about the oldest that is held; the others have their list."""
    held = [each for each in latest if each.state is DeliveryState.HELD and each.enrolment]
    if not held:
        return ()
    more = (Button("All that is held", call("cohort held")),) if len(held) > 1 else ()
    return (Buttons((*decisions(held[-1].key), *more)),)


def _buttons(due: Due) -> tuple[Button, ...]:
    show = Button("Show the cohort", call("cohort show", cohort=due.cohort.slug))
    if due.enrolment.live:
        return (show, Button("Take them out", call("cohort remove", member=due.member.user, cohort=due.cohort.slug)))
    return (show,)

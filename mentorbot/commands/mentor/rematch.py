"""`mentor rematch`: a mentor or a learner asks the admins for another pairing; pressed, never typed."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.mentorships import running_pair
from mentorbot.commands.relaying import worded
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.domain.errors import NotAllowed
from mentorbot.domain.mentoring import LONGEST_REASON, Side
from mentorbot.store.troubles import add_troubles


@command("rematch", "Ask for another pairing", listed=False)
async def rematch(
    ctx: Context,
    to: Annotated[int, Option("Which pair?", low=1)],
    text: Annotated[str, Option("Why? Only admins read it", prose=True, example="We never work at the same hours")],
) -> Reply:
    said = worded(text, LONGEST_REASON, "A reason")
    async with ctx.store.begin() as tx:
        between = await running_pair(ctx, tx, to)
        if between.caller is Side.COVER:
            raise NotAllowed(f"{between.learner.name} and {between.mentor.name} decide that themselves.")
        await add_troubles(
            tx,
            [
                Trouble(
                    workspace=ctx.workspace.key,
                    kind=TroubleKind.REMATCH,
                    at=ctx.now,
                    reason=f"{ctx.member.name} writes “{' '.join(said.split())}” (mentor now: {between.mentor.name})",
                    member=between.learner.key,
                )
            ],
        )
    return reply(
        say("The people who run cohorts hear of it, with your reason, in their next digest."),
        Note(
            line(
                "{name} isn't told. Until somebody else is found, you two still go together.",
                name=(between.mentor if between.caller is Side.LEARNER else between.learner).name,
            )
        ),
        Buttons((Button("What's next", call("mentor home"), Tone.PRIMARY),)),
    )

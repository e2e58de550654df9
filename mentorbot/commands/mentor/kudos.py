"""`mentor kudos`: a good word for the other of a pair, which stays readable; pressed, never typed."""

from typing import Annotated

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.context import Context
from mentorbot.commands.mentorships import running_pair
from mentorbot.commands.relaying import NotSent, apart, kept, reachable, send, worded
from mentorbot.domain.deliveries import DeliveryKind
from mentorbot.domain.kudos import KUDOS_WITHIN, LONGEST_KUDOS, MOST_KUDOS, Kudos, KudosKey, Praise
from mentorbot.domain.mentoring import Side
from mentorbot.store import Tx
from mentorbot.store.kudos import add_kudos, given_since
from mentorbot.store.people import lock_member


@command("kudos", "Give kudos", listed=False)
async def kudos(
    ctx: Context,
    to: Annotated[int, Option("Which pair?", low=1)],
    text: Annotated[str, Option("What did they do well?", prose=True, example="Your brief was a pleasure to read")],
) -> Reply:
    said = worded(text, LONGEST_KUDOS, "Kudos")
    try:
        async with ctx.store.begin() as tx:
            await lock_member(tx, ctx.member.key)
            between = await running_pair(ctx, tx, to)
            reachable(apart(between))
            left = await _left(ctx, tx)
            made = Kudos(key=KudosKey(0), giver=ctx.member.key, receiver=between.other.key, text=said, at=ctx.now)
            await add_kudos(tx, made)
            await send(
                ctx,
                tx,
                between,
                Praise(
                    who=ctx.member.name,
                    role=between.role,
                    text=said,
                    mentorship=to,
                    to_learner=between.caller is not Side.LEARNER,
                    zone=between.other.clock,
                ),
                DeliveryKind.KUDOS,
            )
    except NotSent as error:
        return kept(error, said)
    return reply(
        say(
            "Your kudos are on their way to **{name}**, and stay where they can read them again.",
            name=between.other.name,
        ),
        Note(line("{left} more for today.", left=left)),
        Buttons(
            (Button("Write", asking("mentor say", to=to), Tone.PRIMARY), Button("What's next", call("mentor home")))
        ),
    )


async def _left(ctx: Context, tx: Tx) -> int:
    """How many more the caller can give today after this one; raises NotSent."""
    given = await given_since(tx, ctx.member.key, ctx.now - KUDOS_WITHIN)
    if given >= MOST_KUDOS:
        raise NotSent(f"You've given {MOST_KUDOS} kudos within a day. Keep this one for tomorrow.")
    return MOST_KUDOS - given - 1

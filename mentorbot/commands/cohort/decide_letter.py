"""What an admin makes of a message that is held and is no nudge: an answer, a digest, a test."""

from mentorbot.chat.blocks import Button, Buttons, Text, Tone
from mentorbot.chat.call import call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands.auditing import audited
from mentorbot.commands.context import Context
from mentorbot.domain.decisions import dropped, sent_after_all
from mentorbot.domain.deliveries import Delivery, DeliveryState
from mentorbot.messages.fates import fate
from mentorbot.store import Tx
from mentorbot.store.deliveries import decide
from mentorbot.store.deliveries import delivery as delivery_of


async def decided_letter(ctx: Context, tx: Tx, held: Delivery, *, send: bool) -> Reply:
    """It belongs to no rhythm, so that it goes out or not as the admin says."""
    if held.state is DeliveryState.HELD:
        who = ctx.member.name
        changed = sent_after_all(held, ctx.now, who, None) if send else dropped(held, ctx.now, who)
        if await decide(tx, changed):
            await audited_decision(ctx, tx, changed)
            return reply(say("It goes out now." if send else "Dropped: it won't be sent."), _ways_on())
    decided = await delivery_of(tx, held.key) or held
    became = fate(decided, ctx.library, ctx.member.clock)
    return reply(say("That is decided already, so nothing was changed."), Text(became), _ways_on())


async def audited_decision(ctx: Context, tx: Tx, decided: Delivery) -> None:
    """What became of a message that was held, for the audit log; without its words."""
    after = {"Message": "dropped" if decided.state is DeliveryState.CANCELLED else "sent after all"}
    before = {"Message": "held"}
    await audited(ctx, tx, "cohort decide", str(decided.kind), about=decided.member, before=before, after=after)


def _ways_on() -> Buttons:
    return Buttons((Button("Held messages", call("cohort held"), Tone.PRIMARY),))

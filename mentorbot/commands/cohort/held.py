"""`/cohort held`: messages that wait for an admin's word, since nobody can tell whether they arrived."""

from collections.abc import Sequence

from mentorbot.chat.blocks import Bullets, Button, Buttons, Heading, Note
from mentorbot.chat.call import call
from mentorbot.chat.command import command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.context import Context
from mentorbot.domain.deliveries import Delivery, editions
from mentorbot.domain.errors import shortened
from mentorbot.domain.members import Member
from mentorbot.messages import moments
from mentorbot.messages.decisions import decisions
from mentorbot.messages.fates import about
from mentorbot.messages.lists import within
from mentorbot.store.deliveries import held as held_in
from mentorbot.store.guide_versions import fetch_missing

_SHOWN = 40
_DECIDED = 4
"""Messages with buttons of their own, oldest first."""
_NAME = 30
_LENGTH = 2200


@command("held", "Messages that wait for your word: send or drop", group="cohort")
async def held(ctx: Context) -> Reply:
    async with ctx.store.read() as tx:
        found, number = await held_in(tx, ctx.workspace.key, _SHOWN)
        await fetch_missing(tx, ctx.library, editions(each.letter for each, _ in found))
    if not found:
        return _nothing()
    items = [_item(ctx, delivery, member) for delivery, member in found]
    return reply(
        Heading(f"{moments.count(number, 'message')} held"),
        Bullets(within(items, _LENGTH)),
        Note(
            line(
                "A message is held when sending it failed in a way that can't be told from success, or when the "
                "platform refused it. I never send one twice by myself."
            )
        ),
        *_buttons(found),
        Note(line("Buttons are for the oldest; the next ones follow.")) if number > _DECIDED else None,
    )


def _nothing() -> Reply:
    return reply(
        say("Nothing is held. Every message has gone out, or has its reason in `explain`."),
        Buttons((Button("Cohorts", call("cohort list")),)),
    )


def _item(ctx: Context, each: Delivery, member: Member) -> Line:
    at = each.settled_at or each.scheduled_at
    return line(
        "**{name}**, {what}: held {at}, {reason}. {doubt}",
        name=shortened(member.name, _NAME),
        what=about(each, ctx.library),
        at=moments.full(at, ctx.member.clock),
        reason=each.reason.rstrip(".") or "no answer came",
        doubt="It may have arrived." if each.doubts else "It has not arrived.",
    )


def _buttons(found: Sequence[tuple[Delivery, Member]]) -> tuple[Buttons, ...]:
    if len(found) == 1:
        delivery, member = found[0]
        return (Buttons((*decisions(delivery.key), Button("Explain", call("cohort explain", member=member.user)))),)
    return tuple(
        Buttons(decisions(delivery.key, shortened(member.name, _NAME))) for delivery, member in found[:_DECIDED]
    )

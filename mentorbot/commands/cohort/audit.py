"""`/cohort audit`: what admins changed, the latest first. No word changes it, and the database itself refuses to."""

from collections.abc import Iterator
from typing import Annotated

from mentorbot.chat.blocks import Bullets, Button, Buttons, Heading, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import UserId
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line, plain
from mentorbot.commands.context import Context
from mentorbot.commands.member_named import member_named
from mentorbot.domain.members import Member
from mentorbot.messages.entries import entry_line
from mentorbot.store.audit import entries

_AT_ONCE = 12
_LENGTH = 3000
_LARGEST = 2**53 - 1
"""The largest whole number that Discord sends, and smaller than what a database takes."""


@command("audit", "Who changed what, and when", group="cohort", in_place=True)
async def audit(
    ctx: Context,
    before: Annotated[int | None, Option("Older than which entry; a button says it", low=1, high=_LARGEST)] = None,
    *,
    member: Annotated[UserId | None, Option("Only what this person changed")] = None,
) -> Reply:
    async with ctx.store.read() as tx:
        who = await member_named(ctx, tx, member) if member else None
        found = await entries(tx, ctx.workspace.key, _AT_ONCE + 1, before=before, member=who.key if who else None)
    shown = list(_fitting([(each.key, entry_line(each, by, whom, ctx.member.clock)) for each, by, whom in found]))
    if not shown:
        return _nothing(who, before)
    more = len(shown) < len(found)
    return reply(
        Heading(f"What {who.name} changed" if who else "What admins changed"),
        Bullets(tuple(each for _, each in shown)),
        Note(line("The latest first. This log is only added to: nobody can change it, not even through me.")),
        _buttons(who, older=shown[-1][0] if more else None, newest=before is not None),
    )


def _fitting(found: list[tuple[int, Line]]) -> Iterator[tuple[int, Line]]:
    """The first ones that fit into a message; always one."""
    left = _LENGTH
    for place, (key, each) in enumerate(found[:_AT_ONCE]):
        left -= len(plain(each))
        if left < 0 and place:
            return
        yield key, each


def _nothing(who: Member | None, before: int | None) -> Reply:
    if before is not None:
        return reply(say("There is nothing older than that."), _buttons(who, older=None, newest=True))
    return reply(
        say(
            "{who} changed {what} yet.",
            who=f"{who.name} has" if who else "Nobody has",
            what="nothing" if who else "anything",
        ),
        Note(line("Whatever an admin changes here is written down, with what it was before.")),
        Buttons((Button("Everybody's changes", call("cohort audit")),)) if who else None,
    )


def _buttons(who: Member | None, *, older: int | None, newest: bool) -> Buttons | None:
    whose = {"member": who.user} if who else {}
    made = (
        Button("Older", call("cohort audit", before=older, **whose), Tone.PRIMARY) if older is not None else None,
        Button("Newest", call("cohort audit", **whose)) if newest else None,
        Button("Everybody's changes", call("cohort audit")) if who else None,
    )
    return Buttons(there) if (there := tuple(each for each in made if each)) else None

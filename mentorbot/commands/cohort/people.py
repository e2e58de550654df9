"""Somebody from what an admin wrote for an option of that name, which is then asked for again in a slip."""

from mentorbot.chat.platform import Person
from mentorbot.commands.context import Context
from mentorbot.commands.member_named import member_named, person_named
from mentorbot.domain.errors import NotUnderstood
from mentorbot.domain.members import Member
from mentorbot.store import Tx


async def member_here(ctx: Context, tx: Tx, wrote: str, option: str) -> Member:
    """As `member_named`."""
    try:
        return await member_named(ctx, tx, wrote)
    except NotUnderstood as error:
        error.option = option
        raise


async def person_here(ctx: Context, wrote: str, option: str) -> Person:
    """As `person_named`."""
    try:
        return await person_named(ctx, wrote)
    except NotUnderstood as error:
        error.option = option
        raise

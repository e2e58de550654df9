"""A member's own time zone, as they say it."""

from dataclasses import replace

from mentorbot.domain.members import Member
from mentorbot.domain.spoken import read_zone
from mentorbot.store import Tx
from mentorbot.store.people import save_member


async def with_zone(tx: Tx, member: Member, wrote: str) -> Member:
    """The member with the zone they chose, kept; as they were when they said nothing. Raises NotUnderstood."""
    if not wrote:
        return member
    chosen = replace(member, zone=read_zone(wrote), zone_chosen=True)
    await save_member(tx, chosen)
    return chosen

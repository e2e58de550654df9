"""Pairs of a learner and a mentor, as far as the caller is one of them or stands in for the mentor."""

from collections.abc import Sequence
from dataclasses import dataclass

from mentorbot.commands.context import Context
from mentorbot.domain.cadence import local_date
from mentorbot.domain.errors import NotAllowed, NotNow
from mentorbot.domain.members import Member, MemberKey
from mentorbot.domain.mentoring import Mentor, Mentorship, MentorshipState, Side, reached, side_of
from mentorbot.store import Tx
from mentorbot.store.mentoring import covered_by, mentor_of, mentorship, mentorship_of, mentorships_of
from mentorbot.store.people import lock_members
from mentorbot.store.people import member as member_by_key

_BETWEEN_OTHERS = (
    "That's between a learner and their mentor, and you're neither, nor the cover. Nothing was changed, and nothing "
    "was shown."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A mentorship with its people; `caller` is what the caller is to it."""

    mentorship: Mentorship
    learner: Member
    mentor: Member
    offer: Mentor
    away: bool
    cover: Member | None
    """Who hears from the learner while the mentor is away; None where nobody covers, or nobody has to."""
    caller: Side

    @property
    def other(self) -> Member:
        """Whom the caller's words reach: the learner; or the mentor, or who covers."""
        return (self.cover or self.mentor) if self.caller is Side.LEARNER else self.learner

    @property
    def role(self) -> str:
        """What the caller is to `other`."""
        if self.caller is Side.LEARNER:
            return "your mentee" if self.cover is None else f"whom you cover for {self.mentor.name}"
        return "your mentor" if self.caller is Side.MENTOR else f"who covers for {self.mentor.name}"


async def pair(ctx: Context, tx: Tx, key: int, *, locked: bool = False) -> Pair:
    """The pair of that key; raises NotAllowed for whoever is neither of them nor the cover, and for one there isn't.

    `locked`: both are held until the transaction ends, so that what they do to each other takes turns.
    """
    found = await mentorship(tx, key)
    if found is None or found.workspace != ctx.workspace.key:
        raise NotAllowed(_BETWEEN_OTHERS)
    if locked:
        await lock_members(tx, [found.mentor, found.learner])
        found = await mentorship(tx, key) or found
    learner, mentor = await member_by_key(tx, found.learner), await member_by_key(tx, found.mentor)
    return await _as_seen(ctx, tx, found, learner, mentor)


async def running_pair(ctx: Context, tx: Tx, key: int, *, locked: bool = False) -> Pair:
    """As `pair`, while the two go together; raises NotNow when that has ended."""
    found = await pair(ctx, tx, key, locked=locked)
    if found.mentorship.state is MentorshipState.ENDED:
        raise NotNow(
            f"You and {found.other.name} don't go together any more, so nothing was sent and nothing was changed.",
            instead=(("My mentor", "mentor mentor"),),
        )
    return found


async def own_mentor(ctx: Context, tx: Tx) -> Pair | None:
    """The caller's own mentorship, as its learner."""
    found = await mentorship_of(tx, ctx.member.key)
    return await _as_seen(ctx, tx, found[0], ctx.member, found[1]) if found else None


async def own_mentees(ctx: Context, tx: Tx) -> Sequence[Pair]:
    """The caller's mentees by name, then those whom they cover for just now."""
    pairs = [
        await _as_seen(ctx, tx, each, learner, ctx.member) for each, learner in await mentorships_of(tx, ctx.member.key)
    ]
    for offer, mentor in await covered_by(tx, ctx.member.key):
        if await heard_by(ctx, tx, offer, mentor) == ctx.member.key:
            pairs += [
                await _as_seen(ctx, tx, each, learner, mentor)
                for each, learner in await mentorships_of(tx, mentor.key)
                if learner.key != ctx.member.key
            ]
    return pairs


async def heard_by(ctx: Context, tx: Tx, offer: Mentor, mentor: Member) -> MemberKey | None:
    """Who hears from a mentor's mentees today, on the mentor's calendar."""
    cover = await mentor_of(tx, offer.cover) if offer.cover else None
    return reached(offer, cover, local_date(ctx.now, mentor.clock))


async def _as_seen(ctx: Context, tx: Tx, found: Mentorship, learner: Member, mentor: Member) -> Pair:
    offer = await mentor_of(tx, mentor.key) or Mentor(member=mentor.key, since=found.began_at)
    away = offer.away(local_date(ctx.now, mentor.clock))
    hears = await heard_by(ctx, tx, offer, mentor) if away else None
    covers = hears if hears != learner.key else None
    side = side_of(found, ctx.member.key, covers)
    if side is None:
        raise NotAllowed(_BETWEEN_OTHERS)
    cover = await member_by_key(tx, covers) if covers else None
    return Pair(mentorship=found, learner=learner, mentor=mentor, offer=offer, away=away, cover=cover, caller=side)

"""Two go together from now on, or no longer: kept, and told to everybody whom it concerns, in one letter each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentorbot.chat.spans import plain
from mentorbot.commands.context import Context
from mentorbot.commands.matchmaking import Facts
from mentorbot.domain.deliveries import Delivery, DeliveryKind, owed_now
from mentorbot.domain.members import Member, MemberKey, Reach
from mentorbot.domain.mentoring import Mentorship, MentorshipKey
from mentorbot.domain.pairings import Counterpart, Paired, PairNews
from mentorbot.domain.pairs import Why
from mentorbot.domain.working_hours import WorkingHours, stretches_in_common
from mentorbot.messages.matching import because
from mentorbot.store import Tx
from mentorbot.store.deliveries import add_deliveries, cancel_about
from mentorbot.store.keys import new_key
from mentorbot.store.mentoring import add_mentorships, end_mentorship

_PARTED = "the two no longer go together"


@dataclass(frozen=True, slots=True, kw_only=True)
class Couple:
    """Two who are to go together, each with their working hours."""

    learner: Member
    mentor: Member
    learners_hours: WorkingHours
    mentors_hours: WorkingHours
    why: Why
    instead_of: Mentorship | None = None
    """The mentorship that it takes the place of."""
    before: Member | None = None
    """The mentor of that."""
    ended_why: str = ""
    """Why that ended, for admins."""


def couple(
    ctx: Context, facts: Facts, learner: MemberKey, mentor: MemberKey, why: Why, *, ended_why: str = ""
) -> Couple:
    """These two, in the place of whomever the learner has."""
    return Couple(
        learner=facts.learners[learner].member,
        mentor=facts.mentors[mentor][1],
        learners_hours=facts.wish(learner).hours,
        mentors_hours=facts.offer(mentor, ctx.now).hours,
        why=why,
        instead_of=facts.mentorships.get(learner),
        before=facts.mentor_of(learner),
        ended_why=ended_why,
    )


async def go_together(ctx: Context, tx: Tx, couples: Sequence[Couple]) -> Sequence[Mentorship]:
    """Keeps them and tells everybody; a learner who got a mentor a moment ago keeps that one, and is left out."""
    for each in couples:
        if each.instead_of is not None:
            await _ended(ctx, tx, each.instead_of, each.ended_why)
    made = await add_mentorships(tx, [_mentorship(ctx, each) for each in couples])
    by_learner = {each.learner: each for each in made}
    kept = [(each, by_learner[each.learner.key]) for each in couples if each.learner.key in by_learner]
    await add_deliveries(tx, _letters(ctx, kept))
    return made


async def part(ctx: Context, tx: Tx, ended: Mentorship, learner: Member, mentor: Member, *, why: str) -> bool:
    """They go together no longer, and nobody follows; False where that was so already. `why` is for admins."""
    if not await _ended(ctx, tx, ended, why):
        return False
    to_learner = Paired(what=PairNews.WITHOUT, before=mentor.name, zone=learner.clock)
    to_mentor = Paired(what=PairNews.PARTED, people=(Counterpart(name=learner.name),), zone=mentor.clock)
    told = [letter(ctx, to_learner, learner, 0)]
    if mentor.reach is Reach.OPEN:
        told.append(letter(ctx, to_mentor, mentor, 1))
    await add_deliveries(tx, told)
    return True


def letter(ctx: Context, made: Paired, to: Member, number: int, about: str = "") -> Delivery:
    """Due at once; `number` is its place among many, `about` names the pair with which it is called back."""
    key = new_key(ctx.now, number)
    return owed_now(key, made, DeliveryKind.PAIRED, to=to, now=ctx.now, about=about)


async def _ended(ctx: Context, tx: Tx, ended: Mentorship, why: str) -> bool:
    """With what waits to go from one to the other."""
    await cancel_about(tx, ended.about, ctx.now, _PARTED)
    return await end_mentorship(tx, ended.key, why, ctx.now)


def _mentorship(ctx: Context, each: Couple) -> Mentorship:
    return Mentorship(
        key=MentorshipKey(0),
        workspace=ctx.workspace.key,
        mentor=each.mentor.key,
        learner=each.learner.key,
        why=_sentence(each.why),
        began_at=ctx.now,
    )


def _sentence(why: Why) -> str:
    told = plain(because(why))
    return f"{told[:1].upper()}{told[1:]}."


def _letters(ctx: Context, kept: Sequence[tuple[Couple, Mentorship]]) -> list[Delivery]:
    """One for each learner, and one for each mentor, whatever number of mentees are new with them or leave them."""
    new: Mapping[Member, list[tuple[Couple, Mentorship]]] = defaultdict(list)
    parted: Mapping[Member, list[Counterpart]] = defaultdict(list)
    for each, made in kept:
        new[each.mentor].append((each, made))
        if each.before and each.before.reach is Reach.OPEN:
            parted[each.before].append(Counterpart(name=each.learner.name))
    told = [letter(ctx, _to_learner(ctx, *pair), pair[0].learner, n, pair[1].about) for n, pair in enumerate(kept)]
    for mentor, pairs in new.items():
        mentees = tuple(_counterpart(ctx, each, made, each.learner, to=mentor) for each, made in pairs)
        about = pairs[0][1].about if len(pairs) == 1 else ""
        news = Paired(what=PairNews.MENTEES, people=mentees, zone=mentor.clock)
        told.append(letter(ctx, news, mentor, len(told), about))
    for mentor, gone in parted.items():
        news = Paired(what=PairNews.PARTED, people=tuple(gone), zone=mentor.clock)
        told.append(letter(ctx, news, mentor, len(told)))
    return told


def _to_learner(ctx: Context, each: Couple, made: Mentorship) -> Paired:
    return Paired(
        what=PairNews.MENTOR,
        people=(_counterpart(ctx, each, made, each.mentor, to=each.learner),),
        before=each.before.name if each.before else "",
        zone=each.learner.clock,
    )


def _counterpart(ctx: Context, each: Couple, made: Mentorship, who: Member, *, to: Member) -> Counterpart:
    hours = stretches_in_common(each.learners_hours, each.mentors_hours, ctx.now.date(), to.clock)
    return Counterpart(name=who.name, mentorship=made.key, why=plain(because(each.why)), together=hours)

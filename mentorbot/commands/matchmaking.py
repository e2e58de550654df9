"""Who needs a mentor and who has places, as matching is told of them: read in a few queries, however many they are."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.commands.context import Context
from mentorbot.domain.cadence import local_date
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.members import DEFAULT_ZONE, Member, MemberKey, Reach
from mentorbot.domain.mentoring import Mentor, Mentorship, MentorWish
from mentorbot.domain.pairs import LearnerWish, MentorOffer
from mentorbot.store import Tx
from mentorbot.store.enrolments import roster
from mentorbot.store.mentoring import former_mentorships, mentors_by_learner, mentors_in, places_taken, wishes_of
from mentorbot.store.people import members_by_key


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody in a cohort, and since when."""

    member: Member
    cohort: Cohort
    joined_at: datetime

    @property
    def zone(self) -> str:
        """Their own; where nobody knows it, their cohort's."""
        return self.member.zone or self.cohort.zone or DEFAULT_ZONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is so now, by the keys of learners and of mentors."""

    learners: Mapping[MemberKey, Learner]
    mentors: Mapping[MemberKey, tuple[Mentor, Member]]
    """Who mentors in the workspace, by name."""
    taken: Mapping[MemberKey, int]
    mentorships: Mapping[MemberKey, Mentorship]
    """Of the learners."""
    ended: Mapping[MemberKey, Sequence[Mentorship]]
    wishes: Mapping[MemberKey, MentorWish]
    people: Mapping[MemberKey, Member]
    """The mentors of the learners, whether they mentor still or not."""
    gone: frozenset[MemberKey] = frozenset()
    """Mentors who are no longer in the workspace."""

    def mentor_of(self, learner: MemberKey) -> Member | None:
        """Whom they go with, whoever that is."""
        found = self.mentorships.get(learner)
        return self.people[found.mentor] if found else None

    def serves(self, mentor: MemberKey) -> bool:
        """Whether somebody mentors, and is here."""
        return mentor in self.mentors and mentor not in self.gone

    def needs(self, learner: MemberKey) -> bool:
        """Whether somebody has no mentor, or one who mentors no more or is gone."""
        found = self.mentorships.get(learner)
        return found is None or not self.serves(found.mentor)

    def wish(self, learner: MemberKey) -> LearnerWish:
        """Without whoever they have gone with before: that ended, and people may bring it back, but no match."""
        who, said = self.learners[learner], self.wishes.get(learner)
        current, ended = self.mentorships.get(learner), self.ended.get(learner, ())
        avoid = {each.mentor for each in ended}
        if current:
            avoid = avoid | {current.mentor} if self.needs(learner) else avoid - {current.mentor}
        return LearnerWish(
            member=learner,
            name=who.member.name,
            zone=who.zone,
            work_days=who.member.work_days,
            topics=said.topics if said else frozenset(),
            languages=said.languages if said else frozenset(),
            waiting_since=max([who.joined_at, *(each.ended_at for each in ended if each.ended_at)]),
            current=current.mentor if current else None,
            avoid=frozenset(avoid),
        )

    def offer(self, mentor: MemberKey, now: datetime) -> MentorOffer:
        """Somebody who cannot be written to counts as away: nobody new is told to write to them."""
        offered, member = self.mentors[mentor]
        return MentorOffer(
            member=mentor,
            name=member.name,
            zone=member.clock,
            work_days=member.work_days,
            from_hour=offered.hours_from,
            until_hour=offered.hours_until,
            topics=offered.topics,
            languages=offered.languages,
            capacity=offered.capacity,
            mentees=self.taken.get(mentor, 0),
            away=is_away(offered, member, now) or member.reach is Reach.CLOSED,
        )


def is_away(offered: Mentor, mentor: Member, now: datetime) -> bool:
    """Today, on their own calendar."""
    return offered.away(local_date(now, mentor.clock))


async def cohort_facts(ctx: Context, tx: Tx, cohort: Cohort) -> Facts:
    """Of everybody who is in a cohort."""
    everybody = await roster(tx, cohort)
    return await facts_of(ctx, tx, [Learner(each.member, cohort, each.enrolment.joined_at) for each in everybody])


async def facts_of(ctx: Context, tx: Tx, learners: Collection[Learner]) -> Facts:
    """Of some learners, and of everybody who mentors in the workspace."""
    keys = [each.member.key for each in learners]
    mentors = {member.key: (offered, member) for offered, member in await mentors_in(tx, ctx.workspace.key)}
    mentorships = await mentors_by_learner(tx, keys)
    ended: dict[MemberKey, list[Mentorship]] = defaultdict(list)
    for each in await former_mentorships(tx, keys):
        ended[each.learner].append(each)
    return Facts(
        learners={each.member.key: each for each in learners},
        mentors=mentors,
        taken=await places_taken(tx, ctx.workspace.key),
        mentorships=mentorships,
        ended=ended,
        wishes=await wishes_of(tx, keys),
        people=await members_by_key(tx, {each.mentor for each in mentorships.values()}),
    )


async def without_the_gone(ctx: Context, facts: Facts) -> Facts:
    """With what the platform says of those mentors to whom nothing could be written: whether they are here at all."""
    known = {**facts.people, **{key: member for key, (_, member) in facts.mentors.items()}}
    there, gone = WorkspaceId(ctx.workspace.outside), set()
    for key, member in known.items():
        if member.reach is Reach.CLOSED:
            person = await ctx.platform.person(there, UserId(member.user))
            if person is None or person.gone:
                gone.add(key)
    return replace(facts, gone=frozenset(gone))

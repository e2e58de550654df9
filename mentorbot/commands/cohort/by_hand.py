"""Two paired by hand, whatever speaks against it once an admin knows; or parted, with the reason."""

from dataclasses import dataclass

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Note, Quote, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.platform import Person
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line, plain
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort.people import member_here, person_here
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.commands.matchmaking import Facts, Learner, facts_of
from mentorbot.commands.pairing_up import couple, go_together, part
from mentorbot.domain.errors import NotNow, NotUnderstood, shortened
from mentorbot.domain.members import Member, Reach
from mentorbot.domain.pairs import Choice, Obstacle, Why, obstacles, pairing
from mentorbot.messages import moments
from mentorbot.messages.matching import against, because
from mentorbot.store import Tx
from mentorbot.store.enrolments import live_of
from mentorbot.store.mentoring import mentorship_of
from mentorbot.store.people import lock_members, member_of

NOBODY = "none"
"""What people write in the place of a mentor."""
_LONGEST_REASON = 200
_NAME = 30
_TOGETHER_BEFORE = "they went together before, and that was ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """Two who may go together, and what an admin should know first."""

    facts: Facts
    learner: Learner
    mentor: Member
    why: Why
    against: tuple[str, ...]

    @property
    def before(self) -> Member | None:
        """Whom the learner has now."""
        return self.facts.mentor_of(self.learner.member.key)


async def pair_by_hand(ctx: Context, cohort: str, mentor: str, learner: str, *, reason: str, sure: bool) -> Reply:
    """Pairs them, once an admin is sure where something speaks against it, and with a reason where it takes one.

    Raises NotNow for themselves, a bot, somebody gone, a learner in no cohort, and somebody who does not mentor.
    """
    said = _reason(reason)
    who, whom = await person_here(ctx, mentor, "mentor"), await person_here(ctx, learner, "learner")
    if who.user == whom.user:
        raise NotNow(f"Nobody can be their own mentor, so {who.name} needs somebody else. Nothing was changed.")
    async with ctx.store.begin() as tx:
        known = [await member_of(tx, ctx.workspace.key, each.user) for each in (who, whom)]
        await lock_members(tx, [each.key for each in known if each])
        found = await _match(ctx, tx, who, await _learner(ctx, tx, cohort, whom))
        if found.before and found.before.key == found.mentor.key:
            raise NotNow(
                f"{found.learner.member.name} and {found.mentor.name} go together already, so nothing changed.",
                instead=(("Mentors", "cohort mentor"),),
            )
        if found.before and not (said and (sure or not found.against)):
            return _why_another(found, said)
        if found.against and not sure:
            return _warned(found)
        await _made(ctx, tx, found, said)
    return _done(found)


async def _match(ctx: Context, tx: Tx, who: Person, learner: Learner) -> _Match:
    facts = await facts_of(ctx, tx, [learner])
    mentor = next((member for _, member in facts.mentors.values() if member.user == who.user), None)
    if mentor is None:
        raise NotNow(
            f"{who.name} doesn't mentor here yet, so nothing was changed.",
            instead=((f"Make {shortened(who.name, _NAME)} a mentor", f"cohort mentor mentor={who.user}"),),
        )
    wish, offer = facts.wish(learner.member.key), facts.offer(mentor.key, ctx.now)
    closed = ("no message reaches the mentor at the moment",) if mentor.reach is Reach.CLOSED else ()
    # Who cannot be written to counts as away; it is said in its own words.
    weighed = [each for each in obstacles(wish, offer, ctx.now.date()) if not (closed and each is Obstacle.AWAY)]
    told = tuple(_TOGETHER_BEFORE if each is Obstacle.AVOIDED else against(each) for each in weighed)
    why = pairing(wish, offer, ctx.now.date(), Choice.BY_HAND).why
    return _Match(facts=facts, learner=learner, mentor=mentor, why=why, against=(*closed, *told))


async def _learner(ctx: Context, tx: Tx, cohort: str, whom: Person) -> Learner:
    wanted = await open_cohort(ctx, tx, cohort) if cohort else None
    member = await member_of(tx, ctx.workspace.key, whom.user)
    found = await live_of(tx, member.key) if member else None
    if member is None or found is None:
        raise NotNow(
            f"{whom.name} isn't in a cohort, so there is nothing to mentor yet.",
            instead=(("Add them to a cohort", f"cohort add member={whom.user}"),),
        )
    if wanted and found[1].key != wanted.key:
        raise NotNow(f"{whom.name} is in {found[1].name}, not in {wanted.name}, so nothing was changed.")
    return Learner(member, found[1], found[0].joined_at)


async def _made(ctx: Context, tx: Tx, found: _Match, reason: str) -> None:
    learner = found.learner.member
    await go_together(ctx, tx, [couple(ctx, found.facts, learner.key, found.mentor.key, found.why, ended_why=reason)])
    was = {"Mentor": "another one" if found.before else "none"}
    now = {"Mentor": "paired by hand"}
    await audited(ctx, tx, "cohort mentor", found.learner.cohort.name, about=learner.key, before=was, after=now)


def _warned(found: _Match) -> Reply:
    both = {"mentor": found.mentor.user, "learner": found.learner.member.user}
    return reply(
        say(
            "Before **{learner}** and **{mentor}** go together, know that:",
            learner=found.learner.member.name,
            mentor=found.mentor.name,
        ),
        *_against(found),
        Buttons(
            (
                Button("Pair them anyway", call("cohort mentor", **both, sure="yes"), Tone.PRIMARY),
                Button("Somebody else", asking("cohort mentor", learner=both["learner"])),
            )
        ),
    )


def _against(found: _Match) -> tuple[Block, ...]:
    speaks = Note(line("What speaks for it: {why}.", why=plain(because(found.why)).removeprefix("chosen by hand; ")))
    return (Bullets(tuple(line("{why}", why=each) for each in found.against)), speaks)


def _why_another(found: _Match, said: str) -> Reply:
    """They have somebody: the change takes a reason, which a form asks for."""
    learner, before = found.learner.member, found.before
    assert before is not None  # noqa: S101 - the caller looked
    return reply(
        say(
            "**{learner}** has a mentor, **{before}**. To pair them with **{mentor}** instead, say why: only admins "
            "read it.",
            learner=learner.name,
            before=before.name,
            mentor=found.mentor.name,
        ),
        *((say("And know that:"), *_against(found)) if found.against else ()),
        *_given_back(said),
        Note(line("All three are told who goes with whom; the reason isn't passed on.")),
        Buttons(
            (
                Button(
                    "Pair them anew",
                    asking("cohort rematch", learner=learner.user, mentor=found.mentor.user),
                    Tone.PRIMARY,
                ),
                Button("Keep it", call("cohort mentor", learner=learner.user)),
            )
        ),
    )


def _given_back(said: str) -> tuple[Block, ...]:
    return (say("What you wrote, so that it isn't lost:"), Quote(line("{text}", text=said))) if said else ()


def _done(found: _Match) -> Reply:
    learner, before = found.learner.member, found.before
    instead = f", and no longer with {before.name}" if before else ""
    told = "all three of them" if before else "both of them"
    return reply(
        say(
            "**{learner}** goes with **{mentor}** from now on{instead}.",
            learner=learner.name,
            mentor=found.mentor.name,
            instead=instead,
        ),
        Note(line("{why}. I've told {told}.", why=_capital(plain(because(found.why))), told=told)),
        Buttons(
            (
                Button("Mentors", call("cohort mentor", cohort=found.learner.cohort.slug), Tone.PRIMARY),
                Button("Pair another", asking("cohort mentor", mentor=found.mentor.user)),
            )
        ),
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


async def whose_mentor(ctx: Context, wrote: str) -> Reply:
    """A learner's mentor, and what can be done about it."""
    async with ctx.store.read() as tx:
        learner = await member_here(ctx, tx, wrote, "learner")
        found = await mentorship_of(tx, learner.key)
    choose = asking("cohort mentor", learner=learner.user)
    if found is None:
        buttons = (Button("Choose a mentor", choose, Tone.PRIMARY), Button("Mentors", call("cohort mentor")))
        return reply(say("**{name}** has no mentor.", name=learner.name), Buttons(buttons))
    pair, mentor = found
    return reply(
        say(
            "**{learner}** goes with **{mentor}**, since {day}.",
            learner=learner.name,
            mentor=mentor.name,
            day=moments.day(pair.began_at, ctx.member.clock),
        ),
        Note(line("{why}", why=pair.why)) if pair.why else None,
        Buttons(
            (
                Button("Choose another", choose),
                Button("End the pair", asking("cohort rematch", learner=learner.user), Tone.DANGER),
                Button("Mentors", call("cohort mentor")),
            )
        ),
    )


async def unpaired(ctx: Context, wrote: str, reason: str) -> Reply:
    """A learner's pair ended, and nobody in the mentor's place; asks for the reason where none was given."""
    said = _reason(reason)
    async with ctx.store.begin() as tx:
        learner = await member_here(ctx, tx, wrote, "learner")
        await lock_members(tx, [learner.key])
        found = await mentorship_of(tx, learner.key)
        if found is None:
            raise NotNow(
                f"{learner.name} has no mentor, so there is nothing to end.", instead=(("Mentors", "cohort mentor"),)
            )
        ended, mentor = found
        if not said:
            return _why_nobody(learner, mentor)
        live = await live_of(tx, learner.key)
        await part(ctx, tx, ended, learner, mentor, why=said)
        was, now = {"Mentor": "paired"}, {"Mentor": "none"}
        subject = live[1].name if live else "mentors"
        await audited(ctx, tx, "cohort mentor", subject, about=learner.key, before=was, after=now)
    return reply(
        say("**{learner}** and **{mentor}** no longer go together.", learner=learner.name, mentor=mentor.name),
        Note(line("I've told both of them, without the reason. A match doesn't bring these two together again.")),
        Buttons(_somebody_new(learner, live[1].slug if live else "")),
    )


def _somebody_new(learner: Member, cohort: str) -> tuple[Button, ...]:
    choose = Button("Choose a mentor", asking("cohort mentor", learner=learner.user), Tone.PRIMARY)
    match = (Button("Match", call("cohort match", cohort=cohort)),) if cohort else ()
    return (choose, *match)


def _why_nobody(learner: Member, mentor: Member) -> Reply:
    return reply(
        say(
            "End the pair of **{learner}** and **{mentor}**? Say why: only admins read it.",
            learner=learner.name,
            mentor=mentor.name,
        ),
        Note(line("Both are told that it ended. {learner} then has no mentor.", learner=learner.name)),
        Buttons(
            (
                Button("End the pair", asking("cohort rematch", learner=learner.user), Tone.DANGER),
                Button("Keep it", call("cohort mentor", learner=learner.user)),
            )
        ),
    )


def _reason(wrote: str) -> str:
    """Raises NotUnderstood where it is too long."""
    said = " ".join(wrote.split())
    if len(said) > _LONGEST_REASON:
        raise NotUnderstood(
            f"That's {len(said):,} characters of reason, and {_LONGEST_REASON} are kept. Nothing was changed.",
            option="reason",
        )
    return said

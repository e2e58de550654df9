"""Many people into a cohort, and what became of each of them."""

from collections.abc import Sequence
from dataclasses import replace

from mentorbot.chat.blocks import Bullets, Button, Buttons, Note, Text, Tone
from mentorbot.chat.call import call
from mentorbot.chat.ids import UserId
from mentorbot.chat.platform import Person
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort.changing import decided
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import guide_of
from mentorbot.commands.enrolling_many import Intake, enrol_many
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.members import Member
from mentorbot.domain.proposals import Proposal
from mentorbot.messages import moments
from mentorbot.messages.lists import names
from mentorbot.store import Tx
from mentorbot.store.cohorts import cohort as cohort_of
from mentorbot.store.people import Newcomer, add_members, set_zones
from mentorbot.store.proposals import settle_proposal

_AT_ONCE = 5_000
"""People in one statement; databases take some 32,000 values."""


async def take_in(ctx: Context, tx: Tx, cohort: Cohort, people: Sequence[Person], tz: str) -> Intake:
    """Enrol everybody of these; a zone that is said of somebody counts where nobody knows theirs."""
    made, guide = Intake(), await guide_of(ctx, tx, cohort)
    for start in range(0, len(people), _AT_ONCE):
        some = [Newcomer(each.user, each.name, each.zone) for each in people[start : start + _AT_ONCE]]
        met = await _with_their_zones(tx, await add_members(tx, ctx.workspace.key, some, ctx.now), some)
        made += await enrol_many(tx, met, cohort, guide, now=ctx.now, tz=tz)
    if made.joined:
        await audited(ctx, tx, "cohort import", cohort.name, after={"People": f"{len(made.joined):,} came in"})
    return made


async def _with_their_zones(tx: Tx, met: Sequence[Member], said: Sequence[Newcomer]) -> Sequence[Member]:
    zones = {each.user: each.zone for each in said if each.zone}
    unknown = {each.key: zones[each.user] for each in met if each.zone is None and each.user in zones}
    await set_zones(tx, unknown)
    return [replace(each, zone=unknown[each.key]) if each.key in unknown else each for each in met]


async def confirmed(ctx: Context, tx: Tx, shown: Proposal) -> Reply:
    """Yes to a list that was shown: whoever of it can still be added is."""
    assert shown.cohort is not None  # noqa: S101 - a list is for a cohort
    wanted = await open_cohort(ctx, tx, (await cohort_of(tx, shown.cohort)).slug)
    if not await settle_proposal(tx, shown, ctx.now):
        return decided(wanted)
    people = [Person(user=UserId(user), name=name, zone=zone) for user, name, zone in shown.content["people"]]
    return taken_in(ctx, await take_in(ctx, tx, wanted, people, shown.content["tz"]), wanted, people)


def taken_in(ctx: Context, made: Intake, cohort: Cohort, people: Sequence[Person]) -> Reply:
    """Who came in, who did not and why, and what comes."""
    return reply(
        say("{added}", added=_added(made, cohort)),
        _carried(made),
        Bullets(left_out) if (left_out := _left_out(made, people)) else None,
        Note(_coming(ctx, made, cohort)),
        _buttons(cohort),
    )


def _added(made: Intake, cohort: Cohort) -> Line:
    number = len(made.joined)
    if number == 0:
        return line("Nobody new came into **{cohort}**.", cohort=cohort.name)
    verb = "is" if number == 1 else "are"
    return line(
        "**{people}** {verb} in **{cohort}** now.", people=moments.people(number), verb=verb, cohort=cohort.name
    )


def _carried(made: Intake) -> Text | None:
    if not made.carried:
        return None
    did = [each.name for each in made.carried]
    return say(
        "{people} did some of its tasks before, and these count here too: {names}.",
        people=moments.people(len(did)),
        names=names(did),
    )


def _left_out(made: Intake, people: Sequence[Person]) -> tuple[Line, ...]:
    groups = {
        "In it already": [each.name for each in made.already],
        "In another cohort, so left there": [each.name for each in made.elsewhere],
        "Finished it already": [each.name for each in made.finished],
        "Did all of its tasks before": [each.name for each in made.done],
        "Left it before, so not brought back": [each.name for each in made.left],
        "Deactivated": [each.name for each in people if each.gone and not each.bot],
        "Bots": [each.name for each in people if each.bot],
    }
    return tuple(
        line("{why} ({number}): {names}", why=why, number=f"{len(found):,}", names=names(found))
        for why, found in groups.items()
        if found
    )


def _coming(ctx: Context, made: Intake, cohort: Cohort) -> Line:
    if cohort.state is CohortState.PAUSED:
        return line("The cohort is resting, so no nudge is planned until you start it again.")
    instants = [each.next_at for each in made.joined if each.next_at]
    if not instants:
        return line("Nothing changed for anybody. One person at a time goes with `/cohort add`.")
    first = moments.full(min(instants), ctx.member.clock)
    return line("Each gets the first nudge at their own hour, the earliest {first}; nothing before that.", first=first)


def _buttons(cohort: Cohort) -> Buttons:
    return Buttons(
        (
            Button("Preview", call("cohort preview", cohort=cohort.slug), Tone.PRIMARY),
            Button("Show the cohort", call("cohort show", cohort=cohort.slug)),
        )
    )

"""The right to use `/cohort`, given to somebody and taken from them."""

from mentorbot.chat.blocks import Button, Buttons, Note, Tone
from mentorbot.chat.call import call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort.standing import Somebody, by_itself, name_of, somebody_named, still_admin
from mentorbot.commands.context import Context
from mentorbot.commands.member_named import person_named
from mentorbot.domain.members import Member
from mentorbot.domain.rights import Grant
from mentorbot.messages import moments
from mentorbot.store import Tx
from mentorbot.store.grants import add_grant, grant_of, grants_in, no_admin, take_grant
from mentorbot.store.people import Newcomer, add_members, lock_member
from mentorbot.store.people import member as member_of_key

TO_WHOM = "Whoever may makes cohorts, sees who is in them and how far, and reads nobody's private notes."
_SUBJECT = "who may use /cohort"
_RIGHT = "Right"
_MAY, _MAY_NOT, _SEEN = "admin", "none", "admin, as the platform said"
_EVERYBODY = Button("Who may use it", call("cohort admin"))


async def granted(ctx: Context, wrote: str) -> Reply:
    """Somebody of the workspace may use `/cohort` from now on; raises NotNow for a bot and for who is gone."""
    person = await person_named(ctx, wrote)
    who = Somebody(person=person, member=None)
    if person.user == ctx.member.user:
        return reply(say("You may use `/cohort` already, so nothing was changed."), Buttons((_EVERYBODY,)))
    if own := by_itself(ctx, who):
        return reply(
            say("**{name}** may use `/cohort` already: {own}. That counts by itself.", name=who.name, own=own),
            Note(line("Nothing was changed.")),
            Buttons((_EVERYBODY,)),
        )
    async with ctx.store.begin() as tx:
        await still_admin(ctx, tx)
        (met,) = await add_members(tx, ctx.workspace.key, [Newcomer(person.user, person.name, person.zone)], ctx.now)
        if not await add_grant(tx, Grant(member=met.key, giver=ctx.member.key, at=ctx.now)):
            return await _given_before(ctx, tx, met)
        await audited(ctx, tx, "cohort admin", _SUBJECT, about=met.key, before={_RIGHT: _MAY_NOT}, after={_RIGHT: _MAY})
    if met.admin and person.admin is None:
        return _given_besides(met)
    return reply(
        say("**{name}** may use `/cohort` now. {to}", name=met.name, to=TO_WHOM),
        Note(
            line(
                "I haven't told them. Tell them to type `/cohort`; from then on I also write to them once a day when "
                "something goes wrong."
            )
        ),
        Buttons((_EVERYBODY, Button("Take it back", call("cohort admin", member=met.user, give="none")))),
    )


def _given_besides(met: Member) -> Reply:
    """The platform let them when they were last seen, and does not say by the way whether it still does."""
    return reply(
        say("**{name}** may use `/cohort` from now on, whatever the platform itself says.", name=met.name),
        Note(line("It let them already when I last saw it, and that counts by itself. I haven't told them.")),
        Buttons((_EVERYBODY, Button("Take it back", call("cohort admin", member=met.user, give="none")))),
    )


async def _given_before(ctx: Context, tx: Tx, met: Member) -> Reply:
    grant = await grant_of(tx, met.key)
    giver = await name_of(tx, grant.giver if grant else None)
    day = moments.day(grant.at if grant else ctx.now, ctx.member.clock)
    return reply(
        say(
            "**{name}** may use `/cohort` already: {giver} named them on {day}. Nothing was changed.",
            name=met.name,
            giver=giver,
            day=day,
        ),
        Buttons((_EVERYBODY,)),
    )


async def revoked(ctx: Context, wrote: str, sure: str) -> Reply:
    """Somebody may no longer use `/cohort`, unless the platform or the operator says so; also who is gone."""
    who = await somebody_named(ctx, wrote)
    own = _own(ctx, who)
    if who.member is None:
        return _nothing(who, own)
    async with ctx.store.begin() as tx:
        await still_admin(ctx, tx)
        await lock_member(tx, who.member.key)
        known, had = await member_of_key(tx, who.member.key), await grant_of(tx, who.member.key)
        if had is None and (own or not known.admin):
            return _nothing(who, own)
        if had is not None and known.key == ctx.member.key and not own and sure != "yes":
            return _stays() if sure == "no" else _ask(known)
        await take_grant(tx, known.key)
        if not own:
            await no_admin(tx, known.key, ctx.now)
        before = {_RIGHT: _MAY if had else _SEEN}
        await audited(ctx, tx, "cohort admin", _SUBJECT, about=known.key, before=before, after={_RIGHT: _MAY_NOT})
        left = await grants_in(tx, ctx.workspace.key)
    if had is None:
        return _forgotten(who)
    if own:
        return _keeps(who, own)
    return _gone(who, left, myself=known.key == ctx.member.key)


def _own(ctx: Context, who: Somebody) -> str:
    """As `by_itself`; the caller's own is what this very gesture says."""
    if who.user == ctx.member.user and ctx.caller.admin:
        return by_itself(ctx, who) or "they run this workspace on the platform itself"
    return by_itself(ctx, who)


def _nothing(who: Somebody, own: str) -> Reply:
    """There is nothing that was given here."""
    if own:
        return reply(
            say(
                "**{name}** may use `/cohort` because {own}. I can't take that, so nothing was changed.",
                name=who.name,
                own=own,
            ),
            Note(
                line(
                    "Whoever runs the workspace can: in Slack's admin settings, with Manage Server in Discord, or in "
                    "the operator's setting ADMINS."
                )
            ),
            Buttons((_EVERYBODY,)),
        )
    return reply(
        say("**{name}** may not use `/cohort`, so nothing was changed.", name=who.name), Buttons((_EVERYBODY,))
    )


def _ask(myself: Member) -> Reply:
    yes, no = (call("cohort admin", member=myself.user, give="none", sure=each) for each in ("yes", "no"))
    return reply(
        say("Take the right to use `/cohort` from yourself? Only another admin can give it back to you."),
        Buttons((Button("Take it from me", yes, Tone.DANGER), Button("Keep it", no))),
    )


def _stays() -> Reply:
    return reply(say("You may still use `/cohort`. Nothing was changed."), Buttons((_EVERYBODY,)))


def _forgotten(who: Somebody) -> Reply:
    """The platform said it once, and nobody knows whether it still does."""
    return reply(
        say("I no longer count **{name}** as an admin, and tell them nothing of what goes wrong.", name=who.name),
        Note(
            line(
                "Nobody had named them: the platform let them, when I last saw it. If it still does, they are back "
                "with their next `/cohort`; only the platform's own settings can change that."
            )
        ),
        Buttons((_EVERYBODY,)),
    )


def _keeps(who: Somebody, own: str) -> Reply:
    return reply(
        say("**{name}** is no longer named here, but may still use `/cohort`: {own}.", name=who.name, own=own),
        Buttons((_EVERYBODY,)),
    )


def _gone(who: Somebody, left: int, *, myself: bool) -> Reply:
    nobody = "Nobody named is left; whoever runs the workspace itself, or is in the operator's ADMINS, always may."
    if myself:
        return reply(
            say("You may no longer use `/cohort`. What you made stays."),
            None if left else say("{nobody}", nobody=nobody),
            Note(line("Any admin can name you again. `/mentor` is yours as before.")),
            Buttons((Button("What's next", call("mentor home"), Tone.PRIMARY),)),
        )
    again = call("cohort admin", member=who.user, give="admin")
    unless = ", unless the platform itself lets them" if who.person and who.person.admin is None else ""
    return reply(
        say("**{name}** may no longer use `/cohort`{unless}.", name=who.name, unless=unless),
        None if left else say("{nobody}", nobody=nobody),
        Note(line("What they made stays, and I write to them no more when something goes wrong. I haven't told them.")),
        Buttons((_EVERYBODY, Button("Give it back", again))),
    )

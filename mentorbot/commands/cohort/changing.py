"""Other terms for a cohort: what they would change for how many, asked where people are in it, and the change."""

from collections.abc import Mapping

from mentorbot.chat.blocks import Block, Bullets, Button, Buttons, Fields, Heading, Note, Tone
from mentorbot.chat.call import asking, call
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.auditing import audited
from mentorbot.commands.cohort.anew import Anew, owned, planned_anew, would_come
from mentorbot.commands.cohort.terms import Terms, agreed, changes, differing, facts
from mentorbot.commands.cohort_named import open_cohort
from mentorbot.commands.confirming import proposed, yes_or_no
from mentorbot.commands.context import Context
from mentorbot.domain.audit import Entry
from mentorbot.domain.cohorts import Cohort, CohortState
from mentorbot.domain.errors import NotNow, NotUnderstood
from mentorbot.domain.proposals import Proposal, ProposalKind
from mentorbot.messages import moments
from mentorbot.messages.rhythms import rhythm
from mentorbot.store import Tx
from mentorbot.store.audit import entries_since, latest_entry
from mentorbot.store.cohorts import cohort as cohort_of
from mentorbot.store.cohorts import cohorts_of, save_cohort
from mentorbot.store.enrolments import held_roster, roster, save_planned
from mentorbot.store.people import lock_workspace
from mentorbot.store.proposals import settle_proposal

_READ = 200
"""Entries of the audit log looked through for what somebody else changed."""
_TOLD = 5


async def to_change(ctx: Context, named: str, terms: Terms) -> Reply:
    """Asks where people are in the cohort; changes it at once where nobody is. Raises NotUnderstood or NotNow."""
    async with ctx.store.read() as tx:
        before = await open_cohort(ctx, tx, named)
        asked, terms = bool(terms), terms.beside(before)
        after = await _agreed(ctx, tx, before, terms)
        everybody = await roster(tx, before)
    if after == before:
        return same(before, asked=asked)
    if everybody:
        return await _asked(ctx, before, terms, await planned_anew(everybody, after, ctx.now))
    async with ctx.store.begin() as tx:
        made = await _changed(ctx, tx, before, after)
    return _done(ctx, before, after, made) if made else await to_change(ctx, before.slug, terms)


async def confirmed(ctx: Context, tx: Tx, shown: Proposal) -> Reply:
    """The change that somebody was shown, unless the cohort is another one meanwhile: then they are asked again.

    Of two at once the second finds the revision of the first, on either database.
    """
    assert shown.cohort is not None  # noqa: S101 - an edit has one
    before = await open_cohort(ctx, tx, (await cohort_of(tx, shown.cohort)).slug)
    if not await settle_proposal(tx, shown, ctx.now):
        return decided(before)
    content, terms = dict(shown.content), Terms(**shown.content["terms"])
    try:
        if before.revision != content["revision"]:
            return await _asked_again(ctx, tx, before, terms, content)
        after = await _agreed(ctx, tx, before, terms)
        made = await _changed(ctx, tx, before, after)
        if made is None:  # by somebody else, a moment ago
            return await _asked_again(ctx, tx, await open_cohort(ctx, tx, before.slug), terms, content)
    except NotUnderstood as error:  # such as a date that is over by now
        raise NotNow(str(error), instead=(("Show", f"cohort show cohort={before.slug}"),)) from None
    return _done(ctx, before, after, made)


def decided(cohort: Cohort) -> Reply:
    """A second click."""
    return reply(say("That was decided already, so nothing changed."), _buttons(cohort))


async def name_is_free(ctx: Context, tx: Tx, wish: Cohort) -> None:
    """Raises NotNow where another cohort that is not archived has that name."""
    for each in await cohorts_of(tx, ctx.workspace.key):
        same_name = each.name.casefold() == wish.name.casefold() and each.key != wish.key
        if same_name and each.state is not CohortState.ARCHIVED:
            verb = "changed" if wish.slug else "created"
            raise NotNow(
                f"There's a cohort called {each.name} already ({rhythm(each)}), so nothing was {verb}. "
                "Choose another name, or archive that one first.",
                instead=(("All cohorts", "cohort list"),),
            )


async def _agreed(ctx: Context, tx: Tx, before: Cohort, terms: Terms) -> Cohort:
    after = agreed(before, terms, ctx.now, ctx.member.clock)
    if after.name != before.name:
        await name_is_free(ctx, tx, after)
    return after


async def _changed(ctx: Context, tx: Tx, before: Cohort, after: Cohort) -> Anew | None:
    """Kept, with everybody planned anew; None when somebody else has changed it since it was read."""
    if after.name != before.name:
        await lock_workspace(tx, ctx.workspace.key)
        await name_is_free(ctx, tx, after)
    if not await save_cohort(tx, after):
        return None
    made = await planned_anew(await held_roster(tx, after), after, ctx.now)
    await save_planned(tx, made.moved)
    was, now = differing(before, after)
    await audited(ctx, tx, "cohort edit", before.name, before=was, after=now)
    return made


async def _asked(ctx: Context, before: Cohort, terms: Terms, made: Anew) -> Reply:
    async with ctx.store.begin() as tx:
        return await _question(ctx, tx, before, terms, made)


async def _question(ctx: Context, tx: Tx, before: Cohort, terms: Terms, made: Anew) -> Reply:
    after = agreed(before, terms, ctx.now, ctx.member.clock)
    content = {
        "terms": terms.said,
        "revision": before.revision,
        "name": before.name,
        "seen": await latest_entry(tx, ctx.workspace.key),
    }
    key = await proposed(ctx, tx, ProposalKind.EDIT, before, content)
    return reply(
        say("Change **{name}**, for {people}?", name=before.name, people=moments.people(len(made.everybody))),
        Bullets(changes(*differing(before, after))),
        Note(would_come(made, after, ctx.member.clock)),
        Note(line("Nothing has changed yet. I don't tell them.")),
        Buttons(yes_or_no(key, "Change it", "Leave it")),
    )


async def _asked_again(ctx: Context, tx: Tx, before: Cohort, terms: Terms, content: Mapping[str, object]) -> Reply:
    """What somebody else changed since, and the same question on the new ground."""
    news = await _meanwhile(ctx, tx, str(content["name"]), int(str(content["seen"])))
    after = await _agreed(ctx, tx, before, terms)
    if after == before:
        again = same(before, asked=True)
    else:
        made = await planned_anew(await roster(tx, before), after, ctx.now)
        again = await _question(ctx, tx, before, terms, made)
    return reply(
        *(news or (say("**{name}** was changed while you decided, so I ask you again.", name=before.name),)),
        *again.blocks,
    )


async def _meanwhile(ctx: Context, tx: Tx, name: str, seen: int) -> tuple[Block, ...]:
    """Who changed what, as the audit log has it; the cohort may have got another name by it."""
    names, found = {name}, list[tuple[Entry, str]]()
    for entry, who in await entries_since(tx, ctx.workspace.key, seen, _READ):
        if entry.subject in names and entry.after:
            found.append((entry, who))
            names.update(filter(None, [entry.after.get("Name")]))
    told: list[Block] = []
    for entry, who in found[-_TOLD:]:
        whose = "You" if entry.member == ctx.member.key else who
        told += [
            say("**{who}** changed it while you decided:", who=whose),
            Bullets(changes(entry.before, entry.after)),
        ]
    return tuple(told)


def _done(ctx: Context, before: Cohort, after: Cohort, made: Anew) -> Reply:
    return reply(
        say("**{name}** has changed, for {people}.", name=after.name, people=moments.people(len(made.everybody))),
        Bullets(changes(*differing(before, after))),
        Note(_coming(ctx, after, made)),
        _buttons(after),
    )


def same(cohort: Cohort, *, asked: bool) -> Reply:
    """What is, on the way to changing it."""
    change = Button("Change it", asking("cohort edit", cohort=cohort.slug), Tone.PRIMARY)
    return reply(
        say("**{name}** is like that already, so nothing changed.", name=cohort.name)
        if asked
        else Heading(cohort.name),
        Fields(tuple((name, line("{what}", what=what)) for name, what in facts(cohort).items())),
        Buttons((change, Button("Show", call("cohort show", cohort=cohort.slug)))),
    )


def _coming(ctx: Context, cohort: Cohort, made: Anew) -> Line:
    if cohort.state is CohortState.PAUSED:
        return line("It's resting, so nothing goes out until you start it again.")
    if made.will_be is None:
        return line("Nobody has a nudge planned now.")
    first = moments.full(made.will_be, ctx.member.clock)
    return line("The next nudge goes out {first}.{own} I haven't told them.", first=first, own=owned(made))


def _buttons(cohort: Cohort) -> Buttons:
    return Buttons(
        (
            Button("Preview", call("cohort preview", cohort=cohort.slug), Tone.PRIMARY),
            Button("Change more", asking("cohort edit", cohort=cohort.slug)),
            Button("Show", call("cohort show", cohort=cohort.slug)),
        )
    )

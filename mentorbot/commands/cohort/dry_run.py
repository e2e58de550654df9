"""A list of people before anybody is added: what would become of each line, to be confirmed."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentorbot.chat.blocks import Bullets, Button, Buttons, File, Note
from mentorbot.chat.call import call
from mentorbot.chat.ids import FileId, UserId, WorkspaceId
from mentorbot.chat.platform import FileTooLarge, NoSuchFile, NoSuchPlace, Person
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Line, line
from mentorbot.commands.cohort.listed_people import Listed, identified
from mentorbot.commands.confirming import proposed, yes_or_no
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import guide_of
from mentorbot.commands.enrolling_many import Standing, standings
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.errors import NotNow, NotUnderstood
from mentorbot.domain.people_files import LARGEST_FILE, read_people
from mentorbot.domain.proposals import ProposalKey, ProposalKind
from mentorbot.messages import moments
from mentorbot.messages.lists import within
from mentorbot.messages.tables import CSV, csv_file
from mentorbot.store.people import members_of

_SHOWN = 5
"""Lines of each kind that are named in the message; the file has all of them."""
_LENGTH = 1800


class Fate(StrEnum):
    """What would become of a line."""

    ADDED = "will be added"
    ALREADY = "is in it already"
    ELSEWHERE = "is in another cohort, so stays there"
    FINISHED = "has finished it already"
    LEFT = "left it before, so is not brought back (add does that)"
    DONE = "did all of its tasks before"
    NOBODY = "cannot be added"


_FATES: Mapping[Standing, Fate] = {
    Standing.NEW: Fate.ADDED,
    Standing.ALREADY: Fate.ALREADY,
    Standing.ELSEWHERE: Fate.ELSEWHERE,
    Standing.FINISHED: Fate.FINISHED,
    Standing.LEFT: Fate.LEFT,
    Standing.DONE: Fate.DONE,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A line and what would become of it."""

    listed: Listed
    fate: Fate

    @property
    def words(self) -> str:
        return self.listed.why_not or f"{self.fate[0].upper()}{self.fate[1:]}."


async def dry_run(ctx: Context, cohort: Cohort, content: bytes, *, tz: str) -> Reply:
    """What would become of each line; nobody is added. Raises NotUnderstood for what is no list."""
    file = await asyncio.to_thread(read_people, content)
    directory = await _directory(ctx)
    lines = await asyncio.to_thread(identified, file, directory)
    outcomes = await _outcomes(ctx, cohort, lines)
    added = [each.listed.person for each in outcomes if each.fate is Fate.ADDED and each.listed.person is not None]
    asked = await _asked(ctx, cohort, added, tz) if added else None
    return _said(cohort, outcomes, asked)


async def contents_of(ctx: Context, file: FileId) -> bytes:
    """What is in the file that somebody gave; raises NotUnderstood where it cannot be had or is too large."""
    try:
        return await ctx.platform.read_file(WorkspaceId(ctx.workspace.outside), file, LARGEST_FILE)
    except (NoSuchFile, FileTooLarge) as problem:
        raise NotUnderstood(f"{problem} Nobody was added.", option="file") from None


async def _directory(ctx: Context) -> Sequence[Person]:
    try:
        return await ctx.platform.everybody(WorkspaceId(ctx.workspace.outside))
    except NoSuchPlace as problem:
        raise NotNow(str(problem)) from None


async def _outcomes(ctx: Context, cohort: Cohort, lines: Sequence[Listed]) -> Sequence[Outcome]:
    users = [each.person.user for each in lines if each.person is not None]
    async with ctx.store.read() as tx:
        guide = await guide_of(ctx, tx, cohort)
        known = {UserId(each.user): each for each in await members_of(tx, ctx.workspace.key, users)}
        found = await standings(tx, list(known.values()), cohort, guide)
    fates = {user: _FATES[found.get(member.key, Standing.NEW)] for user, member in known.items()}
    return [Outcome(each, fates.get(each.person.user, Fate.ADDED) if each.person else Fate.NOBODY) for each in lines]


async def _asked(ctx: Context, cohort: Cohort, people: Sequence[Person], tz: str) -> ProposalKey:
    content = {"tz": tz, "people": [[each.user, each.name, each.zone] for each in people]}
    async with ctx.store.begin() as tx:
        return await proposed(ctx, tx, ProposalKind.IMPORT, cohort, content)


def _said(cohort: Cohort, outcomes: Sequence[Outcome], asked: ProposalKey | None) -> Reply:
    counts = Counter(each.fate for each in outcomes)
    number = counts[Fate.ADDED]
    return reply(
        say(
            "{lines} for **{cohort}**: {people} would be added. Nobody has been added yet.",
            lines=moments.count(len(outcomes), "line"),
            cohort=cohort.name,
            people=moments.people(number),
        ),
        Bullets(within(list(_kinds(outcomes, counts)), _LENGTH)) if len(counts) > (number > 0) else None,
        Note(line("The file says what would become of each line.")),
        File(f"{cohort.slug}-dry-run.csv", CSV, _table(outcomes)),
        _buttons(cohort, asked, number),
    )


def _kinds(outcomes: Sequence[Outcome], counts: Mapping[Fate, int]) -> list[Line]:
    """Those who would not be added, by what keeps them; the lines that mean nobody each with why."""
    said = []
    for fate in Fate:
        if fate is Fate.ADDED or not counts[fate]:
            continue
        some = [each for each in outcomes if each.fate is fate][:_SHOWN]
        lines = _named(some, counts[fate])
        said.append(line("**{fate}** ({number}): {lines}", fate=_title(fate), number=f"{counts[fate]:,}", lines=lines))
    return said


def _title(fate: Fate) -> str:
    return f"{fate[0].upper()}{fate[1:]}"


def _named(some: Sequence[Outcome], number: int) -> str:
    shown = "; ".join(_one(each) for each in some)
    return shown if number <= len(some) else f"{shown}; and {number - len(some):,} more"


def _one(each: Outcome) -> str:
    who = f" ({each.listed.wrote[:40]})" if each.listed.wrote else ""
    why = f": {each.listed.why_not.rstrip('.')}" if each.fate is Fate.NOBODY else ""
    return f"line {each.listed.number}{who}{why}"


def _table(outcomes: Sequence[Outcome]) -> bytes:
    """Each line's outcome as a file of its own."""
    headings = ("line", "wrote", "person", "outcome")
    rows = ((each.listed.number, each.listed.wrote, _name(each), each.words) for each in outcomes)
    return csv_file((headings, *rows))


def _name(each: Outcome) -> str:
    return each.listed.person.name if each.listed.person else ""


def _buttons(cohort: Cohort, asked: ProposalKey | None, number: int) -> Buttons:
    show = Button("Show the cohort", call("cohort show", cohort=cohort.slug))
    if asked is None:
        return Buttons((show,))
    return Buttons((*yes_or_no(asked, f"Add {moments.people(number)}", "Leave it"), show))

"""`/mentor certificate`: issued once, when every task of a guide is done, and drawn again whenever it is asked for.

What was certified stays certified: whoever opens a task again afterwards keeps it, and is told what is open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_bytes
from typing import Annotated, Final

from mentorbot.chat.blocks import Block, Button, Buttons, File, Heading, Note, Picture
from mentorbot.chat.call import call
from mentorbot.chat.command import Option, command
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.chat.spans import Code, line
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import enrolled, guide_of, maybe_enrolled, maybe_guide_of
from mentorbot.commands.guide_named import guide_to_read
from mentorbot.commands.own_handle import own_handle
from mentorbot.commands.suggestions import guides
from mentorbot.domain.cadence import local_date
from mentorbot.domain.certificates import ENOUGH_BYTES, Certificate, Issued, certificate_id, one_line
from mentorbot.domain.cohorts import Cohort
from mentorbot.domain.enrolments import Enrolment, EnrolmentState
from mentorbot.domain.errors import NotNow, NotUnderstood
from mentorbot.domain.guide import Guide, Task
from mentorbot.domain.nudges import cadence_of
from mentorbot.domain.progress import Completion, completed_at
from mentorbot.messages import moments
from mentorbot.messages.certificates import finished
from mentorbot.pictures import CertificatePicture, certificate_picture
from mentorbot.pictures.counts import day
from mentorbot.seals import check, new_key, public_key, seal, short_of
from mentorbot.store import Tx
from mentorbot.store.certificates import add_certificate, certificate_of, certificates_of
from mentorbot.store.completions import completions_of
from mentorbot.store.enrolments import latest_in
from mentorbot.store.instance import instance_key

LONGEST_NAME: Final = 60
CHECK_AT: Final = "/verify of the bot that issued it"
_LONGEST_CODE: Final = 2500
"""Characters that a message shows whole; a longer one is only in the file."""
_TRIES: Final = 5
"""Of 78 thousand million ids; a second one is hardly ever needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """The caller's way through one guide (its slug), and what was certified of it."""

    slug: str
    issued: Issued | None
    last: tuple[Enrolment, Cohort] | None
    """Their last cohort with it."""
    guide: Guide | None
    """In the version of that cohort; None where that is lost."""
    done: Sequence[Completion]

    @property
    def open_tasks(self) -> Sequence[Task]:
        did = {each.task for each in self.done}
        return [task for task in self.guide.tasks.values() if task.slug not in did] if self.guide else ()


async def _as_it_is(ctx: Context, given: Mapping[str, str]) -> Mapping[str, str]:
    """What the form has filled in; raises NotNow, which is said in its place, where there is no name to choose."""
    async with ctx.store.read() as tx:
        walk = await _walk(ctx, tx, given.get("guide", ""))
        if walk.issued is not None:
            raise NotNow(
                "Your certificate is issued already, and the name on it can't be changed any more.",
                instead=(("Show it", f"mentor certificate guide={walk.slug}"),),
            )
        await _all_done(ctx, tx, walk)
    return {"name": one_line(ctx.member.name)}


@command("certificate", "Your certificate; once every task is done", listed=False, filled=_as_it_is)
async def certificate(
    ctx: Context,
    guide: Annotated[str, Option("For which guide; yours when you name none", complete=guides)] = "",
    *,
    name: Annotated[
        str,
        Option(
            "Which name should stand on it?",
            ask=True,
            example="as it should be read by others; it can't be changed afterwards",
        ),
    ] = "",
) -> Reply:
    key = await instance_key(ctx.store, new_key)
    async with ctx.store.read() as tx:
        walk = await _walk(ctx, tx, guide)
    issued = walk.issued or await _issued(ctx, walk.slug, _name(ctx, name), key)
    its = check(public_key(key), issued.sealed)
    drawn = certificate_picture(
        CertificatePicture(
            certificate=its,
            code=issued.sealed,
            short=short_of(issued.sealed),
            check_at=CHECK_AT,
            handle=await own_handle(ctx, its.name),
        )
    )
    return reply(
        Heading("Your certificate"),
        say("{finished}", finished=finished(its)),
        _name_stays(its, name),
        _open_again(walk) if walk.issued else None,
        Picture("certificate.png", drawn.png, drawn.alt),
        File(f"certificate-{its.id}.png", "image/png", drawn.png),
        *_proof(issued),
        Note(line("{id}, issued on {on}. The name on it stays.", id=its.id, on=day(its.issued_at))),
        Buttons((Button("Look back", call("mentor progress")), Button("Read the guide", call("mentor guide")))),
    )


async def _walk(ctx: Context, tx: Tx, wrote: str) -> _Walk:
    slug = await _slug(ctx, tx, wrote)
    last = await latest_in(tx, ctx.member.key, slug)
    return _Walk(
        slug=slug,
        issued=await certificate_of(tx, ctx.member.key, slug),
        last=last,
        guide=await maybe_guide_of(ctx, tx, last[1]) if last else None,
        done=await completions_of(tx, ctx.member.key, slug),
    )


async def _slug(ctx: Context, tx: Tx, wrote: str) -> str:
    """The guide that was named; or their own, or else the one that they last had a certificate for."""
    if wrote and await certificate_of(tx, ctx.member.key, wrote):
        return wrote  # also of a guide that is no longer here
    found = await maybe_enrolled(ctx, tx)
    if wrote:
        return guide_to_read(ctx, found, wrote).slug
    latest = await certificates_of(tx, ctx.member.key)
    theirs = {each.guide for each in latest}
    if latest and (found is None or not (found.place.finished or found.guide.slug in theirs)):
        return latest[0].guide
    return (found or await enrolled(ctx, tx)).guide.slug


async def _issued(ctx: Context, slug: str, name: str, key: str) -> Issued:
    """A new one, or what another click has made meanwhile."""
    async with ctx.store.begin() as tx:
        walk = await _walk(ctx, tx, slug)
        for _ in range(_TRIES):
            kept = await certificate_of(tx, ctx.member.key, slug)
            if kept is not None:
                return kept
            made = await _made(ctx, tx, walk, name, key)
            if await add_certificate(tx, made):
                return made
    raise RuntimeError(f"no id for a certificate was free in {_TRIES} tries")


async def _made(ctx: Context, tx: Tx, walk: _Walk, name: str, key: str) -> Issued:
    enrolment, cohort, guide = await _all_done(ctx, tx, walk)
    at = completed_at(guide.tasks.values(), walk.done)
    assert at is not None  # noqa: S101 - all is done
    together = enrolment.state is EnrolmentState.FINISHED
    its = Certificate(
        id=certificate_id(guide.slug, token_bytes(ENOUGH_BYTES)),
        name=name,
        guide=guide.title,
        cohort=cohort.name if together else "",
        tasks=len(guide.tasks),
        finished_on=local_date(at, cadence_of(enrolment, cohort, ctx.member).zone),
        issued_at=ctx.now,
        instance=ctx.workspace.name,
    )
    return Issued(
        id=its.id,
        member=ctx.member.key,
        guide=guide.slug,
        cohort=cohort.key if together else None,
        sealed=seal(key, its).text,
        issued_at=ctx.now,
    )


async def _all_done(ctx: Context, tx: Tx, walk: _Walk) -> tuple[Enrolment, Cohort, Guide]:
    """What somebody who has done all of a guide did it in; raises NotNow for everybody else."""
    if walk.last is None:
        raise NotNow(
            "That certificate is for those who have done every task of the guide, and you're in no cohort with it.",
            instead=(("Join a cohort", "mentor join"), ("Read the guide", "mentor guide")),
        )
    enrolment, cohort = walk.last
    guide = await guide_of(ctx, tx, cohort)
    left = len(walk.open_tasks)
    if left:
        raise NotNow(
            f"Your certificate comes with the last task: {left:,} of the {len(guide.tasks):,} of {guide.title} "
            f"{'is' if left == 1 else 'are'} still open.",
            instead=(("What's next", "mentor home"), ("Progress", "mentor progress")),
        )
    return enrolment, cohort, guide


def _name(ctx: Context, wrote: str) -> str:
    """What stands on it; raises NotUnderstood for one that is too long or cannot be read."""
    name = one_line(wrote or ctx.member.name)
    if not name:
        raise NotUnderstood(
            "That name has nothing in it that can be read. Write the one for the certificate.", option="name"
        )
    if len(name) > LONGEST_NAME:
        raise NotUnderstood(
            f"That name has {len(name)} characters, and a certificate takes {LONGEST_NAME}. Nothing was issued yet.",
            option="name",
        )
    return name


def _name_stays(its: Certificate, wrote: str) -> Block | None:
    if not wrote or one_line(wrote) == its.name:
        return None
    return say("It was issued to **{name}** before, and a name can't be changed afterwards.", name=its.name)


def _open_again(walk: _Walk) -> Block | None:
    left = walk.open_tasks
    if not left:
        return None
    return say(
        "{tasks} of the guide {are} open for you now. The certificate stays as it was issued: all of it was done then.",
        tasks=moments.count(len(left), "task"),
        are="is" if len(left) == 1 else "are",
    )


def _proof(issued: Issued) -> tuple[Block, ...]:
    where = "on the page `/verify` of this bot, or with `python bot.py verify` where it runs."
    if len(issued.sealed) > _LONGEST_CODE:
        return (say("It's signed: whoever has the file can check that it's real and unchanged, " + where),)
    return (
        say("It's signed: whoever has the file, or this code, can check that it's real and unchanged, " + where),
        say("{code}", code=Code(issued.sealed)),
    )

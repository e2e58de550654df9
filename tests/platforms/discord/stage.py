"""A small conversation for the tests: a few commands that use everything a platform must do."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated

from mentorbot.chat.binding import Bound, Missing, bind
from mentorbot.chat.blocks import Button, Buttons, Tone
from mentorbot.chat.call import Call, call
from mentorbot.chat.command import Audience, Command, Group, Option, command
from mentorbot.chat.ids import ChannelId, RoleId, UserId
from mentorbot.chat.invocation import Invocation
from mentorbot.chat.platform import Leases, Receipts
from mentorbot.chat.reply import Choice, Field, FieldKind, Form, Reply, reply, say
from mentorbot.chat.spans import Moment
from mentorbot.platforms.discord.platform import DiscordPlatform
from tests.fakes.discord import LocalDiscord

COHORTS = (Choice("Spring 26", "spring-26"), Choice("Autumn 26", "autumn-26"))


async def cohorts(_: Invocation, typed: str) -> Sequence[Choice]:
    return [each for each in COHORTS if each.label.lower().startswith(typed.lower())]


@command("home", "Where you are")
async def home(ctx: Invocation) -> Reply:
    nudge = Moment(datetime(2026, 11, 30, 8, tzinfo=UTC), "Europe/Berlin")
    return reply(
        say("Hello **{name}**. Next: {at}", name=ctx.caller.name, at=nudge),
        Buttons(
            (
                Button("Done", call("mentor done", task="apis"), Tone.PRIMARY),
                Button("Join", call("mentor join")),
                Button("Tell", call("mentor tell")),
            )
        ),
    )


@command("join", "Join a cohort")
async def join(ctx: Invocation, cohort: Annotated[str, Option("Which cohort?", complete=cohorts)]) -> Reply:
    return reply(say("{name} joined {cohort}.", name=ctx.caller.name, cohort=cohort))


@command("done", "Tick a task off", in_place=True)
async def done(_: Invocation, task: Annotated[str, Option("Which task?")] = "") -> Reply:
    return reply(say("Done: {task}", task=task), Buttons((Button("Undo", call("mentor undo", task=task)),)))


@command("undo", "Not done after all", in_place=True, listed=False)
async def undo(_: Invocation, task: Annotated[str, Option("Which task?")] = "") -> Reply:
    return reply(say("Not done: {task}", task=task))


@command("tell", "Say something to everybody", private=False)
async def tell(
    _: Invocation,
    words: Annotated[str, Option("What?", prose=True)],
    mood: Annotated[str, Option("How?", choices=(Choice("Well", "good"), Choice("Badly", "bad")))] = "good",
    days: Annotated[int, Option("For how long?", low=1, high=14)] = 1,
    note: Annotated[str, Option("Anything else?")] = "",
) -> Reply:
    return reply(say("{words} ({mood}, {days}){note}", words=words, mood=mood, days=days, note=note))


@command("import", "Import people", group="cohort")
async def import_people(
    _: Invocation,
    role: Annotated[RoleId | None, Option("Which role?", ask=True)] = None,
    channel: Annotated[ChannelId | None, Option("Which channel?", ask=True)] = None,
    member: Annotated[UserId | None, Option("Whom?", ask=True)] = None,
) -> Reply:
    return reply(
        say("role {role} channel {channel} member {member}", role=str(role), channel=str(channel), member=str(member))
    )


@command("ask", "Ask the guide")
async def ask(_: Invocation, question: Annotated[str, Option("What?", prose=True)]) -> Reply:
    return reply(say("You asked: {it}", it=question))


GROUPS = (
    Group("mentor", "Your career guide", (home, join, done, undo, tell, ask)),
    Group("cohort", "Run cohorts", (import_people,), audience=Audience.ADMINS),
)


@dataclass(slots=True)
class SmallTalk:
    """Runs the commands above, and remembers who called."""

    groups: tuple[Group, ...] = GROUPS
    heard: list[Invocation] = field(default_factory=list)
    slow: asyncio.Event | None = None
    began: asyncio.Event = field(default_factory=asyncio.Event)
    says: Reply | None = None

    def command_of(self, invocation: Invocation) -> Command | None:
        group = next((each for each in self.groups if each.name == invocation.call.group), None)
        return group.find(invocation.call.word) if group else None

    def opens_form(self, invocation: Invocation) -> bool:
        found = self.command_of(invocation)
        return found is not None and isinstance(bind(found, invocation.call), Missing)

    async def form(self, invocation: Invocation) -> Form | Reply:
        self.heard.append(invocation)
        if invocation.call.word == "join":
            choice = Field(name="cohort", label="Which cohort?", kind=FieldKind.SELECT, required=True, choices=COHORTS)
            return Form(title="Join a cohort", call=Call(group="mentor", word="join"), fields=(choice,))
        words = Field(name="words", label="What?", kind=FieldKind.PARAGRAPH, required=True, hint="In a sentence")
        bound = bind(tell, invocation.call)
        given = bound.given if isinstance(bound, Missing) else {}
        return Form(title="Tell", call=Call(group="mentor", word="tell", named=given), fields=(words,), intro="Go on.")

    async def answer(self, invocation: Invocation) -> Reply:
        self.heard.append(invocation)
        self.began.set()
        if self.slow is not None:
            await self.slow.wait()
        found = self.command_of(invocation)
        if found is None or self.says is not None:
            return self.says or reply(say("I don't know {word}.", word=str(invocation.call)))
        bound = bind(found, invocation.call)
        if not isinstance(bound, Bound):
            return reply(say("Something is missing."))
        return await found.run(invocation, **bound.values)

    async def complete(self, invocation: Invocation, option: str, typed: str) -> Sequence[Choice]:
        self.heard.append(invocation)
        return await cohorts(invocation, typed) if option == "cohort" else ()


@dataclass(slots=True)
class Kept:
    """Notes in memory; the store keeps the real ones."""

    texts: dict[str, str] = field(default_factory=dict)

    async def get(self, name: str) -> str | None:
        return self.texts.get(name)

    async def put(self, name: str, text: str) -> None:
        self.texts[name] = text


class ShortMemory:
    """Receipts of one process; the store keeps the real ones."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    async def first_time(self, name: str) -> bool:
        known = name in self.names
        self.names.add(name)
        return not known


class Granted:
    """Leases for a process that is alone; the store keeps the real ones."""

    async def run_holding(self, name: str, work: Callable[[], Awaitable[None]]) -> bool:
        del name
        await work()
        return True


def platform_on(
    discord: LocalDiscord,
    talk: SmallTalk,
    notes: Kept,
    leases: Leases | None = None,
    *,
    receipts: Receipts | None = None,
    send_seconds: float = 5.0,
    shards: int | None = None,
) -> DiscordPlatform:
    return DiscordPlatform(
        conversation=talk,
        notes=notes,
        receipts=receipts or ShortMemory(),
        leases=leases or Granted(),
        look_seconds=0.05,
        shards=shards,
        token=discord.bot_token,
        api_url=discord.api_url,
        gateway_url=discord.gateway_url,
        cdn_url=discord.cdn_url,
        send_seconds=send_seconds,
    )


@asynccontextmanager
async def running(
    discord: LocalDiscord,
    talk: SmallTalk,
    notes: Kept | None = None,
    *,
    receipts: Receipts | None = None,
    send_seconds: float = 5.0,
) -> AsyncIterator[DiscordPlatform]:
    """The platform, connected; cancelled and ended at the end."""
    platform = platform_on(discord, talk, notes or Kept(), receipts=receipts, send_seconds=send_seconds)
    task = asyncio.create_task(platform.run())
    try:
        ready = asyncio.create_task(discord.gateway.ready())
        await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        yield platform
    finally:
        task.cancel()
        await asyncio.wait({task, ready})

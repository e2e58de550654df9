"""Commands with every sort of option, as an author would declare them."""

from typing import Annotated

from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import ChannelId, FileId, GroupId, RoleId, UserId
from mentorbot.chat.reply import Choice, Reply, reply, say

MOODS = (Choice("All good", "good"), Choice("Slow", "slow"), Choice("Stuck", "stuck"))


@command("join", "Join a cohort")
async def join(ctx: object, cohort: Annotated[str, Option("Which cohort?", example="Spring 26")]) -> Reply:
    return reply(say("{ctx} {cohort}", ctx=str(ctx), cohort=cohort))


@command("ask", "Ask the guide")
async def ask(ctx: object, question: Annotated[str, Option("Your question", prose=True)]) -> Reply:
    return reply(say("{ctx} {question}", ctx=str(ctx), question=question))


@command("done", "Tick a task off")
async def done(
    ctx: object,
    task: Annotated[str, Option("Which task?")] = "",
    evidence: Annotated[str, Option("A link or a note", prose=True)] = "",
) -> Reply:
    return reply(say("{ctx} {task} {evidence}", ctx=str(ctx), task=task, evidence=evidence))


@command("snooze", "Again in some days")
async def snooze(ctx: object, days: Annotated[int, Option("Days", low=1, high=21)] = 3) -> Reply:
    return reply(say("{ctx} {days}", ctx=str(ctx), days=days))


@command("checkin", "How was it?")
async def checkin(
    ctx: object, mood: Annotated[str, Option("Mood", choices=MOODS)], *, note: Annotated[str, Option("Note")] = ""
) -> Reply:
    return reply(say("{ctx} {mood} {note}", ctx=str(ctx), mood=mood, note=note))


@command("add", "Add somebody", group="cohort", private=False, in_place=True, listed=False)
async def add(
    ctx: object,
    cohort: Annotated[str, Option("Which cohort?")],
    member: Annotated[UserId, Option("Who?")],
    channel: Annotated[ChannelId | None, Option("Where?")] = None,
    role: Annotated[RoleId | None, Option("With which role?")] = None,
) -> Reply:
    return reply(say("{ctx} {all}", ctx=str(ctx), all=f"{cohort}{member}{channel}{role}"))


@command("bring", "Bring a group and a list", group="cohort")
async def bring(
    ctx: object,
    group: Annotated[GroupId, Option("Which group?")],
    file: Annotated[FileId | None, Option("Which list?")] = None,
    role: Annotated[RoleId | None, Option("With which role?")] = None,
) -> Reply:
    return reply(say("{ctx} {all}", ctx=str(ctx), all=f"{group}{file}{role}"))


@command("schedule", "Change day, time or zone of your weekly nudge")
async def schedule(
    ctx: object,
    day: Annotated[str, Option("Day of the week", ask=True, prefill="monday")] = "",
    time: Annotated[str, Option("Time of day", ask=True)] = "",
) -> Reply:
    return reply(say("{ctx} {day} {time}", ctx=str(ctx), day=day, time=time))


@command("home", "Where you are")
async def home(ctx: object) -> Reply:
    return reply(say("{ctx}", ctx=str(ctx)))

"""A small conversation for tests of the local workspace: a real object of the protocol, with a few commands."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated

from mentorbot.chat.binding import Bound, Missing, Refused, bind
from mentorbot.chat.blocks import Button, Buttons, Checklist, Mark, Note, Progress, Text, Tone
from mentorbot.chat.call import Call, call
from mentorbot.chat.command import Audience, Command, Group, Option, command
from mentorbot.chat.ids import ChannelId, UserId
from mentorbot.chat.invocation import Gesture, Invocation
from mentorbot.chat.reply import Choice, Field, FieldKind, Form, Reply, heading, reply, say
from mentorbot.chat.spans import Line, Moment

FIRST_MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
COHORTS = (Choice("Spring 26", "Spring 26"), Choice("Autumn 26", "Autumn 26"))


class Kept:
    """What this conversation remembers: the tasks that are done."""

    def __init__(self) -> None:
        self.done: set[str] = set()


async def cohorts(_: Kept, typed: str) -> Sequence[Choice]:
    return [each for each in COHORTS if typed.lower() in each.label.lower()]


@command("home", "Where you are, and what is next")
async def home(_: Kept) -> Reply:
    return reply(
        heading("Becoming a technical product manager, one week at a time"),
        say("You can read the guide, ask it anything, or join a cohort and get **one task a week**."),
        Buttons(
            (
                Button("Ask a question", call("mentor ask"), Tone.PRIMARY),
                Button("Join Spring 26", call("mentor join", cohort="Spring 26")),
                Button("Leave", call("mentor leave"), Tone.DANGER),
            )
        ),
    )


@command("ask", "Ask the guide a question")
async def ask(_: Kept, question: Annotated[str, Option("What would you like to know?", prose=True)]) -> Reply:
    return reply(say("You asked: {question}", question=question), Note(("From “Do you need to code?”",)))


@command("join", "Join a cohort")
async def join(_: Kept, cohort: Annotated[str, Option("Which cohort?", complete=cohorts)]) -> Reply:
    first = Moment(FIRST_MONDAY, "UTC")
    return reply(say("You're in **{cohort}**. Your first task comes {first}.", cohort=cohort, first=first))


@command("done", "Tick a task off", in_place=True)
async def done(kept: Kept, task: Annotated[str, Option("Which task?")] = "apis") -> Reply:
    if task in kept.done:
        return reply(say("“{task}” was ticked off already; nothing changed.", task=task), undo_row(task))
    kept.done.add(task)
    return reply(say("✓ Done: “{task}”.", task=task), undo_row(task))


@command("undo", "Take a tick back", in_place=True, listed=False)
async def undo(kept: Kept, task: Annotated[str, Option("Which task?")]) -> Reply:
    kept.done.discard(task)
    return nudge(task)


@command("progress", "How far you are, for everybody to see", private=False)
async def progress(_: Kept) -> Reply:
    return reply(Progress("Step 1", 3, 7), Checklist(((Mark.DONE, ("Read an API",)), (Mark.FOCUS, ("Call one",)))))


@command("create", "Make a cohort", group="cohort")
async def create(
    _: Kept,
    name: Annotated[str, Option("What is it called?", example="Spring 26")],
    day: Annotated[str, Option("Which day?", choices=(Choice("Monday", "monday"), Choice("Tuesday", "tuesday")))],
    mentor: Annotated[UserId, Option("Who mentors?")],
    channel: Annotated[ChannelId | None, Option("Which channel?", ask=True)] = None,
    note: Annotated[str, Option("What should people know?", prose=True, ask=True)] = "",
) -> Reply:
    told = f"{name}, {day}, {mentor}, {channel}, {note}"
    return reply(say("Made a cohort: {told}", told=told))


GROUPS = (
    Group("mentor", "Your guide, your tasks, your nudge", (home, ask, join, done, undo, progress)),
    Group("cohort", "Make and run cohorts", (create,), audience=Audience.ADMINS),
)


def undo_row(task: str) -> Buttons:
    return Buttons((Button("Undo", call("mentor undo", task=task)),))


def nudge(task: str = "apis") -> Reply:
    """A weekly nudge, as the bot would send it."""
    return reply(
        heading("Step 1 · Build technical foundations"),
        Progress("Step 1", 3, 7),
        say("This week: **call a public API from your terminal**, and keep the request and the answer."),
        Buttons(
            (
                Button("Done", call("mentor done", task=task), Tone.PRIMARY),
                Button("Join Spring 26", call("mentor join", cohort="Spring 26")),
            )
        ),
    )


class SmallTalk:
    """The conversation; remembers every invocation that it answered."""

    def __init__(self) -> None:
        self.answered: list[Invocation] = []
        self._kept = Kept()

    @property
    def groups(self) -> tuple[Group, ...]:
        return GROUPS

    def command_of(self, invocation: Invocation) -> Command | None:
        group = next((each for each in GROUPS if each.name == invocation.call.group), None)
        return group.find(invocation.call.word or "home") if group is not None else None

    def opens_form(self, invocation: Invocation) -> bool:
        declared = self.command_of(invocation)
        if declared is None:
            return False
        return isinstance(bind(declared, invocation.call), Missing)

    async def form(self, invocation: Invocation) -> Form | Reply:
        declared = self.command_of(invocation)
        if declared is None:
            return reply(say("There is nothing to fill in."))
        bound = bind(declared, invocation.call)
        given = bound.given if isinstance(bound, Missing) else {}
        intro = "Something is missing." if invocation.gesture is Gesture.FORM else ""
        asked = Call(group=declared.group, word=declared.word, named=dict(given))
        return Form(title=declared.description[:24], call=asked, fields=_fields(declared, given), intro=intro)

    async def answer(self, invocation: Invocation) -> Reply:
        self.answered.append(invocation)
        declared = self.command_of(invocation)
        if declared is None:
            unknown = f"/{invocation.call.group} {invocation.call.word}"[:80]
            return reply(say("I don't know {unknown}. Try `/mentor help`.", unknown=unknown))
        match bind(declared, invocation.call):
            case Bound(values):
                return await declared.run(self._kept, **values)
            case Refused(sentence):
                return reply(say("{sentence}", sentence=sentence))
            case Missing():
                return reply(say("Something is missing."))

    async def complete(self, invocation: Invocation, option: str, typed: str) -> Sequence[Choice]:
        declared = self.command_of(invocation)
        parameter = declared.parameter(option) if declared is not None else None
        complete = parameter.option.complete if parameter is not None else None
        return await complete(self._kept, typed) if complete is not None else []


class StillClock:
    """A clock that moves only when told, and tells who waits for what is due."""

    def __init__(self, now: datetime = FIRST_MONDAY) -> None:
        self.start = now
        self.moved = timedelta()

    def now(self) -> datetime:
        return self.start + self.moved

    async def advance(self, delta: timedelta) -> None:
        self.moved += delta

    async def reset(self) -> None:
        self.moved = timedelta()


def _fields(declared: Command, given: Mapping[str, str]) -> tuple[Field, ...]:
    return tuple(
        Field(
            name=each.name,
            label=each.option.description,
            kind=_kind(each.name, prose=each.option.prose),
            required=each.required,
            value=given.get(each.name, each.option.prefill),
            choices=COHORTS if each.name == "cohort" else each.option.choices,
            hint=f"For example {each.option.example}." if each.option.example else "",
        )
        for each in declared.parameters
    )


def _kind(name: str, *, prose: bool) -> FieldKind:
    kinds = {"mentor": FieldKind.PERSON, "channel": FieldKind.CHANNEL}
    selects = {"cohort": FieldKind.SELECT, "day": FieldKind.SELECT}
    return FieldKind.PARAGRAPH if prose else (kinds | selects).get(name, FieldKind.LINE)


def sentence(text: str) -> Line:
    return (text,)


def paragraph(text: str) -> Text:
    return Text(sentence(text))

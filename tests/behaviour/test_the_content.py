"""Every page, step, task and nudge of the guide, through each platform to somebody who reads it."""

from datetime import timedelta

from mentorbot.chat.blocks import Buttons
from mentorbot.chat.fit import fit
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.platform import Parcel, Sent
from mentorbot.chat.reply import Reply
from mentorbot.domain.enrolments import NudgeKind
from mentorbot.domain.guide import Guide, Task
from mentorbot.domain.nudges import Nudge
from mentorbot.guides import load_library
from mentorbot.messages.nudges import nudge_message
from mentorbot.platforms.local.readable import readable_reply
from tests.behaviour.shown import Person
from tests.behaviour.world import CONTENT, START, World


def nudges(guide: Guide) -> list[Reply]:
    """Every week of every task."""
    weeks = [(task, week) for task in guide.tasks.values() for week in range(1, len(task.nudges) + 1)]
    return [nudge_message(_nudge(guide, task, week), guide) for task, week in weeks]


def _nudge(guide: Guide, task: Task, week: int) -> Nudge:
    """The longest there is: back from a pause, with a date after it unless it is the last."""
    return Nudge(
        kind=NudgeKind.NUDGE,
        guide=guide.slug,
        task=task.slug,
        week=week,
        done=3,
        zone="Europe/Berlin",
        next_at=START + timedelta(weeks=1) if week < len(task.nudges) else None,
        back=True,
    )


def dots(*texts: str) -> int:
    """An ellipsis is how a text is cut; the guide has some of its own."""
    return sum(each.count("…") for each in texts)


async def test_every_page_and_step_arrives_whole(world: World, ada: Person) -> None:
    guide = load_library(CONTENT).default
    for page in guide.pages.values():
        answer = await ada.does("guide", topic=page.slug)
        assert page.title in answer.text
        assert "Contents" in answer.buttons
        assert "last reviewed" in answer.text
        assert dots(answer.text) == dots(page.body), f"{page.slug} was cut: {answer.text}"
    await world.cohort()
    await ada.joins("Spring 26")
    for step in guide.steps:
        answer = await ada.does("step", number=step.number)
        assert all(task.title in answer.text for task in step.tasks)
        for task in step.tasks:
            chosen = await ada.does("focus", task=task.slug)
            assert task.title in chosen.text
            whole = (task.title, task.action, task.why, task.done_when, task.evidence)
            assert dots(chosen.text) == dots(*whole), f"{task.slug} was cut: {chosen.text}"


async def test_every_nudge_arrives_whole(world: World, ada: Person) -> None:
    guide = load_library(CONTENT).default
    await ada.does("home")
    platform = world.app.platforms[world.venue.name]
    messages = nudges(guide)
    for number, message in enumerate(messages):
        assert fit(message) == message
        parcel = Parcel(
            key=f"n{number}", workspace=WorkspaceId(world.venue.workspace), user=UserId(ada.id), reply=message
        )
        assert isinstance(await platform.send(parcel), Sent)
    seen = ada.messages
    assert len(seen) == len(messages)
    for message, shown in zip(messages, seen, strict=True):
        labels = [each.label for row in message.blocks if isinstance(row, Buttons) for each in row.buttons]
        assert shown.buttons == labels
        assert dots(shown.text) == dots(readable_reply(message))


def test_no_two_nudges_of_a_task_are_alike() -> None:
    guide = load_library(CONTENT).default
    assert all(len(set(task.nudges)) == len(task.nudges) == 4 for task in guide.tasks.values())

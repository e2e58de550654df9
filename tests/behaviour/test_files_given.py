"""A file, a user group and the directory reach a command from each platform."""

from dataclasses import replace
from typing import Annotated

import pytest

from mentorbot import app
from mentorbot.chat.command import Option, command
from mentorbot.chat.ids import FileId, GroupId, WorkspaceId
from mentorbot.chat.platform import FileTooLarge, NoSuchFile, NoSuchPlace
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.commands import GROUPS, Context
from mentorbot.domain.errors import NotNow
from tests.behaviour.shown import Person
from tests.behaviour.venues import OnDiscord, OnSlack
from tests.behaviour.world import World

LIMIT = 1_000_000


@command("read", "Read a list aloud", group="cohort")
async def read(
    ctx: Context,
    *,
    file: Annotated[FileId | None, Option("Which list?", ask=True)] = None,
    title: Annotated[str, Option("What is it called?", ask=True)] = "Untitled",
) -> Reply:
    if file is None:
        return reply(say("{title} is no list.", title=title))
    try:
        content = await ctx.platform.read_file(WorkspaceId(ctx.workspace.outside), file, LIMIT)
    except (NoSuchFile, FileTooLarge) as problem:
        raise NotNow(str(problem)) from None
    return reply(say("{title}: {content}", title=title, content=content[:100].decode()))


@command("weigh", "Weigh a list", group="cohort")
async def weigh(ctx: Context, file: Annotated[FileId, Option("Which list?")]) -> Reply:
    content = await ctx.platform.read_file(WorkspaceId(ctx.workspace.outside), file, LIMIT)
    return reply(say("{size} bytes", size=len(content)))


@command("greet", "Greet a group", group="cohort")
async def greet(ctx: Context, group: Annotated[GroupId, Option("Which group?")]) -> Reply:
    try:
        found = await ctx.platform.people_in(WorkspaceId(ctx.workspace.outside), group)
    except NoSuchPlace as problem:
        raise NotNow(str(problem)) from None
    return reply(say("Hello {names}", names=", ".join(each.name for each in found)))


@command("look", "Look everybody up", group="cohort")
async def look(ctx: Context) -> Reply:
    everybody = await ctx.platform.everybody(WorkspaceId(ctx.workspace.outside))
    told = [f"{each.handle} {each.email}" for each in everybody]
    return reply(say("{told}", told=", ".join(sorted(told))))


@pytest.fixture(autouse=True)
def more_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """/cohort can do these too."""
    mentor, cohort = GROUPS
    made_up = replace(cohort, commands=(*cohort.commands[:3], read, weigh, greet, look))
    monkeypatch.setattr(app, "GROUPS", (mentor, made_up))


async def test_a_file_is_given_with_a_command(robin: Person) -> None:
    shown = await robin.does("cohort read", file=b"ada\nkim", title="Mentees")
    assert "Mentees: ada\nkim" in shown.text


async def test_a_file_that_is_needed_is_asked_for_in_a_form(robin: Person) -> None:
    form = await robin.does("cohort weigh")
    assert "Which list?" in form.form.text
    assert (await form.gives({"file": b"x" * 999})).text == "999 bytes"


async def test_a_file_of_the_limit_is_read_and_one_byte_more_is_not(robin: Person) -> None:
    assert "Big: x" in (await robin.does("cohort read", file=b"x" * LIMIT, title="Big")).text
    shown = await robin.does("cohort read", file=b"x" * (LIMIT + 1), title="Big")
    assert "That file is a little more than 1 MB; I take up to 1 MB. I left it unread." in shown.text


async def test_a_form_without_its_file_leaves_the_option_away(robin: Person, venue: str) -> None:
    if venue == "discord":
        shown = await robin.does("cohort read", title="Nothing")
    else:
        shown = await (await robin.types("/cohort read ?")).submit({"What is it called?": "Nothing"})
    assert shown.text == "Nothing is no list."


@pytest.mark.parametrize("venue", ["slack", "local"])
@pytest.mark.parametrize("typed", ["people.csv", "F0NOBODY1", "https://evil.example/people.csv", "../../etc/passwd"])
async def test_a_file_that_was_typed_is_none(robin: Person, typed: str) -> None:
    shown = await robin.types(f"/cohort read file={typed}")
    assert "attach" in shown.text.lower()


@pytest.mark.parametrize("venue", ["slack"])
async def test_a_user_group_is_greeted_however_it_is_typed(world: World) -> None:
    assert isinstance(world.venue, OnSlack)
    slack = world.venue.slack
    ada, kim = (slack.workspace.users[each.id] for each in (world.ada, world.kim))
    group = slack.workspace.add_group("Design Team", "designers", [ada.id, kim.id])
    for typed in ("@designers", "group=@designers", "designers", "Design Team", 'group="design team"', group.id):
        assert (await world.robin.types(f"/cohort greet {typed}")).text == "Hello Ada, Kim", typed
    assert "called nobodies" in (await world.robin.types("/cohort greet nobodies")).text


@pytest.mark.parametrize(
    ("venue", "instead"), [("local", "only #general and #career"), ("discord", "one of its roles")]
)
async def test_without_user_groups_one_is_told_what_to_use_instead(robin: Person, instead: str) -> None:
    assert instead in (await robin.does("cohort greet", group="designers")).text


async def test_everybody_is_known_by_handle_and_address(world: World) -> None:
    shown = await world.robin.does("cohort look")
    match world.venue:
        case OnDiscord():
            assert shown.text == "ada None, kim None, robin None"
        case OnSlack():
            assert shown.text == "ada ada@example.org, kim kim@example.org, robin robin@example.org"
        case _:
            assert shown.text.startswith("ada ada@example.org, grace grace@example.org")

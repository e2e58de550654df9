"""User groups: by id, handle or name, and what to do where there are none."""

import pytest

from mentorbot.chat.ids import ChannelId, GroupId, WorkspaceId
from mentorbot.chat.platform import NoSuchPlace
from tests.fakes.slack import Person
from tests.platforms.slack.stage import Stage

TEAM = WorkspaceId("T0LOCAL01")


async def names(stage: Stage, group: str) -> list[str]:
    return [each.name for each in await stage.platform.people_in(TEAM, GroupId(group))]


def some(stage: Stage, *called: str) -> list[Person]:
    return [stage.slack.person(name) for name in called]


@pytest.mark.parametrize(
    "typed", ["designers", "@designers", "DESIGNERS", "Design Team", "design team", "@Design Team"]
)
async def test_a_group_is_found_by_its_handle_or_name(stage: Stage, typed: str) -> None:
    stage.slack.group("Others", "others", some(stage, "Lee"))
    stage.slack.group("Design Team", "designers", some(stage, "Ada", "Kim"))
    assert await names(stage, typed) == ["Ada", "Kim"]


async def test_a_group_is_found_by_its_id_before_any_handle(stage: Stage) -> None:
    group = stage.slack.group("Design Team", "designers", some(stage, "Ada"))
    stage.slack.group("Odd", group.id.lower(), some(stage, "Kim"))
    assert await names(stage, group.id) == ["Ada"]


async def test_a_handle_counts_before_a_name(stage: Stage) -> None:
    stage.slack.group("design", "others", some(stage, "Kim"))
    stage.slack.group("Others", "design", some(stage, "Ada"))
    assert await names(stage, "design") == ["Ada"]


async def test_a_group_whose_name_looks_like_a_channels_id_is_found(stage: Stage) -> None:
    stage.slack.group("DESIGN", "designers", some(stage, "Ada"))
    assert await names(stage, "DESIGN") == ["Ada"]


async def test_bots_of_a_group_are_left_out_and_who_is_gone_is_marked(stage: Stage) -> None:
    ada, gone = some(stage, "Ada", "Gone")
    gone.deactivate()
    stage.slack.group("All", "all", [ada, gone, stage.slack.other_bot("Buildbot")])
    found = await stage.platform.people_in(TEAM, GroupId("all"))
    assert [(each.name, each.gone) for each in found] == [("Ada", False), ("Gone", True)]


async def test_a_group_of_hundreds_takes_few_calls(stage: Stage) -> None:
    stage.slack.rates.on = True
    stage.slack.group("All", "all", some(stage, *(f"P{number}" for number in range(450))))
    assert len(await names(stage, "all")) == 450
    assert len(stage.slack.called("users.info")) == 0
    assert len(stage.slack.called("users.list")) == 3


async def test_a_group_that_nobody_made_or_that_was_disabled_says_how_to_choose_one(stage: Stage) -> None:
    stage.slack.group("Old", "old", some(stage, "Ada")).disabled = True
    for typed in ("old", "nobodies", "S0NOBODY1"):
        with pytest.raises(NoSuchPlace, match=f"user group called {typed}.*typing @ and its handle"):
            await names(stage, typed)


async def test_a_group_taken_away_meanwhile_is_said_to_be_so(stage: Stage) -> None:
    stage.slack.group("Design", "design", some(stage, "Ada"))
    stage.slack.fail("usergroups.users.list", "no_such_subteam")
    with pytest.raises(NoSuchPlace, match="just taken away"):
        await names(stage, "design")


async def test_a_plan_without_groups_and_a_token_without_the_scope_say_what_to_do(stage: Stage) -> None:
    stage.slack.workspace.free_plan = True
    with pytest.raises(NoSuchPlace, match="plan has no user groups"):
        await names(stage, "design")
    stage.slack.web_api.scopes = {"users:read"}
    with pytest.raises(NoSuchPlace, match="install me again"):
        await names(stage, "design")
    stage.slack.fail("usergroups.list", "internal_error")
    with pytest.raises(NoSuchPlace, match="internal_error"):
        await names(stage, "design")


async def test_a_private_channel_still_says_that_i_must_be_invited(stage: Stage) -> None:
    secret = stage.slack.channel("secret", private=True, bot=False)
    stage.slack.web_api.scopes = {"channels:read", "groups:read"}
    with pytest.raises(NoSuchPlace, match="invite me"):
        await stage.platform.people_in(TEAM, ChannelId(secret.id))

import pytest

from mentorbot.chat.command import Command, Group
from mentorbot.commands import GROUPS
from mentorbot.platforms.discord.manifest import manifest
from tests.fakes.discord import limits
from tests.fakes.discord.check_commands import check_commands
from tests.fakes.discord.errors import ApiError, Json
from tests.platforms.discord.stage import home


def tree_of(*groups: Group) -> list[Json]:
    """What Discord would be told."""
    return manifest(groups)


def words(size: int, *, listed: bool = True) -> tuple[Command, ...]:
    return tuple(
        Command(group="mentor", word=f"word-{number}", description="A word", run=home.run, parameters=(), listed=listed)
        for number in range(size)
    )


async def test_every_command_of_ours_is_within_discords_limits() -> None:
    told = tree_of(*GROUPS)
    check_commands(told)
    offered = {f"{group['name']} {word['name']}" for group in told for word in group["options"]}
    assert offered == {command.path for group in GROUPS for command in group.commands if command.listed}


async def test_25_words_fit_into_a_group() -> None:
    check_commands(tree_of(Group("mentor", "Words", words(limits.COMMAND_OPTIONS))))


async def test_a_26th_word_is_refused_where_it_is_declared() -> None:
    with pytest.raises(ValueError, match="more than 25 listed words"):
        Group("mentor", "Words", words(limits.COMMAND_OPTIONS + 1))


async def test_a_word_that_is_not_listed_takes_no_place() -> None:
    hidden = Command(group="mentor", word="undo", description="Hidden", run=home.run, parameters=(), listed=False)
    told = tree_of(Group("mentor", "Words", (*words(limits.COMMAND_OPTIONS), hidden)))
    assert len(told[0]["options"]) == limits.COMMAND_OPTIONS


@pytest.mark.parametrize("length", [limits.COMMAND_DESCRIPTION, limits.COMMAND_DESCRIPTION + 1])
async def test_a_description_has_at_most_100_characters(length: int) -> None:
    told = tree_of(Group("mentor", "x" * length, words(1)))
    if length <= limits.COMMAND_DESCRIPTION:
        check_commands(told)
        return
    with pytest.raises(ApiError):
        check_commands(told)

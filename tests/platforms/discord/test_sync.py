from dataclasses import replace

import pytest

from tests.fakes.discord import LocalDiscord, Person
from tests.fakes.discord.errors import Json
from tests.platforms.discord.stage import GROUPS, Kept, SmallTalk, running


async def test_the_commands_are_sent_once(discord: LocalDiscord) -> None:
    notes = Kept()
    for _ in range(2):
        async with running(discord, SmallTalk(), notes):
            pass
    assert discord.syncs == 1


async def test_changed_commands_are_sent_again(discord: LocalDiscord) -> None:
    notes = Kept()
    changed = (replace(GROUPS[0], description="Another description"), *GROUPS[1:])
    for talk in (SmallTalk(), SmallTalk(changed)):
        async with running(discord, talk, notes):
            pass
    assert discord.syncs == 2
    assert discord.commands.declared[0]["description"] == "Another description"


async def test_refused_commands_do_not_stop_the_bot(
    discord: LocalDiscord, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    notes = Kept()
    async with running(discord, SmallTalk(), notes):
        pass
    notes.texts.clear()
    discord.fail("PUT /applications/*/commands", 400, code=50035)
    async with running(discord, SmallTalk(), notes):
        assert (await ada.uses("mentor home")).text.startswith("Hello")
    assert not [name for name in notes.texts if name.startswith("commands.")]
    assert "did not take the slash commands" in caplog.text


async def test_the_commands_say_what_was_declared(discord: LocalDiscord) -> None:
    async with running(discord, SmallTalk()):
        declared = {each["name"]: each for each in discord.commands.declared}
    mentor, cohort = declared["mentor"], declared["cohort"]
    assert (mentor["contexts"], mentor["integration_types"]) == ([0, 1], [0])
    assert mentor["default_member_permissions"] is None
    assert (
        cohort["default_member_permissions"] is None
    )  # an admin whom another admin named needs no right of the server
    assert [each["name"] for each in mentor["options"]] == ["home", "join", "done", "tell", "ask"]
    assert _options(cohort, "import") == [("role", 8, False), ("channel", 7, False), ("member", 6, False)]
    assert _options(mentor, "tell") == [("words", 3, False), ("mood", 3, False), ("days", 4, False), ("note", 3, False)]


async def test_choices_limits_and_suggestions_are_declared(discord: LocalDiscord) -> None:
    async with running(discord, SmallTalk()):
        mentor = discord.commands.declared[0]
    _, mood, days, _ = _word(mentor, "tell")["options"]
    assert [(each["name"], each["value"]) for each in mood["choices"]] == [("Well", "good"), ("Badly", "bad")]
    assert (days["min_value"], days["max_value"]) == (1, 14)
    assert _word(mentor, "join")["options"][0]["autocomplete"]


def _word(group: Json, word: str) -> Json:
    found: Json = next(each for each in group["options"] if each["name"] == word)
    return found


def _options(group: Json, word: str) -> list[tuple[str, int, bool]]:
    return [(each["name"], each["type"], each.get("required", False)) for each in _word(group, word)["options"]]

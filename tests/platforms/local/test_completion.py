"""The composer suggests words, then options, then their values."""

import pytest

from mentorbot.chat.command import Command, Group
from mentorbot.chat.invocation import Invocation
from mentorbot.platforms.local.completion import suggestions
from mentorbot.platforms.local.people import PEOPLE
from tests.chat.sample_commands import bring
from tests.platforms.local.small_talk import SmallTalk


async def labels(text: str) -> list[str]:
    return [each.label for each in await suggestions(SmallTalk(), PEOPLE[0], text)]


async def taken(text: str, label: str) -> str:
    """The composer once the suggestion of that label is taken."""
    found = await suggestions(SmallTalk(), PEOPLE[0], text)
    return next(each.text for each in found if each.label == label)


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("/", ["/mentor", "/cohort"]),
        ("/me", ["/mentor"]),
        ("/mentor", ["home", "ask", "join", "done", "progress"]),
        ("/mentor ", ["home", "ask", "join", "done", "progress"]),
        ("/mentor JO", ["join"]),
        ("/mentor join", ["join"]),
        ("/mentor home", []),
        ("/mentor join ", ["Spring 26", "Autumn 26", "cohort="]),
        ("/mentor join spr", ["Spring 26"]),
        ("/mentor join co", ["cohort="]),
        ("/mentor join cohort=", ["Spring 26", "Autumn 26"]),
        ('/mentor join cohort="Autumn 2', ["Autumn 26"]),
        ('/mentor join "Autumn 26" ', []),
        ("/cohort create na", ["name="]),
        ("/cohort create Spring ", ["Monday", "Tuesday", "day=", "mentor=", "channel=", "note="]),
        ("/cohort create name=Spring day=t", ["Tuesday"]),
        ("/cohort create mentor=@gr", ["Grace"]),
        ("/cohort create mentor=", ["Ada", "Kim", "Lee", "Grace", "Robin"]),
        ("/cohort create channel=", ["#general", "#career"]),
        ("/cohort create colour=", []),
        ("/mentor ask ", ["question="]),
        ("/mentor ask do I", []),
        ("/mentor nonsense ", []),
        ("/nonsense ", []),
        ("do I need to code?", []),
        ("", []),
        ("/mentor join " + "x" * 10_000, []),
        ('/mentor join "', ["Spring 26", "Autumn 26", "cohort="]),
        ("/mentor join \ud800\x00", []),
    ],
)
async def test_what_is_suggested(typed: str, suggested: list[str]) -> None:
    assert await labels(typed) == suggested


@pytest.mark.parametrize(
    ("typed", "label", "composer"),
    [
        ("/m", "/mentor", "/mentor "),
        ("/mentor ho", "home", "/mentor home"),
        ("/mentor jo", "join", "/mentor join "),
        ("/mentor join spr", "Spring 26", '/mentor join cohort="Spring 26" '),
        ('/mentor join cohort="Spr', "Spring 26", '/mentor join cohort="Spring 26" '),
        ("/cohort create na", "name=", "/cohort create name="),
        ("/cohort create name=S  mentor=@g", "Grace", "/cohort create name=S  mentor=@Grace "),
    ],
)
async def test_what_a_suggestion_makes_of_the_composer(typed: str, label: str, composer: str) -> None:
    assert await taken(typed, label) == composer


class FilesTalk(SmallTalk):
    """/cohort can bring a list."""

    @property
    def groups(self) -> tuple[Group, ...]:
        return (Group("cohort", "Run cohorts", (bring,)),)

    def command_of(self, invocation: Invocation) -> Command | None:
        return bring if invocation.call.word == "bring" else None


async def test_nobody_is_led_to_type_a_file() -> None:
    found = await suggestions(FilesTalk(), PEOPLE[0], "/cohort bring ")
    assert [each.label for each in found] == ["group=", "role="]


async def test_a_suggested_person_is_understood() -> None:
    text = await taken("/cohort create name=S day=monday mentor=", "Grace")
    assert text == "/cohort create name=S day=monday mentor=@Grace "

"""What people wrote for themselves or for their mentor is shown to no admin, by no word there is."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

import pytest
from sqlalchemy import insert

from mentorbot.commands.cohort import COHORT
from mentorbot.platforms.local.somebody import Shown, Somebody
from mentorbot.store.tables import checkins, help_requests, kudos, mentor_notes, mentor_wishes, mentors, mentorships
from tests.commands.cohort.conftest import Workspace

EVIDENCE: Final = "https://example.org/what-ada-keeps"
SECRETS: Final = (EVIDENCE, "feels lost", "slow but thorough", "try the second task", "help me please", "thanks, Grace")

WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "create": "Winter",
        "list": "",
        "show": "spring-26",
        "edit": "spring-26 day=tuesday",
        "add": "@lee spring-26",
        "remove": "@lee",
        "import": "channel=#career cohort=spring-26",
        "preview": "spring-26 days=14",
        "explain": "@ada",
        "held": "",
        "questions": "",
        "answer": "1 Yes.",
        "draft": "1",
        "decide": "delivery=none action=drop",
        "pause": "spring-26",
        "unpause": "spring-26",
        "archive": "spring-26 sure=yes",
        "duplicate": "spring-26 name=Summer",
        "move": "@ada winter",
        "announce": "spring-26 Hello",
        "confirm": "1",
        "discard": "1",
        "admit": "@ada",
        "decline": "@ada",
        "recall": "1",
        "admin": "",
        "audit": "",
        "settings": "",
        "match": "spring-26",
        "mentor": "",
        "rematch": "learner=@ada reason=hours",
        "report": "spring-26",
        "export": "spring-26",
    }
)
"""What is typed after each word; a new word needs its line here."""


async def _lives(workspace: Workspace) -> None:
    """Ada and her mentor Grace write down all that is theirs."""
    ada, grace = workspace.somebody("ada"), workspace.somebody("grace")
    await ada.says("/mentor join spring-26")
    await grace.says("/mentor home")
    await ada.says(f"/mentor done evidence={EVIDENCE}")
    await ada.says("/mentor pass Do you sponsor visas?")
    await workspace.wait(days=8)
    learner, mentor = (await workspace.member("ada")).key, (await workspace.member("grace")).key
    hour = workspace.now.time()
    offer = {"capacity": 3, "topics": frozenset({"apis"}), "languages": frozenset(), "digest_day": (0,)}
    hours = {"hours_from": hour, "hours_until": hour, "digest_time": hour}
    note = {"author": mentor, "learner": learner, "at": workspace.now}
    rows = (
        (mentors, {"member": mentor, "state": "active", "since": workspace.now, **offer, **hours}),
        (mentor_wishes, {"member": learner, "topics": frozenset({"feels lost"}), "languages": frozenset()}),
        (
            mentorships,
            {
                "workspace": 1,
                "mentor": mentor,
                "learner": learner,
                "state": "active",
                "why": "both wrote “apis”",
                "began_at": workspace.now,
            },
        ),
        (mentor_notes, {**note, "text": "slow but thorough", "shared": False}),
        (mentor_notes, {**note, "text": "try the second task", "shared": True}),
        (checkins, {"member": learner, "cohort": 1, "mood": "stuck", "note": "feels lost", "at": workspace.now}),
        (
            help_requests,
            {
                "workspace": 1,
                "member": learner,
                "cohort": 1,
                "note": "help me please",
                "asked_at": workspace.now,
                "told": mentor,
            },
        ),
        (kudos, {"giver": learner, "receiver": mentor, "text": "thanks, Grace", "at": workspace.now}),
    )
    async with workspace.app.store.begin() as tx:
        for table, row in rows:
            await tx.execute(insert(table).values(row))


def _told(shown: Shown) -> Iterator[str]:
    """All that an answer carries: its words, its buttons' calls, its pictures and files."""
    yield shown.text
    if shown.reply is not None:
        yield repr(shown.reply)
        yield from (each.content.decode("latin-1") for each in shown.reply.attached)


def test_every_word_for_admins_is_tried() -> None:
    assert [each.word for each in COHORT.commands if each.word not in WORDS] == []


@pytest.mark.usefixtures("spring")
async def test_no_word_for_admins_tells_what_is_private(workspace: Workspace, robin: Somebody) -> None:
    await _lives(workspace)
    last = ("archive",)  # nothing is in a cohort that is over
    words = [each.word for each in COHORT.commands]
    for word in (*(each for each in words if each not in last), *last):
        shown = await robin.says(f"/cohort {word} {WORDS[word]}".rstrip())
        assert "Something broke" not in shown.text, word
        for secret in SECRETS:
            assert not [each for each in _told(shown) if secret in each], f"/cohort {word} tells “{secret}”"
        if word in {"explain", "questions"}:
            assert "Ada" in shown.text, word


async def test_nor_does_what_they_are_told_unasked(workspace: Workspace, robin: Somebody, spring: str) -> None:
    assert spring
    await _lives(workspace)
    await workspace.wait(days=40)
    told = [part for each in robin.direct_messages for part in _told(each)]
    assert told, "Ada fell silent, and waits for an answer"
    assert [secret for secret in SECRETS if any(secret in each for each in told)] == []

"""Pictures and files on Slack: said in a line, and uploaded to the person's direct messages, over the real wire."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from mentorbot.chat.blocks import Button, Buttons, File, Picture
from mentorbot.chat.call import call
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.invocation import Invocation
from mentorbot.chat.limits import FILES_SIZE
from mentorbot.chat.platform import Absent, Parcel, Sent
from mentorbot.chat.reply import Reply, reply, say
from mentorbot.platforms.slack import uploads
from mentorbot.platforms.slack.manifest import SCOPES
from mentorbot.platforms.slack.render import render
from mentorbot.platforms.slack.uploads import missing
from tests.fakes.slack.workspace import SharedFile
from tests.platforms.local.small_talk import SmallTalk
from tests.platforms.slack.stage import Stage, staged

PICTURE = Picture("steps.png", b"\x89PNG\r\n", "Three steps of seven are done.")
TABLE = File("steps.csv", "text/csv", b"step,done\n1,yes\n")
AGAIN = Buttons((Button("Done", call("mentor done", task="apis")),))
PROGRESS = reply(say("This is how far you are."), PICTURE, TABLE, AGAIN)
ARRIVED = [
    SharedFile("steps.png", "steps.png", "image/png", PICTURE.content, "Three steps of seven are done."),
    SharedFile("steps.csv", "steps.csv", "text/csv", TABLE.content, ""),
]


class Carrying(SmallTalk):
    """Answers everything with a picture and a file."""

    def __init__(self, says: Reply = PROGRESS) -> None:
        super().__init__()
        self.says = says

    async def answer(self, invocation: Invocation) -> Reply:
        self.answered.append(invocation)
        return self.says


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with staged(Carrying()) as everything:
        everything.slack.web_api.scopes = set(SCOPES)
        yield everything


def test_a_line_says_where_each_is_and_what_a_picture_shows() -> None:
    assert render(PROGRESS).text.splitlines() == [
        "This is how far you are.",
        "steps.png is in your direct messages with me. In words: Three steps of seven are done.",
        "steps.csv is in your direct messages with me.",
    ]
    assert render(PROGRESS, direct=True).text.splitlines()[1:] == [
        "steps.png comes right after this message. In words: Three steps of seven are done.",
        "steps.csv comes right after this message.",
    ]


async def test_an_answer_that_one_person_sees_puts_its_files_into_their_direct_messages(stage: Stage) -> None:
    ada, kim = stage.slack.person("Ada"), stage.slack.person("Kim")
    answer = await ada.types("/mentor home")
    assert answer.message.ephemeral
    assert "*steps.csv* is in your direct messages with me." in answer.text
    assert await ada.files(2) == ARRIVED
    assert kim.files_so_far == []
    (message,) = ada.direct_messages()
    assert message.message.files == ARRIVED


async def test_an_answer_in_the_direct_messages_is_followed_by_its_files(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    answer = await ada.says("how far am I?")
    assert "*steps.csv* comes right after this message." in answer.text
    assert await ada.files(2) == ARRIVED
    assert [each.message.files for each in ada.direct_messages()] == [[], ARRIVED]


async def test_an_answer_in_place_is_followed_by_its_files_too(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    changed = await (await ada.says("how far am I?")).press("Done")
    assert changed.message.edits == 1
    assert await ada.files(4) == ARRIVED * 2


async def test_files_stay_in_the_thread_in_which_somebody_wrote(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    posted = stage.slack.workspace.post({"text": "hello"}, channel=ada.dm.id, author=ada.id)
    event = {"type": "message", "channel_type": "im", "channel": ada.dm.id, "user": ada.id, "text": "how far am I?"}
    threaded = event | {"ts": "2.0", "thread_ts": posted.ts}
    await stage.slack.deliver(
        "events_api", {"type": "event_callback", "team_id": stage.slack.team, "event_id": "Ev1", "event": threaded}
    )
    await ada.files(2)
    assert [each.message.thread for each in ada.direct_messages()] == [posted.ts, posted.ts]


async def test_a_nudge_is_followed_by_its_files_and_still_found_by_its_key(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    sent = await stage.nudge(ada, PROGRESS)
    assert isinstance(sent, Sent)
    text, files = ada.direct_messages()
    assert "*steps.png* comes right after this message. In words: Three steps" in text.text
    assert files.message.files == ARRIVED
    parcel = Parcel(key="k1", workspace=WorkspaceId(stage.slack.team), user=UserId(ada.id), reply=PROGRESS)
    assert await stage.platform.find(parcel, datetime.now(UTC)) == sent
    assert ada.files_so_far == ARRIVED


async def test_a_nudge_that_was_not_sent_has_no_files(stage: Stage) -> None:
    ada = stage.slack.person("Ada")
    stage.slack.fail("chat.postMessage", "channel_not_found")
    assert not isinstance(await stage.nudge(ada, PROGRESS), Sent | Absent)
    assert ada.files_so_far == []
    assert not stage.slack.called("files.getUploadURLExternal")


@pytest.mark.parametrize(
    ("method", "failure", "told"),
    [
        ("files.getUploadURLExternal", {"error": "missing_scope"}, "I may not upload files here yet. Whoever runs me"),
        ("files.getUploadURLExternal", {"error": "file_uploads_disabled"}, "this workspace does not take files"),
        ("files.getUploadURLExternal", {"status": 503}, "Slack took no files just now. Please ask me again"),
        ("upload", {"status": 500}, "Slack took no files just now. Please ask me again in a minute."),
        ("upload", {"reset": True}, "Slack took no files just now."),
        ("files.completeUploadExternal", {"error": "internal_error"}, "Slack took no files just now."),
        (
            "files.completeUploadExternal",
            {"text": "<html>Welcome to the hotel</html>"},
            "Slack took no files just now.",
        ),
        ("conversations.open", {"error": "missing_scope"}, "I may not upload files here yet."),
    ],
)
@pytest.mark.parametrize("written", [True, False])
async def test_a_person_is_told_of_an_upload_that_failed_and_can_read_what_the_picture_shows(
    stage: Stage, method: str, failure: dict[str, object], told: str, *, written: bool
) -> None:
    ada = stage.slack.person("Ada")
    stage.slack.fail(method, **failure)  # type: ignore[arg-type] # the failure is that of one case
    answer = await (ada.says("how far am I?") if written else ada.types("/mentor home"))
    assert "In words: Three steps of seven are done." in answer.text
    async with asyncio.timeout(5):
        while len(seen := [each for each in stage.slack.messages if ada.sees(each) and each.author != ada.id]) < 2:
            await stage.slack.until_something_happens()
    assert seen[-1].text.startswith(f"I couldn't put steps.png and steps.csv into our direct messages: {told}")
    assert seen[-1].ephemeral is not written
    assert ada.files_so_far == []


async def test_a_nudge_whose_upload_failed_is_sent_and_the_failure_logged(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    ada = stage.slack.person("Ada")
    stage.slack.fail("upload", status=500)
    with caplog.at_level(logging.WARNING, "mentorbot.slack"):
        assert isinstance(await stage.nudge(ada, PROGRESS), Sent)
    assert "Slack did not take steps.png and steps.csv" in caplog.text
    (message,) = ada.direct_messages()
    assert "In words: Three steps of seven are done." in message.text


async def test_an_upload_that_takes_too_long_holds_nothing_up(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "SECONDS", 0.2)
    ada = stage.slack.person("Ada")
    stage.slack.fail("upload", delay=30)
    async with asyncio.timeout(5):
        assert isinstance(await stage.nudge(ada, PROGRESS), Sent)
    assert ada.files_so_far == []


async def test_an_answer_without_files_uploads_none() -> None:
    async with staged(Carrying(reply(say("Nothing to see.")))) as stage:
        await stage.slack.person("Ada").types("/mentor home")
        await stage.slack.person("Kim").types("/mentor home")
        assert not stage.slack.called("conversations.open")


@pytest.mark.filterwarnings("ignore:Sending a large body directly")  # slack_sdk hands the bytes over in one piece
async def test_as_much_as_a_reply_may_hold_arrives() -> None:
    large = File("large.csv", "text/csv", b"x" * FILES_SIZE)
    async with staged(Carrying(reply(large))) as stage:
        ada = stage.slack.person("Ada")
        await ada.types("/mentor home")
        (arrived,) = await ada.files()
        assert len(arrived.content) == FILES_SIZE


@pytest.mark.parametrize("length", [1000, 1001])
async def test_an_alternative_text_is_cut_at_a_thousand_characters(length: int) -> None:
    async with staged(Carrying(reply(Picture("a.png", b"x", "y" * length)))) as stage:
        ada = stage.slack.person("Ada")
        await ada.types("/mentor home")
        (arrived,) = await ada.files()
        assert arrived.alt == ("y" * 1000 if length == 1000 else "y" * 999 + "…")


@pytest.mark.parametrize(
    ("files", "names"),
    [((TABLE,), "steps.csv"), ((TABLE, PICTURE, TABLE), "steps.csv, steps.png and steps.csv")],
)
def test_what_is_missing_is_named(files: tuple[File | Picture, ...], names: str) -> None:
    assert render(missing(files, "so.")).text == f"I couldn't put {names} into our direct messages: so."

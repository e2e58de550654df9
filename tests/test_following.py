"""`python bot.py --watch`: an edit of the content is in the next answer, a broken one leaves the last good guide."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from mentorbot.app import App, open_app
from mentorbot.chat.call import parse_call
from mentorbot.chat.ids import UserId, WorkspaceId
from mentorbot.chat.invocation import Caller, Invocation
from mentorbot.platforms.local.readable import readable_reply
from mentorbot.settings import Settings
from tests.outbox.scenes import Postbox, SetClock

SAMPLE = Path(__file__).parent / "guides" / "sample"
KIM = Caller(platform="local", workspace=WorkspaceId("garden"), user=UserId("kim"), name="Kim", zone="UTC", admin=True)
GEAR, STEP = "topics/gear.md", "steps/step-1.md"


class Author:
    """Somebody who writes and asks."""

    def __init__(self, app: App, content: Path, clock: SetClock) -> None:
        self.app = app
        self.clock = clock
        self.content = content

    async def says(self, text: str, *, caller: Caller = KIM) -> str:
        return readable_reply(await self.app.router.answer(Invocation(caller=caller, call=parse_call(text))))

    async def edits(self, file: str, old: str, new: str) -> None:
        path = self.content / "beekeeper" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        assert self.app.rereading
        await self.app.rereading()


@pytest.fixture
async def author(tmp_path: Path) -> AsyncIterator[Author]:
    content = Path(shutil.copytree(SAMPLE, tmp_path / "content"))
    settings = Settings.model_validate(
        {
            "slack_bot_token": None,
            "slack_app_token": None,
            "discord_bot_token": None,
            "local": True,
            "database_url": f"sqlite:///{tmp_path}/mentorbot.db",
            "content_dir": content,
            "port": 0,
        }
    )
    clock = SetClock()
    async with open_app(settings, clock=clock) as app:
        app.follow(content)
        yield Author(app, content, clock)


async def test_an_edit_is_in_the_next_page_and_the_next_answer(author: Author) -> None:
    assert "Buy the smoker new." in await author.says("/mentor guide gear")
    await author.edits(GEAR, "Buy the smoker new.", "Buy the smoker from a neighbour.")
    assert "Buy the smoker from a neighbour." in await author.says("/mentor guide gear")
    assert "neighbour" in await author.says("/mentor ask should i buy the smoker from a neighbour")


async def test_a_cohort_keeps_to_the_version_that_it_has(author: Author) -> None:
    await author.says("/cohort create name=Spring tz=UTC")
    await author.says("/mentor join Spring")
    postbox = Postbox()
    author.app.platforms["local"] = postbox
    await author.edits(STEP, "smells of honey and wax", "smells of wax alone")
    assert "has a newer version" in await author.says("/cohort show Spring")
    due = await author.app.next_due()
    assert due
    author.clock.instant = due
    await author.app.tick()
    (parcel,) = postbox.taken
    assert "An open hive smells of honey and wax." in readable_reply(parcel.reply)


async def test_a_broken_edit_keeps_the_last_good_guide_and_says_so_on_the_local_page(author: Author) -> None:
    await author.edits(GEAR, "title:", "titel:")
    told = await author.says("/mentor guide gear")
    assert "Buy the smoker new." in told
    assert "This is from the last good version: the guides' files have changed and cannot be read." in told
    assert "content/beekeeper/topics/gear.md:2: `titel` is not a key I know here. Did you mean title?" in told
    await author.edits(GEAR, "titel:", "title:")
    assert "last good version" not in await author.says("/mentor guide gear")


async def test_people_elsewhere_read_nothing_of_it(author: Author) -> None:
    await author.edits(GEAR, "title:", "titel:")
    author.app.platforms["slack"] = author.app.platforms["local"]
    assert "last good version" not in await author.says("/mentor guide gear", caller=replace(KIM, platform="slack"))


async def test_the_running_bot_looks_by_itself(author: Author) -> None:
    assert author.app.rereading
    path = author.content / "beekeeper" / GEAR
    async with author.app.serve():
        path.write_text(path.read_text(encoding="utf-8").replace("new.", "used."), encoding="utf-8")
        for _ in range(200):
            if "Buy the smoker used." in await author.says("/mentor guide gear"):
                return
            await asyncio.sleep(0.05)
    pytest.fail("it did not look")

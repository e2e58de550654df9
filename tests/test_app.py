"""The whole bot, wired: what is on, what the clock sets off, what it says about its health."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession

from mentorbot.app import App, open_app
from mentorbot.domain.deliveries import DeliveryState
from mentorbot.guides import ContentProblems
from mentorbot.jobs.time_machine import RealClock, TimeMachine
from mentorbot.seals import new_key, seal
from mentorbot.settings import Settings
from mentorbot.store.instance import instance_key
from mentorbot.web.health import Pulse
from tests.certified import ADA
from tests.outbox.scenes import Office, SetClock
from tests.store.scenes import NOW

CONTENT = Path(__file__).parents[1] / "content"
PATIENCE = 10.0
Make = Callable[..., Settings]


class Heard(Pulse):
    """A pulse that one can wait for."""

    def __init__(self) -> None:
        super().__init__()
        self.beats = asyncio.Event()

    def beat(self) -> None:
        super().beat()
        self.beats.set()


@pytest.fixture
def settings(tmp_path: Path) -> Make:
    """Settings of the test alone; the local workspace is on unless they name a token."""

    def make(**chosen: object) -> Settings:
        nothing = {"slack_bot_token": None, "slack_app_token": None, "discord_bot_token": None, "admins": ()}
        own = {"database_url": f"sqlite:///{tmp_path / 'data' / 'mentorbot.db'}", "content_dir": CONTENT, "port": 0}
        return Settings.model_validate({"local": False} | nothing | own | chosen)

    return make


@pytest.fixture
async def app(settings: Make) -> AsyncIterator[App]:
    async with open_app(settings(), clock=SetClock()) as opened:
        yield opened


async def test_without_any_token_the_local_workspace_is_open_and_its_clock_moves(settings: Make) -> None:
    async with open_app(settings()) as app:
        assert list(app.platforms) == ["local"]
        assert isinstance(app.clock, TimeMachine)


async def test_beside_a_real_platform_the_clock_is_the_real_one(settings: Make) -> None:
    async with open_app(settings(discord_bot_token="abc", local=True)) as app:
        assert list(app.platforms) == ["discord", "local"]
        assert isinstance(app.clock, RealClock)


async def test_every_platform_with_a_token_is_on_and_the_local_one_is_not(settings: Make) -> None:
    tokens = {"slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1", "discord_bot_token": "abc"}
    async with open_app(settings(**tokens)) as app:
        assert list(app.platforms) == ["slack", "discord"]
        assert app.local is None


async def test_broken_guides_stop_it_before_anything_is_touched(settings: Make, tmp_path: Path) -> None:
    (tmp_path / "content" / "astronaut").mkdir(parents=True)
    (tmp_path / "content" / "astronaut" / "guide.yaml").write_text("title: [\n", encoding="utf-8")
    with pytest.raises(ContentProblems):
        async with open_app(settings(content_dir=tmp_path / "content")):
            pass
    assert not (tmp_path / "data").exists()


async def test_a_tick_plans_and_sends_and_is_a_sign_of_life(app: App) -> None:
    assert app.local is not None
    robin, ada = app.local.as_person("robin"), app.local.as_person("ada")
    await robin.says("/cohort create name=Spring")
    await ada.says("/mentor join spring")
    due = await app.next_due()
    assert due is not None
    assert timedelta() < due - NOW <= timedelta(weeks=1)
    before = len(ada.direct_messages)
    await _at(app, due)
    assert len(ada.direct_messages) == before + 1
    await app.tick()
    assert len(ada.direct_messages) == before + 1, "the same nudge twice"
    after = await app.next_due()
    assert after is not None
    assert after > due


async def test_nothing_is_due_while_nobody_is_enrolled(app: App) -> None:
    assert await app.next_due() is None
    await app.tick()


async def test_while_it_serves_it_ticks_at_once_and_says_that_it_is_well(app: App) -> None:
    app.pulse = heard = Heard()
    async with app.serve() as address, ClientSession() as session:
        async with asyncio.timeout(PATIENCE):
            await heard.beats.wait()
        async with session.get(f"{address}/healthz") as answer:
            assert (answer.status, (await answer.json())["platforms"]) == (200, ["local"])
        async with session.get(address) as page:
            assert page.status == 200


async def test_it_checks_the_certificates_that_its_own_key_signed(app: App) -> None:
    async with app.serve() as address, ClientSession() as session:
        public = await app.public_key()
        async with session.get(f"{address}/verify") as answer:
            assert public in await answer.text()
        key = await instance_key(app.store, new_key)
        for code, holds in ((seal(key, ADA).text, True), (seal(new_key(), ADA).text, False)):
            async with session.post(f"{address}/verify", data=code.encode()) as answer:
                assert (await answer.json())["holds"] is holds


async def test_stopping_in_the_middle_of_a_send_waits_for_its_outcome(app: App) -> None:
    office = Office(app.store, clock=SetClock(NOW))
    (owed,) = await office.owes(await office.workspace())
    app.platforms["local"] = postbox = office.postbox
    postbox.open.clear()
    async with app.serve():
        async with asyncio.timeout(PATIENCE):
            await postbox.arrived.wait()
        asyncio.get_running_loop().call_later(0.05, postbox.open.set)
    assert (await office.now(owed)).state is DeliveryState.SENT


async def test_what_was_made_is_there_when_it_is_opened_again(settings: Make) -> None:
    async with open_app(settings()) as app, app.serve():
        assert app.local is not None
        await app.local.as_person("robin").says("/cohort create name=Spring")
    async with open_app(settings()) as app, app.serve():
        assert app.local is not None
        assert "Spring" in (await app.local.as_person("robin").says("/cohort list")).text


async def test_whom_the_operator_named_is_an_admin(settings: Make) -> None:
    for admins, allowed in (((), False), (("ada",), True)):
        async with open_app(settings(admins=admins)) as app:
            assert app.local is not None
            shown = await app.local.as_person("ada").says("/cohort list")
            assert ("is for admins" not in shown.text) is allowed


async def _at(app: App, instant: datetime) -> None:
    assert isinstance(app.clock, SetClock)
    app.clock.instant = instant
    await app.tick()

"""Posts behind a bad line, by clients that give up."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from random import Random

import aiohttp
import pytest

from tests.crash.fates import Answer, Fate, weather
from tests.crash.judge import Judge, Point, Somebody

PATIENCE = 10.0


@pytest.fixture
async def judge() -> AsyncIterator[Judge]:
    async with Judge() as opened:
        yield opened


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
        yield session


class Poster:
    """Posts to one person, on Slack or on Discord, and says what came back."""

    def __init__(self, judge: Judge, http: aiohttp.ClientSession, platform: str) -> None:
        self._judge, self._http = judge, http
        people = judge.slack if platform == "slack" else judge.discord
        self.who = Somebody(platform, people.person("ada").id)

    async def posts(self, key: str = "k1", *, seconds: float = PATIENCE) -> int:
        """The status, or 0 when no answer came."""
        judge = self._judge
        try:
            async with asyncio.timeout(seconds):
                if self.who.platform == "slack":
                    metadata = {"event_type": "nudge", "event_payload": {"key": key}}
                    body = {"channel": self.who.user, "text": "hello", "metadata": metadata}
                    return await self._status(f"{judge.slack.url}chat.postMessage", judge.slack.bot_token, body)
                token = f"Bot {judge.discord.bot_token}"
                direct = judge.discord.world.direct_channel(judge.discord.world.user(self.who.user))
                path = f"{judge.discord.api_url}/channels/{direct.id}/messages"
                return await self._status(path, token, {"content": "hello", "nonce": key, "enforce_nonce": True})
        except (TimeoutError, aiohttp.ClientError):
            return 0

    async def _status(self, url: str, token: str, body: Mapping[str, object]) -> int:
        word = token if token.startswith("Bot ") else f"Bearer {token}"
        async with self._http.post(url, json=body, headers={"Authorization": word}) as answer:
            return answer.status


@pytest.fixture(params=["slack", "discord"])
def poster(request: pytest.FixtureRequest, judge: Judge, http: aiohttp.ClientSession) -> Poster:
    return Poster(judge, http, request.param)


async def test_a_post_is_recorded_under_its_key(judge: Judge, poster: Poster) -> None:
    assert await poster.posts("k1") == 200
    assert judge.recorded == {poster.who: ["k1"]}
    assert [(each.who, each.key) for each in judge.arrivals] == [(poster.who, "k1")]


@pytest.mark.parametrize(("answer", "status"), [(Answer.LIMITED, 429), (Answer.ERROR, 503), (Answer.RESET, 0)])
async def test_a_post_may_be_refused_and_not_recorded(
    judge: Judge, poster: Poster, answer: Answer, status: int
) -> None:
    judge.fates = lambda: Fate(records=False, answer=answer)
    assert await poster.posts() == status
    assert judge.recorded == {}


@pytest.mark.parametrize(("answer", "status"), [(Answer.ERROR, 503), (Answer.RESET, 0)])
async def test_a_post_may_be_recorded_although_the_answer_says_otherwise(
    judge: Judge, poster: Poster, answer: Answer, status: int
) -> None:
    judge.fates = lambda: Fate(answer=answer)
    assert await poster.posts() == status
    assert judge.recorded == {poster.who: ["k1"]}


async def test_a_post_is_recorded_after_its_answer_was_an_error(judge: Judge, poster: Poster) -> None:
    judge.fates = lambda: Fate(answer=Answer.ERROR, answers_first=True)
    held = judge.hold(poster.who, Point.ARRIVED)
    assert await poster.posts() == 503
    await held.reached.wait()
    assert judge.recorded == {}
    held.go_on()
    await recorded(judge)


async def test_a_post_is_recorded_long_after_the_client_gave_up(judge: Judge, poster: Poster) -> None:
    held = judge.hold(poster.who, Point.ARRIVED)
    assert await poster.posts(seconds=0.1) == 0
    await held.reached.wait()
    held.go_on()
    await recorded(judge)


async def test_a_post_that_is_held_and_forgotten_is_never_recorded(judge: Judge, poster: Poster) -> None:
    held = judge.hold(poster.who, Point.ARRIVED)
    posting = asyncio.create_task(poster.posts())
    await held.reached.wait()
    held.forget()
    assert await posting == 0
    assert judge.recorded == {}


async def test_a_seed_makes_the_same_weather_again() -> None:
    first, again = (weather(Random(7), timeout=1, settling=3) for _ in range(2))
    assert [first() for _ in range(200)] == [again() for _ in range(200)]


async def test_no_weather_records_a_post_later_than_it_takes_to_settle() -> None:
    fates = weather(Random(1), timeout=1, settling=3)
    assert max(fates().before for _ in range(2000)) < 3


async def recorded(judge: Judge) -> None:
    async with asyncio.timeout(PATIENCE):
        while not judge.recorded:
            await asyncio.sleep(0.01)

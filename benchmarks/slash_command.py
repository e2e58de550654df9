"""A slash command through the whole bot against a bare bolt handler: `.venv/bin/python benchmarks/slash_command.py`."""

import argparse
import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

import aiohttp
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.measures import percentile
from mentorbot.app import open_app
from mentorbot.settings import Settings
from tests.fakes.slack import LocalSlack, Person, payloads
from tests.fakes.slack.gestures import Gesture
from tests.fakes.slack.wire import Json

ROOT = Path(__file__).parent.parent
WARM_UP = 10


@dataclass(slots=True)
class Runs:
    """Milliseconds from the local Slack's sending until it had the acknowledgement, and until it had the answer."""

    name: str
    person: Person
    text: str
    acks: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)

    async def once(self) -> None:
        """Send it, and wait for the acknowledgement and the answer, whichever comes first."""
        slack, clock = self.person.slack, asyncio.get_running_loop()
        gesture = slack.gestures.start(user=self.person.id, channel=slack.general.id)
        answered: list[float] = []
        gesture.answer.add_done_callback(lambda _: answered.append(clock.time()))
        envelope = await slack.deliver("slash_commands", self._payload(gesture))
        await self.person.wait_for(gesture, envelope)
        assert envelope.acked_at is not None
        self.acks.append((envelope.acked_at - envelope.sent_at) * 1e3)
        self.answers.append((answered[0] - envelope.sent_at) * 1e3)

    def _payload(self, gesture: Gesture) -> Json:
        slack = self.person.slack
        command, _, rest = self.text.partition(" ")
        return payloads.slash(self.person.user, slack.general, command=command, text=rest) | {
            "trigger_id": slack.gestures.trigger(gesture),
            "response_url": slack.response_url(slack.response_urls.give(gesture)),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=400, help="how often each is typed")
    parser.add_argument("--quick", action="store_const", dest="rounds", const=50, help="fifty times")
    asyncio.run(_measured(parser.parse_args().rounds))


async def _measured(rounds: int) -> None:
    async with LocalSlack() as bare, LocalSlack() as whole, _constant(bare), _bot(whole):
        learner = await _enrolled(whole)
        typed = [
            Runs("bare bolt, a constant", bare.person("lena"), "/mentor when"),
            Runs("/mentor when", learner, "/mentor when"),
            Runs("/mentor ask", learner, "/mentor ask do I need to know how to code?"),
        ]
        gc.freeze()  # as the bot does when it has started
        await _alternate(typed, rounds)
    _print(typed)


async def _alternate(typed: Sequence[Runs], rounds: int) -> None:
    """One of each in turn, so that whatever else the machine does is done to all of them."""
    for number in range(WARM_UP + rounds):
        for each in typed:
            if number == WARM_UP:
                each.acks.clear()
                each.answers.clear()
            await each.once()


def _print(typed: Sequence[Runs]) -> None:
    print(f"milliseconds, {len(typed[0].answers)} of each in turn; in brackets against bare bolt")
    print(f"{'':20}   ack p50            p95       answer p50            p95")
    for each in typed:
        print(f"{each.name:20} {_told(each.acks, typed[0].acks)}  {_told(each.answers, typed[0].answers)}")


def _told(values: Sequence[float], against: Sequence[float]) -> str:
    pairs = ((percentile(values, each), percentile(against, each)) for each in (50, 95))
    return " ".join(f"{value:7.2f} ({value / bare:4.2f})" for value, bare in pairs)


@asynccontextmanager
async def _constant(slack: LocalSlack) -> AsyncIterator[None]:
    """A bolt app as its documentation shows it, with one session for all its calls."""
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.url, session=session)
        app = AsyncApp(client=client)

        @app.command("/mentor")
        async def constant(ack: AsyncAck, respond: AsyncRespond) -> None:
            await ack()
            await respond("Monday at nine.")

        handler = AsyncSocketModeHandler(app, slack.app_token)
        await handler.connect_async()  # type: ignore[no-untyped-call] # bolt left it untyped
        await slack.connected()
        try:
            yield
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call] # likewise


@asynccontextmanager
async def _bot(slack: LocalSlack) -> AsyncIterator[None]:
    """The bot as `python bot.py` runs it, on a new database."""
    with TemporaryDirectory() as folder:
        settings = Settings.model_validate(
            {
                "slack_bot_token": slack.bot_token,
                "slack_app_token": slack.app_token,
                "slack_api_url": slack.url,
                "discord_bot_token": None,
                "local": False,
                "database_url": f"sqlite:///{folder}/mentorbot.db",
                "content_dir": ROOT / "content",
                "port": 0,
            }
        )
        async with open_app(settings) as app, app.serve():
            await slack.connected()
            yield


async def _enrolled(slack: LocalSlack) -> Person:
    admin, learner = slack.person("robin", admin=True), slack.person("lena")
    await admin.types("/cohort create name=Spring")
    await learner.types("/mentor join spring")
    return learner


if __name__ == "__main__":
    main()

"""Slack as a platform like the others."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from http import HTTPStatus
from typing import Final

from slack_sdk.errors import SlackApiError

from mentorbot.chat.ids import ChannelId, FileId, GroupId, RoleId, UserId, WorkspaceId
from mentorbot.chat.platform import (
    Blocked,
    Conversation,
    Evidence,
    NoSuchFile,
    NoSuchPlace,
    Outcome,
    Pace,
    Parcel,
    Person,
    Receipts,
    Sent,
    TokenRefused,
)
from mentorbot.platforms.slack.clients import FAILURES, Clients, code_of, log, retry_after, status_of, why
from mentorbot.platforms.slack.connection import Connection
from mentorbot.platforms.slack.files import Files
from mentorbot.platforms.slack.history import History
from mentorbot.platforms.slack.listeners import bolt_app
from mentorbot.platforms.slack.outcomes import PASSING
from mentorbot.platforms.slack.people import People
from mentorbot.platforms.slack.sending import channel_in, deliver
from mentorbot.platforms.slack.talk import NAME, Talk

SECONDS: Final = 10.0
"""How long one HTTP call may take."""
PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0
PACE: Final = Pace(per_second=4.8)
"""288 a minute. Slack documents one message a second and channel, and "several hundred" a minute for a workspace, with
no number; 300 is the least that these words can mean. Each nudge goes to a channel of its own, so only the second
limit counts, and 12 a minute are left for answers to people. 10,000 nudges take 35 minutes."""
_ELSEWHERE: Final = Blocked("the bot's token is for another Slack workspace")
"""A fault of the settings, not of the person, so nothing is held against them."""


class SlackPlatform:
    """One workspace over Socket Mode; every call goes to `api_url`."""

    def __init__(
        self,
        *,
        conversation: Conversation,
        receipts: Receipts,
        bot_token: str,
        app_token: str,
        api_url: str,
        seconds: float = SECONDS,
    ) -> None:
        self._clients = Clients(token=bot_token, url=api_url, seconds=seconds)
        self._people = People(self._clients)
        self._files = Files(self._clients)
        self._history = History(self._clients)
        self._talk = Talk(conversation=conversation, receipts=receipts, clients=self._clients, people=self._people)
        self._app_token = app_token
        self._app = bolt_app(self._clients.post, conversation.groups, self._talk.take, self._people.changed)
        self._workspace: WorkspaceId | None = None

    @property
    def name(self) -> str:
        return NAME

    @property
    def pace(self) -> Pace:
        return PACE

    async def run(self) -> None:
        """Serve until cancelled; raises TokenRefused."""
        async with self.ready():
            url = await self._introduced()
            await Connection(self._app, self._app_token).serve(url)

    @asynccontextmanager
    async def ready(self) -> AsyncIterator[None]:
        """With one session for every call, and the directory of people; for sending without listening."""
        async with self._clients.shared():
            self._people.directory.open()
            try:
                yield
            finally:
                await self._people.directory.close()

    async def send(self, parcel: Parcel) -> Outcome:
        """Deliver one direct message; its key travels as the message's metadata."""
        if not self._serves(parcel.workspace):
            return _ELSEWHERE
        outcome = await deliver(parcel, clients=self._clients, people=self._people)
        if isinstance(outcome, Sent):
            self._history.remember(parcel.user, channel_in(outcome))
        return outcome

    async def find(self, parcel: Parcel, since: datetime) -> Evidence:
        """Whether it arrived, by the metadata of the bot's own messages to that person."""
        return await self._history.find(parcel, since) if self._serves(parcel.workspace) else _ELSEWHERE

    async def people_in(self, workspace: WorkspaceId, place: ChannelId | RoleId | GroupId) -> Sequence[Person]:
        """Everybody in a channel or a user group; Slack has no roles."""
        if not self._serves(workspace):
            raise NoSuchPlace("That is in another Slack workspace than mine.")
        return await self._people.in_place(place)

    async def everybody(self, workspace: WorkspaceId) -> Sequence[Person]:
        """The whole directory, a thousand people a call and no more calls a minute than Slack takes."""
        if not self._serves(workspace):
            raise NoSuchPlace("That is another Slack workspace than mine.")
        return await self._people.everybody()

    async def person(self, workspace: WorkspaceId, user: UserId) -> Person | None:
        """One person; raises what the client raises when Slack does not say."""
        if not self._serves(workspace):
            return None
        account = await self._people.account(user)
        return account.person if account is not None else None

    async def read_file(self, workspace: WorkspaceId, file: FileId, limit: int) -> bytes:
        """A file that somebody gave in a form, by its id."""
        if not self._serves(workspace):
            raise NoSuchFile("That file is in another Slack workspace than mine.")
        return await self._files.read(file, limit)

    def _serves(self, workspace: WorkspaceId) -> bool:
        """Whether the token is for that workspace; until Slack has said which one it is for, any may be."""
        return self._workspace in {None, workspace}

    async def _introduced(self) -> str:
        """Learn whose token this is; returns the connection's address. Waits as long as Slack is out of reach."""
        pause = PAUSE
        while True:
            try:
                told = await self._clients.post.auth_test()
                self._workspace = WorkspaceId(told["team_id"])
                self._talk.workspace_name = str(told["team"])
                opened = await self._clients.post.apps_connections_open(app_token=self._app_token)
                return str(opened["url"])
            except FAILURES as error:
                if _is_final(error):
                    raise TokenRefused(
                        f"Slack refuses the tokens ({code_of(error)}): check SLACK_BOT_TOKEN and SLACK_APP_TOKEN"
                    ) from error
                log.warning("Slack is out of reach (%s); trying again in %.0f s", why(error), pause)
                await asyncio.sleep(retry_after(error) or pause)
                pause = min(pause * 2, LONGEST_PAUSE)


def _is_final(error: Exception) -> bool:
    """Whether Slack said no, rather than nothing that can be trusted."""
    if not isinstance(error, SlackApiError) or retry_after(error) is not None:
        return False
    return status_of(error) == HTTPStatus.OK and code_of(error) not in PASSING | {""}

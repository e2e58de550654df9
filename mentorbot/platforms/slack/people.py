"""Who people are: asked of Slack, and remembered for ten minutes."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from mentorbot.chat.ids import UserId
from mentorbot.chat.platform import NoSuchPlace, Person
from mentorbot.platforms.slack import limits
from mentorbot.platforms.slack.clients import FAILURES, Clients, code_of, why
from mentorbot.platforms.slack.rich_text import CHANNEL, PERSON

REMEMBERED: Final = 600.0
"""Seconds."""
ONE_BY_ONE: Final = 20
"""For more people than these, listing the workspace can take fewer calls."""
WORTH_A_PAGE: Final = 5
"""users.list takes 20 calls a minute, users.info 100: a page costs as much as five people."""
NOBODY: Final = frozenset({"user_not_found", "user_not_visible", "users_not_found"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person, and whether the workspace lets them administer it."""

    person: Person
    admin: bool


class People:
    """Answers from memory where it can; `monotonic` gives seconds."""

    def __init__(self, clients: Clients, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._clients = clients
        self._monotonic = monotonic
        self._known: dict[UserId, tuple[float, Account]] = {}

    async def account(self, user: UserId) -> Account | None:
        """One account, or None when there is none of that id; raises FAILURES when Slack does not say."""
        return await self._account(user, self._clients.ask)

    async def account_at_once(self, user: UserId) -> Account | None:
        """As `account`, but a rate limit is raised rather than waited for."""
        return await self._account(user, self._clients.post)

    async def in_channel(self, channel: str) -> Sequence[Person]:
        """Its people, bots left out; NoSuchPlace when the bot cannot see it."""
        if not CHANNEL.fullmatch(channel):
            raise NoSuchPlace(f"I can't see a channel called {channel}. Choose it by typing # and its name.")
        try:
            members = await self._members(channel)
            if len(members) > ONE_BY_ONE:
                await self._read_pages(members)
            found = [await self.account(user) for user in members]
        except FAILURES as error:
            raise NoSuchPlace(_no_such_place(error)) from error
        return [each.person for each in found if each is not None and not each.person.bot]

    async def _account(self, user: UserId, client: AsyncWebClient) -> Account | None:
        known = self._known.get(user)
        if known is not None and known[0] > self._monotonic():
            return known[1]
        if not PERSON.fullmatch(user):
            return None
        try:
            answer = await client.users_info(user=user)
        except SlackApiError as error:
            if code_of(error) in NOBODY:
                return None
            raise
        return self._remember(answer["user"])

    async def _members(self, channel: str) -> list[UserId]:
        members: list[UserId] = []
        pages = await self._clients.ask.conversations_members(channel=channel, limit=limits.MEMBERS_PAGE)
        async for page in pages:
            members += [UserId(user) for user in page["members"]]
        return members

    async def _read_pages(self, members: Sequence[UserId]) -> None:
        """List the workspace until everybody is found, or until asking for the rest one by one costs less."""
        missing, pages = set(members), 0
        async for page in await self._clients.ask.users_list(limit=limits.MEMBERS_PAGE):
            missing -= {self._remember(user).person.user for user in page["members"]}
            pages += 1
            if not missing or pages * WORTH_A_PAGE >= len(members):
                return

    def _remember(self, user: Mapping[str, object]) -> Account:
        account = _read(user)
        self._known[account.person.user] = (self._monotonic() + REMEMBERED, account)
        return account


def _read(user: Mapping[str, object]) -> Account:
    zone = user.get("tz")
    person = Person(
        user=UserId(str(user["id"])),
        name=_name(user),
        zone=str(zone) if zone else None,
        bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",  # Slackbot says that it is no bot
        gone=bool(user.get("deleted")),
    )
    return Account(person=person, admin=bool(user.get("is_admin") or user.get("is_owner")))


def _name(user: Mapping[str, object]) -> str:
    profile = user.get("profile")
    names: Mapping[str, object] = profile if isinstance(profile, Mapping) else {}
    return str(names.get("display_name") or names.get("real_name") or user.get("real_name") or user.get("name") or "")


def _no_such_place(error: Exception) -> str:
    match code_of(error):
        case "channel_not_found" | "not_in_channel":
            return "I can't see that channel. If it is private, invite me there first, then try again."
        case "missing_scope":
            return "I may not look into channels yet: install me again with the current manifest, then try again."
        case _:
            return f"Slack would not tell me who is in that channel ({why(error)}). Try again in a minute."

"""Who people are: asked of Slack, and remembered for ten minutes."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from mentorbot.chat.ids import UserId
from mentorbot.chat.platform import NoSuchPlace, Person
from mentorbot.platforms.slack import limits
from mentorbot.platforms.slack.allowance import Allowance, Monotonic
from mentorbot.platforms.slack.clients import FAILURES, Clients, code_of, why
from mentorbot.platforms.slack.directory import Directory
from mentorbot.platforms.slack.rich_text import CHANNEL, PERSON

REMEMBERED: Final = 600.0
"""Seconds."""
MOST: Final = 5_000
"""Accounts in memory; whoever was asked about longest ago is forgotten first."""
ASKED_A_MINUTE: Final = 90
"""users.info takes 100 (tier 4); the rest is left to people who press and type."""
PAGES_WITHIN: Final = 1.0
"""Seconds that a message waits for the directory's next pages before its person is asked about alone."""
PATIENCE: Final = 5.0
"""Seconds that a message waits for its turn to ask; where it takes longer, the lane had better wait."""
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


class Standing(StrEnum):
    """Whether somebody can be written to."""

    ACTIVE = "active"
    GONE = "gone"
    NOBODY = "nobody"


class AskedTooMuch(Exception):
    """Slack takes no more questions about people for `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} s")
        self.seconds = seconds


class People:
    """Answers from memory where it can."""

    def __init__(self, clients: Clients, *, monotonic: Monotonic = time.monotonic) -> None:
        self._clients = clients
        self._monotonic = monotonic
        self._known: OrderedDict[UserId, tuple[float, Account]] = OrderedDict()
        self._asked = Allowance(ASKED_A_MINUTE, monotonic=monotonic)
        self.directory = Directory(clients, monotonic=monotonic)

    async def account(self, user: UserId) -> Account | None:
        """One account, or None when there is none of that id; raises FAILURES when Slack does not say."""
        return self._remembered(user) or await self._ask(user, self._clients.ask)

    async def standing(self, user: UserId) -> Standing:
        """Whether a message may go there; raises FAILURES, and AskedTooMuch instead of keeping the lane waiting.

        One call for each of a few, pages of the directory when they are many.
        """
        account = self._remembered(user)
        if account is None and PERSON.fullmatch(user):
            if self.directory.has(user) or await self.directory.turns_up(user, within=PAGES_WITHIN):
                return Standing.ACTIVE
            await self._turn_to_ask()
            account = await self._ask(user, self._clients.post)
        if account is None:
            return Standing.NOBODY
        return Standing.GONE if account.person.gone else Standing.ACTIVE

    def changed(self, user: Mapping[str, object]) -> None:
        """Slack says that an account changed: it is asked about again."""
        name = UserId(str(user.get("id") or ""))
        self._known.pop(name, None)
        self.directory.changed(name, active=user.get("deleted") is False)

    async def in_channel(self, channel: str) -> Sequence[Person]:
        """Its people, bots left out; NoSuchPlace when the bot cannot see it."""
        if not CHANNEL.fullmatch(channel):
            raise NoSuchPlace(f"I can't see a channel called {channel}. Choose it by typing # and its name.")
        try:
            members = await self._members(channel)
            listed = await self._listed(members) if len(members) > ONE_BY_ONE else {}
            found = [listed.get(user) or await self.account(user) for user in members]
        except FAILURES as error:
            raise NoSuchPlace(_no_such_place(error)) from error
        return [each.person for each in found if each is not None and not each.person.bot]

    async def _turn_to_ask(self) -> None:
        while (wait := self._asked.wait()) > 0:
            if wait > PATIENCE:
                raise AskedTooMuch(wait)
            await asyncio.sleep(wait)

    def _remembered(self, user: UserId) -> Account | None:
        known = self._known.get(user)
        return known[1] if known is not None and known[0] > self._monotonic() else None

    async def _ask(self, user: UserId, client: AsyncWebClient) -> Account | None:
        if not PERSON.fullmatch(user):
            return None
        self._asked.take()
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

    async def _listed(self, members: Sequence[UserId]) -> Mapping[UserId, Account]:
        """List the workspace until everybody is found, or until asking for the rest one by one costs less."""
        missing, found, pages = set(members), dict[UserId, Account](), 0
        async for page in await self._clients.ask.users_list(limit=limits.MEMBERS_PAGE):
            found |= {UserId(user["id"]): _read(user) for user in page["members"] if user["id"] in missing}
            pages += 1
            if len(found) == len(missing) or pages * WORTH_A_PAGE >= len(members):
                break
        return found

    def _remember(self, user: Mapping[str, object]) -> Account:
        account = _read(user)
        self._known.pop(account.person.user, None)
        self._known[account.person.user] = (self._monotonic() + REMEMBERED, account)
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        return account


def _read(user: Mapping[str, object]) -> Account:
    zone = user.get("tz")
    person = Person(
        user=UserId(str(user["id"])),
        name=_name(user),
        zone=str(zone) if zone else None,
        bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",  # Slackbot says that it is no bot
        gone=bool(user.get("deleted")),
        admin=bool(user.get("is_admin") or user.get("is_owner")),
    )
    return Account(person=person, admin=bool(person.admin))


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

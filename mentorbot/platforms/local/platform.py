"""The local workspace as a platform like the others."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from aiohttp import web

from mentorbot.chat.call import Call
from mentorbot.chat.clock import MovableClock
from mentorbot.chat.ids import ChannelId, FileId, GroupId, RoleId, UserId, WorkspaceId
from mentorbot.chat.invocation import Caller, Gesture
from mentorbot.chat.platform import (
    Absent,
    Conversation,
    Evidence,
    NoSuchPlace,
    Outcome,
    Pace,
    Parcel,
    Person,
    Sent,
    Undeliverable,
)
from mentorbot.platforms.local.entries import Origin
from mentorbot.platforms.local.inbound import Inbound, invocation
from mentorbot.platforms.local.page import Page
from mentorbot.platforms.local.people import CHANNELS, PEOPLE, WORKSPACE, Persona, find_persona
from mentorbot.platforms.local.somebody import Somebody
from mentorbot.platforms.local.transcript import Transcript
from mentorbot.platforms.local.uploads import Uploads

NAME: Final = "local"


PACE: Final = Pace(per_second=None)


class LocalPlatform:
    """A few people, two channels, a transcript; `movable` says whether the clock may be moved from the page."""

    def __init__(
        self, *, conversation: Conversation, clock: MovableClock, transcript: Path | None, movable: bool
    ) -> None:
        self._transcript = Transcript(transcript)
        self._uploads = Uploads()
        self._inbound = Inbound(conversation=conversation, transcript=self._transcript, clock=clock)
        self._clock = clock
        self._page = Page(
            conversation=conversation,
            inbound=self._inbound,
            transcript=self._transcript,
            uploads=self._uploads,
            clock=clock,
            movable=movable,
        )

    @property
    def name(self) -> str:
        return NAME

    @property
    def people(self) -> tuple[Persona, ...]:
        """Everybody one can be."""
        return PEOPLE

    @property
    def admin(self) -> Caller:
        """Somebody who may use /cohort, as the router sees them."""
        persona = next(each for each in PEOPLE if each.admin)
        return invocation(persona, Call(group="cohort", word="list"), Gesture.COMMAND).caller

    def as_person(self, user: str) -> Somebody:
        """That person, from the inside; LookupError when there is nobody of that id."""
        persona = find_persona(user)
        if persona is None:
            raise LookupError(f"nobody is called {user!r}; there are {', '.join(each.user for each in PEOPLE)}")
        return Somebody(persona=persona, inbound=self._inbound, transcript=self._transcript, uploads=self._uploads)

    def mount(self, app: web.Application) -> None:
        """Add the page at / and what it needs under /local."""
        self._page.mount(app)

    @property
    def pace(self) -> Pace:
        return PACE

    async def run(self) -> None:
        """Nothing to connect to: the page is served by the web server, so wait until cancelled."""
        await asyncio.Event().wait()

    async def send(self, parcel: Parcel) -> Outcome:
        """Append a direct message; a second try of the same parcel is recognised by its key."""
        if parcel.workspace != WORKSPACE or find_persona(parcel.user) is None:
            return Undeliverable(f"there is nobody of the id {parcel.user} in the local workspace")
        entry = self._transcript.delivered(parcel.key, parcel.user) or self._transcript.add(
            at=self._clock.now(),
            origin=Origin.MESSAGE,
            person=parcel.user,
            public=False,
            body=parcel.reply,
            key=parcel.key,
        )
        return Sent(str(entry.id))

    async def find(self, parcel: Parcel, since: datetime) -> Evidence:
        """Whether it is in the transcript, which is written before a post is answered."""
        del since
        entry = self._transcript.delivered(parcel.key, parcel.user)
        return Absent() if entry is None else Sent(str(entry.id))

    async def people_in(self, workspace: WorkspaceId, place: ChannelId | RoleId | GroupId) -> Sequence[Person]:
        """Everybody in a channel; the local workspace has no roles and no groups."""
        members = CHANNELS.get(ChannelId(place.removeprefix("#").lower()))
        if workspace != WORKSPACE or members is None:
            channels = " and ".join(f"#{channel}" for channel in CHANNELS)
            raise NoSuchPlace(
                f"I can't see that channel. The local workspace has no roles and no groups, only {channels}."
            )
        return [each.person for each in members]

    async def everybody(self, workspace: WorkspaceId) -> Sequence[Person]:
        """All five."""
        if workspace != WORKSPACE:
            raise NoSuchPlace("That is another workspace than this local one.")
        return [each.person for each in PEOPLE]

    async def person(self, workspace: WorkspaceId, user: UserId) -> Person | None:
        """One of the people, by the id or by the name that the page shows; or None."""
        persona = find_persona(user.casefold()) if workspace == WORKSPACE else None
        return persona.person if persona is not None else None

    async def read_file(self, workspace: WorkspaceId, file: FileId, limit: int) -> bytes:
        """A file that somebody gave on the page since the bot was started."""
        del workspace
        return self._uploads.read(file, limit)

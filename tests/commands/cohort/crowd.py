"""A local workspace with a crowd in it: a real object of the protocol, since five people are no import."""

from collections.abc import Sequence
from datetime import datetime

from mentorbot.chat.given_files import check_size
from mentorbot.chat.ids import ChannelId, FileId, GroupId, RoleId, UserId, WorkspaceId
from mentorbot.chat.platform import Absent, Evidence, NoSuchFile, NoSuchPlace, Outcome, Pace, Parcel, Person, Sent

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland")


class Crowd:
    """Everybody is in #crowd and has the role learners; nobody else is there."""

    name = "local"

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = list(people)
        self.files: dict[FileId, bytes] = {}
        self.sent: list[Parcel] = []
        self.per_second: float | None = None
        self.outcome: Outcome | None = None
        """What becomes of every message; None for one that arrives."""

    @property
    def pace(self) -> Pace:
        return Pace(per_second=self.per_second)

    async def run(self) -> None:
        """Nothing to connect to."""

    async def find(self, parcel: Parcel, since: datetime) -> Evidence:
        del since
        return Sent(parcel.key) if parcel in self.sent else Absent()

    async def send(self, parcel: Parcel) -> Outcome:
        if self.outcome is not None:
            return self.outcome
        self.sent.append(parcel)
        return Sent(parcel.key)

    async def people_in(self, workspace: WorkspaceId, place: ChannelId | RoleId | GroupId) -> Sequence[Person]:
        if workspace != "local" or place not in {"crowd", "learners"}:
            raise NoSuchPlace("I can't see that role. Choose one of this server's.")
        return self.people

    async def everybody(self, workspace: WorkspaceId) -> Sequence[Person]:
        return [each for each in self.people if workspace == "local" and not each.bot]

    async def read_file(self, workspace: WorkspaceId, file: FileId, limit: int) -> bytes:
        """What was put into `files`."""
        content = self.files.get(file) if workspace == "local" else None
        if content is None:
            raise NoSuchFile("I don't have that file any more. Please attach it again.")
        check_size(len(content), limit)
        return content

    async def person(self, workspace: WorkspaceId, user: UserId) -> Person | None:
        there = self.people if workspace == "local" else []
        return next((each for each in there if each.user == user), None)


def somebody(number: int, *, zone: str | None = None, bot: bool = False, gone: bool = False) -> Person:
    return Person(user=UserId(f"U{number:04}"), name=f"Person {number}", zone=zone, bot=bot, gone=gone)


def crowd(size: int) -> Crowd:
    """People of four zones, numbered from 0."""
    return Crowd([somebody(number, zone=ZONES[number % len(ZONES)]) for number in range(size)])

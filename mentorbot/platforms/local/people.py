"""The people and channels of the local workspace."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mentorbot.chat.ids import ChannelId, UserId, WorkspaceId
from mentorbot.chat.platform import Person

WORKSPACE: Final = WorkspaceId("local")
WORKSPACE_NAME: Final = "Local workspace"
GENERAL: Final = ChannelId("general")
CAREER: Final = ChannelId("career")


class Role(StrEnum):
    """What somebody is here to try."""

    LEARNER = "learner"
    MENTOR = "mentor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """Somebody one can be on the page; `zone` is IANA."""

    user: UserId
    name: str
    role: Role
    zone: str

    @property
    def admin(self) -> bool:
        return self.role is Role.ADMIN

    @property
    def email(self) -> str:
        return f"{self.user}@example.org"

    @property
    def place(self) -> str:
        """The city of the zone: "New York"."""
        return self.zone.rpartition("/")[2].replace("_", " ")

    @property
    def person(self) -> Person:
        return Person(
            user=self.user, name=self.name, handle=self.user, email=self.email, zone=self.zone, admin=self.admin
        )


PEOPLE: Final = (
    Persona(user=UserId("ada"), name="Ada", role=Role.LEARNER, zone="Europe/Berlin"),
    Persona(user=UserId("kim"), name="Kim", role=Role.LEARNER, zone="America/New_York"),
    Persona(user=UserId("lee"), name="Lee", role=Role.LEARNER, zone="Asia/Kathmandu"),
    Persona(user=UserId("grace"), name="Grace", role=Role.MENTOR, zone="Europe/London"),
    Persona(user=UserId("robin"), name="Robin", role=Role.ADMIN, zone="Europe/Amsterdam"),
)

CHANNELS: Final = {
    GENERAL: PEOPLE,
    CAREER: tuple(each for each in PEOPLE if each.role is Role.LEARNER),
}


def find_persona(user: str) -> Persona | None:
    """The persona of that id, or None."""
    return next((each for each in PEOPLE if each.user == user), None)

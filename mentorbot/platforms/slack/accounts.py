"""An account as Slack describes it."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorbot.chat.ids import UserId
from mentorbot.chat.platform import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person, and whether the workspace lets them administer it."""

    person: Person
    admin: bool


def read_account(user: Mapping[str, object]) -> Account:
    """From a `user` of the Web API; its address is there only with the scope `users:read.email`."""
    zone, email = user.get("tz"), _profile(user).get("email")
    person = Person(
        user=UserId(str(user["id"])),
        name=_name(user),
        handle=str(user.get("name") or ""),
        email=str(email) if email else None,
        zone=str(zone) if zone else None,
        bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",  # Slackbot says that it is no bot
        gone=bool(user.get("deleted")),
        admin=bool(user.get("is_admin") or user.get("is_owner")),
    )
    return Account(person=person, admin=bool(person.admin))


def _name(user: Mapping[str, object]) -> str:
    names = _profile(user)
    return str(names.get("display_name") or names.get("real_name") or user.get("real_name") or user.get("name") or "")


def _profile(user: Mapping[str, object]) -> Mapping[str, object]:
    profile = user.get("profile")
    return profile if isinstance(profile, Mapping) else {}

"""Who may use which words: the one table of it."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from mentorbot.chat.command import Audience
from mentorbot.domain.rights import Role

NEEDED: Mapping[Audience, Role] = MappingProxyType(
    {
        Audience.EVERYBODY: Role.LEARNER,
        Audience.MENTORS: Role.MENTOR,
        Audience.ADMINS: Role.ADMIN,
    }
)
"""The role that a word asks for. No role holds another: an admin sees nothing of what is between mentor and learner."""


def may_use(roles: Collection[Role], audience: Audience) -> bool:
    """Whether somebody with these roles may use a word for that audience."""
    return NEEDED[audience] in roles

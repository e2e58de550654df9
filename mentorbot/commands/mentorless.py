"""Somebody who needs a mentor, as admins are told of it."""

from mentorbot.commands.context import Context
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.domain.members import MemberKey


def mentorless(ctx: Context, learner: MemberKey, reason: str) -> Trouble:
    """For the admins' digest, unless somebody is found before it goes out."""
    return Trouble(workspace=ctx.workspace.key, kind=TroubleKind.MENTORLESS, at=ctx.now, reason=reason, member=learner)

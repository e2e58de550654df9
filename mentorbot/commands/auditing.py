"""A change of an admin as it is written into the audit log."""

from collections.abc import Mapping

from mentorbot.commands.context import Context
from mentorbot.domain.audit import Entry, EntryKey
from mentorbot.domain.members import MemberKey
from mentorbot.store import Tx
from mentorbot.store.audit import add_entry

_SUBJECT = 200


async def audited(
    ctx: Context,
    tx: Tx,
    command: str,
    subject: str,
    *,
    about: MemberKey | None = None,
    before: Mapping[str, str] | None = None,
    after: Mapping[str, str] | None = None,
) -> None:
    """To be called in the transaction of the change; `before` and `after` hold what differs, in words."""
    entry = Entry(
        key=EntryKey(0),
        workspace=ctx.workspace.key,
        member=ctx.member.key,
        command=command,
        subject=subject[:_SUBJECT],
        about=about,
        before=dict(before or {}),
        after=dict(after or {}),
        at=ctx.now,
    )
    await add_entry(tx, entry)

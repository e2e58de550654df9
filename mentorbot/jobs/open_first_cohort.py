"""Give the local workspace a cohort to join when it opens for the first time."""

from mentorbot.chat.call import call
from mentorbot.chat.invocation import Caller, Invocation
from mentorbot.chat.platform import Conversation
from mentorbot.store import Store
from mentorbot.store.people import workspace

NAME = "First cohort"


async def open_first_cohort(store: Store, conversation: Conversation, admin: Caller) -> None:
    """An admin's own `/cohort create`, once: a workspace that has been used keeps what its people made of it."""
    async with store.read() as tx:
        known = await workspace(tx, admin.platform, admin.workspace or "")
    if known is None:
        await conversation.answer(Invocation(caller=admin, call=call("cohort create", name=NAME)))

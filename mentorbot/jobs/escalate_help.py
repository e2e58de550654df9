"""Tell admins of calls for help that nobody has answered in time, and tell whoever called that they know.

The trouble, the letter and the mark that it is done are one commit, with the calls held: of several replicas one
does it.
"""

from datetime import datetime, timedelta

from mentorbot.domain.deliveries import Delivery, DeliveryKind, owed_now
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.domain.help_letters import HelpNews, Turn
from mentorbot.store import Store
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.help_requests import Unanswered, about, mark_escalated, next_escalation, unanswered
from mentorbot.store.keys import new_mark, numbered_key
from mentorbot.store.troubles import add_troubles

BATCH = 500
_KEEPS = timedelta(days=2)
"""How long the news may take to reach whoever called."""


async def escalate_help(store: Store, now: datetime, *, batch: int = BATCH) -> int:
    """Pass on what is unanswered at `now` (UTC); says how many calls."""
    async with store.read() as tx:
        first = await next_escalation(tx)
    if first is None or first > now:
        return 0
    mark, passed_on = new_mark(), 0
    while True:
        async with store.begin() as tx:
            late = await unanswered(tx, now, batch)
            await mark_escalated(tx, [each.request.key for each in late], now)
            await add_troubles(tx, [_trouble(each) for each in late])
            await add_deliveries(
                tx,
                [_news(each, now, numbered_key(now, mark, passed_on, place)) for place, each in enumerate(late)],
            )
        passed_on += len(late)
        if len(late) < batch:
            return passed_on


def _trouble(late: Unanswered) -> Trouble:
    return Trouble(
        workspace=late.request.workspace,
        kind=TroubleKind.STUCK,
        at=late.request.asked_at,
        reason=f"{late.told} has not answered" if late.told else "nobody has answered",
        member=late.request.member,
    )


def _news(late: Unanswered, now: datetime, key: str) -> Delivery:
    letter = HelpNews(
        turn=Turn.UNANSWERED,
        first=late.told,
        cohort=late.cohort,
        asked_at=late.request.asked_at,
        zone=late.learner.clock,
    )
    return owed_now(
        key, letter, DeliveryKind.HELP, to=late.learner, now=now, keeps=_KEEPS, about=about(late.request.key)
    )

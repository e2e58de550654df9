"""A call for help whose letter reached nobody goes on: to whoever stands in, or to the admins."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mentorbot.domain.checkins import HelpRequest
from mentorbot.domain.deliveries import Delivery, DeliveryKind, DeliveryState, owed_now
from mentorbot.domain.digests import Trouble, TroubleKind
from mentorbot.domain.escalation import Told, whom_to_tell
from mentorbot.domain.help_letters import HelpNews, Stuck, Turn
from mentorbot.store import Tx
from mentorbot.store.cohorts import cohort
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.help_requests import about, confidants_of, held_help_request, save_help_request
from mentorbot.store.keys import new_key
from mentorbot.store.people import member
from mentorbot.store.troubles import add_troubles

_FAILED = frozenset({DeliveryState.UNDELIVERABLE, DeliveryState.HELD, DeliveryState.EXPIRED})
"""What is held may have arrived, but nobody knows: somebody else hears of it all the same."""
_KEEPS, _NEWS_KEEPS = timedelta(days=7), timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passed:
    """One call on its way to somebody else: as it was, the letter that failed, and who is told now."""

    before: HelpRequest
    letter: Stuck
    told: Told

    @property
    def quiet(self) -> bool:
        """Whether admins are not to be told, and nobody else is left."""
        return self.told.whom is None and self.before.escalates_at is None

    @property
    def after(self) -> HelpRequest:
        if self.told.whom is not None:
            return replace(self.before, told=self.told.whom.key)
        return replace(self.before, told=None)


async def pass_on(tx: Tx, written: Sequence[Delivery], now: datetime) -> None:
    """Look at what was just settled at `now` (UTC), and see that no call for help ends there."""
    for delivery in written:
        if isinstance(delivery.letter, Stuck) and delivery.state in _FAILED:
            await _pass_on(tx, delivery, delivery.letter, now)


async def _pass_on(tx: Tx, failed: Delivery, letter: Stuck, now: datetime) -> None:
    request = await held_help_request(tx, letter.request)
    if request is None or request.answered_at is not None or request.told != failed.member:
        return
    told = whom_to_tell(await confidants_of(tx, request.member), now, tried={failed.member})
    passed = _Passed(before=request, letter=letter, told=told)
    to_admins = told.whom is None and not passed.quiet
    await save_help_request(tx, replace(passed.after, escalated_at=now) if to_admins else passed.after)
    if to_admins:
        await add_troubles(tx, [_trouble(passed)])
    await add_deliveries(tx, await _letters(tx, passed, now))


async def _letters(tx: Tx, passed: _Passed, now: datetime) -> Sequence[Delivery]:
    news = await _news(tx, passed, now)
    if passed.told.whom is None:
        return [news]
    letter = replace(passed.letter, why=passed.told.why, mentor=passed.told.mentor, zone=passed.told.whom.clock)
    onward = owed_now(
        new_key(now, 1), letter, DeliveryKind.STUCK, to=passed.told.whom, now=now, keeps=_KEEPS, about=_about(passed)
    )
    return [news, onward]


async def _news(tx: Tx, passed: _Passed, now: datetime) -> Delivery:
    learner = await member(tx, passed.before.member)
    where = await cohort(tx, passed.before.cohort) if passed.before.cohort is not None else None
    to_admins = Turn.TO_NOBODY if passed.quiet else Turn.TO_ADMINS
    letter = HelpNews(
        turn=to_admins if passed.told.whom is None else Turn.TO_THE_COVER,
        first=passed.letter.mentor,
        now_with=passed.told.whom.name if passed.told.whom else "",
        cohort=where.name if where else "",
        asked_at=passed.before.asked_at,
        zone=learner.clock,
    )
    return owed_now(
        new_key(now), letter, DeliveryKind.HELP, to=learner, now=now, keeps=_NEWS_KEEPS, about=_about(passed)
    )


def _trouble(passed: _Passed) -> Trouble:
    return Trouble(
        workspace=passed.before.workspace,
        kind=TroubleKind.STUCK,
        at=passed.before.asked_at,
        reason=passed.told.reason,
        member=passed.before.member,
    )


def _about(passed: _Passed) -> str:
    return about(passed.before.key)

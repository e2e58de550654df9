"""Tell mentors once a week, at their own hour, how their mentees are: one private message, none for nothing.

The letters and the next instants are one commit, with the mentors held: of several replicas one writes to each.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentorbot.domain.cadence import local_date
from mentorbot.domain.deliveries import Delivery, DeliveryKind, owed_now
from mentorbot.domain.members import Member, MemberKey, Reach
from mentorbot.domain.mentee_digests import MenteesDigest, Week, digest, news_since, next_digest, occasion
from mentorbot.domain.mentoring import Mentorship
from mentorbot.guides import Library
from mentorbot.store import Store, Tx
from mentorbot.store.deliveries import add_deliveries
from mentorbot.store.guide_versions import fetch_missing
from mentorbot.store.keys import new_mark, numbered_key
from mentorbot.store.mentee_weeks import Facts, facts_of
from mentorbot.store.mentor_digests import (
    Mentoring,
    anybody_due,
    last_told,
    mentors_among,
    mentors_due,
    pairs_of,
    set_digests,
    stand_ins,
)

BATCH = 100
"""Mentors per transaction; each has up to fifty mentees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Somebody who is told now: of whose mentees, by the mentor, and until when (UTC) it may go out."""

    member: Member
    mentors: tuple[Mentoring, ...]
    until: datetime
    instead_of: str = ""
    """The mentor's name, where the reader is none and stands in."""


async def tell_mentors(store: Store, library: Library, now: datetime, *, batch: int = BATCH) -> int:
    """Write the digests that are due at `now` (UTC) and say when the next are; gives back how many."""
    async with store.read() as tx:
        if not await anybody_due(tx, now):
            return 0
    mark, told = new_mark(), 0
    while True:
        async with store.begin() as tx:
            due = await mentors_due(tx, now, batch)
            letters = await _letters(tx, library, await _readers(tx, due, now), now)
            made = [
                _delivery(numbered_key(now, mark, told, place), each, letter, now)
                for place, (each, letter) in enumerate(letters)
            ]
            await add_deliveries(tx, made)
            await set_digests(tx, {each.member.key: next_digest(each.offer, each.member.clock, now) for each in due})
        told += len(made)
        if len(due) < batch:
            return told
        await asyncio.sleep(0)


async def _readers(tx: Tx, due: Sequence[Mentoring], now: datetime) -> Sequence[_Reader]:
    """Whoever is told now: mentors with those for whom they stand in, and stand-ins who are no mentors themselves."""
    here = [each for each in due if not _away(each, now) and each.member.reach is Reach.OPEN]
    gone = [each for each in due if _away(each, now)]
    covered = [each for each in await stand_ins(tx, [each.member.key for each in here]) if _away(each, now)]
    covers = await mentors_among(tx, {each.offer.cover for each in gone if each.offer.cover is not None})
    readers: dict[MemberKey, _Reader] = {}
    for each in here:
        if (turn := _turn(each, now)) is not None:
            others = (one for one in covered if one.offer.cover == each.member.key)
            readers[each.member.key] = _Reader(member=each.member, mentors=(each, *others), until=turn)
    for each in gone:
        cover, mentors_too = covers.get(each.offer.cover, (None, False)) if each.offer.cover else (None, False)
        turn = _turn(each, now)
        # A stand-in who mentors hears of these with their own mentees, at their own hour.
        if cover is None or mentors_too or turn is None or cover.reach is Reach.CLOSED:
            continue
        before = readers.get(cover.key)
        readers[cover.key] = _Reader(
            member=cover,
            mentors=(*(before.mentors if before else ()), each),
            until=min(turn, before.until) if before else turn,
            instead_of=" and ".join(filter(None, (before.instead_of if before else "", each.member.name))),
        )
    return list(readers.values())


def _away(mentoring: Mentoring, now: datetime) -> bool:
    return mentoring.offer.away(local_date(now, mentoring.member.clock))


def _turn(mentoring: Mentoring, now: datetime) -> datetime | None:
    """Until when the digest that is due may go out; None where its hour is not now, or was never set."""
    if mentoring.offer.digest_at is None:
        return None
    found = occasion(mentoring.offer, mentoring.member.clock, now)
    return found.until if found else None


async def _letters(
    tx: Tx, library: Library, readers: Sequence[_Reader], now: datetime
) -> Sequence[tuple[_Reader, MenteesDigest]]:
    if not readers:
        return []
    heard = {each.member.key for reader in readers for each in reader.mentors} | {each.member.key for each in readers}
    last = await last_told(tx, heard)
    since = {each.member.key: _since(each, last, now) for each in readers}
    pairs = await pairs_of(tx, {each.member.key for reader in readers for each in reader.mentors})
    facts = await facts_of(tx, {learner.key for _, learner in pairs}, min(since.values()))
    await fetch_missing(tx, library, {each.cohort.edition for each in facts.values() if each.cohort})
    letters = []
    for reader in readers:
        weeks = [
            _week(mentoring, reader, _Known(pair, learner, facts[learner.key], library))
            for mentoring in reader.mentors
            for pair, learner in pairs
            if pair.mentor == mentoring.member.key
        ]
        letter = digest(weeks, since[reader.member.key], now, zone=reader.member.clock, instead_of=reader.instead_of)
        if letter is not None:
            letters.append((reader, letter))
    return letters


def _since(reader: _Reader, last: Mapping[MemberKey, datetime], now: datetime) -> datetime:
    """Whoever stands in without being a mentor goes on from where the mentor was told last."""
    whose = [reader.member, *(each.member for each in reader.mentors if reader.instead_of)]
    told = max((last[each.key] for each in whose if each.key in last), default=None)
    return news_since(told, reader.mentors[0].offer.since, now)


@dataclass(frozen=True, slots=True)
class _Known:
    """A mentee, what is known of them, and the guides."""

    pair: Mentorship
    learner: Member
    facts: Facts
    library: Library


def _week(mentoring: Mentoring, reader: _Reader, known: _Known) -> Week:
    own = reader.instead_of or mentoring.member.key == reader.member.key
    facts = known.facts
    return Week(
        pair=known.pair,
        learner=known.learner,
        stuck_weeks=mentoring.stuck_weeks,
        covered_for="" if own else mentoring.member.name,
        completions=facts.completions,
        nudges=facts.nudges,
        call=facts.call,
        checkin=facts.checkin,
        enrolment=facts.enrolment,
        cohort=facts.cohort,
        guide=known.library.guide(*facts.cohort.edition) if facts.cohort else None,
    )


def _delivery(key: str, reader: _Reader, letter: MenteesDigest, now: datetime) -> Delivery:
    return owed_now(
        key, letter, DeliveryKind.MENTEES, to=reader.member, now=now, keeps=max(reader.until - now, timedelta())
    )

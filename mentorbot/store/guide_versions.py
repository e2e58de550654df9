"""Every version of a guide that the bot has run with, as a text that the store does not read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import bindparam, select, tuple_, update

from mentorbot.domain.guide import Edition
from mentorbot.store.engine import Tx, insert_new
from mentorbot.store.tables import cohorts, guide_versions

_EDITION = tuple_(guide_versions.c.guide, guide_versions.c.version)


@dataclass(frozen=True, slots=True)
class Kept:
    """A version that is kept: since when (UTC), and when a bot last started with it."""

    edition: Edition
    first_seen_at: datetime
    started_at: datetime


class Shelf(Protocol):
    """The versions that a process has at hand."""

    def missing(self, wanted: Iterable[Edition]) -> Collection[Edition]:
        """Those that are to be fetched."""

    def add(self, edition: Edition, text: str) -> None:
        """One that was fetched."""


async def unknown_versions(tx: Tx, editions: Collection[Edition]) -> set[Edition]:
    """Those that are not kept yet."""
    query = select(guide_versions.c.guide, guide_versions.c.version).where(_EDITION.in_(editions))
    return set(editions) - {Edition(*row) for row in await tx.execute(query)}


async def keep_versions(tx: Tx, texts: Mapping[Edition, str], now: datetime) -> None:
    """Keep what is not kept yet."""
    rows = [
        {"guide": slug, "version": version, "content": text, "first_seen_at": now, "started_at": now}
        for (slug, version), text in texts.items()
    ]
    if rows:
        await tx.execute(insert_new(tx, guide_versions), rows)


async def start_with(tx: Tx, editions: Collection[Edition], now: datetime) -> None:
    """A bot starts with these: they are the newest from now on, and cohorts that have no version yet get theirs."""
    here = (guide_versions.c.guide == bindparam("its_guide"), guide_versions.c.version == bindparam("its_version"))
    started = update(guide_versions).where(*here).values(started_at=now)
    without = update(cohorts).where(cohorts.c.guide == bindparam("its_guide"), cohorts.c.guide_version == "")
    rows = [{"its_guide": slug, "its_version": version} for slug, version in sorted(editions)]
    if rows:
        await tx.execute(started, rows)
        await tx.execute(without.values(guide_version=bindparam("its_version")), rows)


async def versions_of(tx: Tx, slug: str) -> Sequence[Kept]:
    """The versions of a guide, the one first that a bot started with last."""
    columns = (guide_versions.c.version, guide_versions.c.first_seen_at, guide_versions.c.started_at)
    rows = await tx.execute(
        select(*columns)
        .where(guide_versions.c.guide == slug)
        .order_by(guide_versions.c.started_at.desc(), guide_versions.c.first_seen_at.desc(), guide_versions.c.version)
    )
    return [Kept(Edition(slug, row.version), row.first_seen_at, row.started_at) for row in rows]


async def kept_texts(tx: Tx, editions: Collection[Edition]) -> Mapping[Edition, str]:
    """The texts of those that are kept."""
    if not editions:
        return {}
    columns = (guide_versions.c.guide, guide_versions.c.version, guide_versions.c.content)
    rows = await tx.execute(select(*columns).where(_EDITION.in_(editions)))
    return {Edition(row.guide, row.version): row.content for row in rows}


async def fetch_missing(tx: Tx, shelf: Shelf, wanted: Iterable[Edition]) -> None:
    """Whatever this process has not met yet, such as what another replica has pinned a cohort to."""
    for edition, text in (await kept_texts(tx, shelf.missing(wanted))).items():
        shelf.add(edition, text)

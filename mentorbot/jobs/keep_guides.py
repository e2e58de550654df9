"""Keep the guides as they are read now, so that cohorts can go on with them when the content has changed."""

from datetime import datetime

from mentorbot.guides import Library, text_of_guide
from mentorbot.store import Store
from mentorbot.store.guide_versions import keep_versions, start_with, unknown_versions


async def keep_guides(store: Store, library: Library, now: datetime) -> None:
    """Once at each start, before anything else is done; `now` is UTC."""
    guides = {guide.edition: guide for guide in library.guides.values()}
    async with store.begin() as tx:
        unknown = await unknown_versions(tx, guides.keys())
        await keep_versions(tx, {edition: text_of_guide(guides[edition]) for edition in sorted(unknown)}, now)
        await start_with(tx, guides.keys(), now)

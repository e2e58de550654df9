"""A guide from what somebody wrote."""

from mentorbot.chat.nearest import nearest
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import maybe_enrolled
from mentorbot.domain.errors import NotFound
from mentorbot.domain.guide import Guide
from mentorbot.guides import Library
from mentorbot.store import Tx


def guide_named(library: Library, wrote: str, *, option: str = "guide") -> Guide:
    """By its slug, title or short name; raises NotFound with the nearest."""
    for each in library.guides.values():
        if _is_called(each, wrote):
            return each
    raise NotFound("guide", wrote, option=option, nearest=nearest(wrote, library.guides))


async def guide_to_read(ctx: Context, tx: Tx, wrote: str, *, option: str = "guide") -> Guide:
    """As `guide_named`; the caller's own in the version that they walk through, also with nothing named."""
    found = await maybe_enrolled(ctx, tx)
    if found and (not wrote or _is_called(found.guide, wrote)):
        return found.guide
    return guide_named(ctx.library, wrote, option=option) if wrote else ctx.library.default


def _is_called(guide: Guide, wrote: str) -> bool:
    return wrote.casefold() in {guide.slug, guide.title.casefold(), guide.short.casefold()}

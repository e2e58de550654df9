"""A guide from what somebody wrote."""

from mentorbot.chat.nearest import nearest
from mentorbot.commands.context import Context
from mentorbot.commands.enrolled import Enrolled
from mentorbot.domain.errors import NotFound
from mentorbot.domain.guide import Guide
from mentorbot.guides import Library


def guide_named(library: Library, wrote: str, *, option: str = "guide") -> Guide:
    """By its slug, title or short name; raises NotFound with the nearest."""
    for each in library.guides.values():
        if is_called(each, wrote):
            return each
    raise NotFound("guide", wrote, option=option, nearest=nearest(wrote, library.guides))


def guide_to_read(ctx: Context, found: Enrolled | None, wrote: str, *, option: str = "guide") -> Guide:
    """As `guide_named`; the caller's own in the version that they walk through, also with nothing named."""
    if found and (not wrote or is_called(found.guide, wrote)):
        return found.guide
    return guide_named(ctx.library, wrote, option=option) if wrote else ctx.library.default


def related(ctx: Context, guide: Guide) -> tuple[Guide, ...]:
    """The guides that it names as related, as far as they are there."""
    there = ctx.library.guides
    return tuple(there[slug] for slug in dict.fromkeys(guide.related) if slug in there and slug != guide.slug)


def is_called(guide: Guide, wrote: str) -> bool:
    return wrote.casefold() in {guide.slug, guide.title.casefold(), guide.short.casefold()}

"""A guide from what somebody wrote."""

from mentorbot.chat.nearest import nearest
from mentorbot.domain.errors import NotFound
from mentorbot.domain.guide import Guide
from mentorbot.guides import Library


def guide_named(library: Library, wrote: str) -> Guide:
    """By its slug, title or short name; raises NotFound with the nearest."""
    for each in library.guides.values():
        if wrote.casefold() in {each.slug, each.title.casefold(), each.short.casefold()}:
            return each
    raise NotFound("guide", wrote, option="guide", nearest=nearest(wrote, library.guides))

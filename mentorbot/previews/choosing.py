"""Which guide is meant, and whether it has what is asked for."""

from mentorbot.chat.nearest import nearest
from mentorbot.domain.guide import Guide
from mentorbot.guides import Library


class NotThere(Exception):
    """There is no such guide, page, step or task; the text is a sentence."""


def chosen(library: Library, slug: str, guide: str = "") -> Guide:
    """The guide that was named; or else the default one, or another one where only that has such a slug."""
    if guide:
        named = library.guide(guide)
        if named is None:
            raise NotThere(f"There is no guide {guide}; there are: {', '.join(library.guides)}.")
        return _having(named, slug)
    having = [each for each in library.guides.values() if slug in each.pages or slug in each.tasks]
    return having[0] if len(having) == 1 else _having(library.default, slug)


def _having(guide: Guide, slug: str) -> Guide:
    if slug in guide.pages or slug in guide.tasks:
        return guide
    hint = "".join(f" Did you mean {each}?" for each in nearest(slug, (*guide.pages, *guide.tasks)))
    raise NotThere(f"The guide {guide.slug} has no page, step or task {slug}.{hint}")

"""The search of each version of a guide, made when it is first asked."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from mentorbot.domain.guide import Edition, Guide
from mentorbot.guides.library import Library
from mentorbot.guides.search import Search

_OTHERS = 16
"""Searches of versions that are not the newest; each takes some megabytes."""


class Searches(Mapping[str, Search]):
    """By a guide's slug the search of its newest version, made at once; `of` gives that of any version."""

    def __init__(self, library: Library, make: Callable[[Guide], Search] = Search) -> None:
        self._library = library
        self._newest = {slug: make(guide) for slug, guide in library.guides.items()}
        self._made = lru_cache(maxsize=_OTHERS)(lambda edition: make(self._guide(edition)))

    def of(self, guide: Guide) -> Search:
        """The search of just this version; for a guide of the library."""
        newest = self._library.guide(guide.slug)
        return self._newest[guide.slug] if newest and newest.version == guide.version else self._made(guide.edition)

    def __getitem__(self, slug: str) -> Search:
        """The newest; of a guide whose folder was deleted, a version that its people still walk through."""
        if slug in self._newest:
            return self._newest[slug]
        kept = next((each for each in reversed(self._library.kept) if each.slug == slug), None)
        if kept is None:
            raise KeyError(slug)
        return self._made(kept)

    def __iter__(self) -> Iterator[str]:
        return iter(self._newest)

    def __len__(self) -> int:
        return len(self._newest)

    def _guide(self, edition: Edition) -> Guide:
        found = self._library.guide(*edition)
        if found is None:
            raise KeyError(edition)
        return found

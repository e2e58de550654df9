"""The search of each version of a guide, made when it is first asked."""

from collections import OrderedDict
from collections.abc import Callable

from mentorbot.domain.guide import Edition, Guide
from mentorbot.guides.asking.search import Answer, Search

MOST = 128
"""Searches at once, those asked last; each takes a megabyte or two."""


class Searches:
    """What answers questions from any guide, whether it is the newest version or one that a cohort keeps to."""

    def __init__(self, make: Callable[[Guide], Search]) -> None:
        self._make = make
        self._made: OrderedDict[Edition, Search] = OrderedDict()

    def ask(self, guide: Guide, question: str) -> Answer:
        """From just this version. Any text at all may be asked; the first question to a guide takes a bit longer."""
        search = self._made.pop(guide.edition, None) or self._make(guide)
        self._made[guide.edition] = search
        if len(self._made) > MOST:
            self._made.popitem(last=False)
        return search.ask(question)

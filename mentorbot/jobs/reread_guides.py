"""Follows the content's files, so that an author sees an edit in the running bot."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from mentorbot.guides import ContentProblems, Library, Problem, fingerprint, load_library

log = logging.getLogger(__name__)


class RereadGuides:
    """Calls `teach` with the guides whenever their files have changed and can be read; keeps `problems` otherwise."""

    def __init__(self, content_dir: Path, teach: Callable[[Library], Awaitable[None]]) -> None:
        self.problems: tuple[Problem, ...] = ()
        """Why the guides that are taught are not the newest; empty when they are."""
        self._content_dir = content_dir
        self._teach = teach
        self._seen = fingerprint(content_dir)

    async def __call__(self) -> None:
        """Look once; a guide that is half written leaves the last good one in its place."""
        now = fingerprint(self._content_dir)
        if now == self._seen:
            return
        self._seen = now
        try:
            library = await asyncio.to_thread(load_library, self._content_dir)
        except ContentProblems as found:
            self.problems = found.problems
            log.warning("The guides have changed and cannot be read; the last good ones stay:\n%s", found)
            return
        self.problems = ()
        await self._teach(library)
        log.info("The guides have changed and were read anew.")

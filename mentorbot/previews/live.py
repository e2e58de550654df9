"""A preview that follows its files: a broken edit keeps the last good rendering and says what is wrong with it."""

from pathlib import Path

from mentorbot.guides import ContentProblems, fingerprint, load_library
from mentorbot.previews.choosing import NotThere, chosen
from mentorbot.previews.page import page
from mentorbot.previews.stage import staged
from mentorbot.previews.subjects import Subject, subjects


class LivePreview:
    """What a slug stands for, as a page; `version` is another one whenever the page is."""

    def __init__(self, content_dir: Path, slug: str, guide: str) -> None:
        self.version = 0
        self._content_dir = content_dir
        self._slug = slug
        self._guide = guide
        self._seen: object = None
        self._shown: tuple[Subject, ...] = ()
        self._problems: tuple[str, ...] = ()

    @property
    def html(self) -> str:
        return page(self._slug, self._shown, problems=self._problems, version=self.version)

    async def look_again(self) -> None:
        """Draw anew when a file was changed since the last look."""
        now = fingerprint(self._content_dir)
        if now == self._seen:
            return
        self._seen = now
        try:
            self._shown = tuple(await drawn(self._content_dir, self._slug, self._guide))
            self._problems = ()
        except ContentProblems as problems:
            self._problems = tuple(map(str, problems.problems))
        except (NotThere, OSError) as problem:
            self._problems = (str(problem),)
        self.version += 1  # last, since whoever sees another one asks for the page at once


async def drawn(content_dir: Path, slug: str, guide: str) -> list[Subject]:
    """All that the slug stands for. Raises ContentProblems and NotThere."""
    library = load_library(content_dir)
    meant = chosen(library, slug, guide)
    async with staged(library) as stage:
        return [each async for each in subjects(stage, meant, slug)]

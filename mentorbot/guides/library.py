"""The guides that this process has: the newest of each, and those versions that somebody has asked for."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mentorbot.domain.guide import Edition, Guide
from mentorbot.guides.kept import Unreadable, guide_of_text

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Library:
    """Every guide there is, by its slug, the first one first, then in the order of the slugs; never empty."""

    guides: dict[str, Guide]
    """The newest of each, as the content folder has it."""
    kept: dict[Edition, Guide] = field(default_factory=dict)
    """Other versions, fetched from where they are kept (`store.guide_versions.fetch_missing`)."""

    @property
    def default(self) -> Guide:
        """The one that says it is the first, or else the first by its slug."""
        return next((guide for guide in self.guides.values() if guide.first), next(iter(self.guides.values())))

    def guide(self, slug: str, version: str = "") -> Guide | None:
        """That version, or the newest; None for one that is nowhere, or that is kept and was not fetched yet."""
        newest = self.guides.get(slug)
        if newest is not None and version in {"", newest.version}:
            return newest
        return self.kept.get(Edition(slug, version))

    def missing(self, wanted: Iterable[Edition]) -> set[Edition]:
        """Those that are to be fetched."""
        return {each for each in wanted if each.version and self.guide(*each) is None}

    def learn(self, newest: Mapping[str, Guide]) -> None:
        """Take in newer guides; those that they replace, or that are gone, are kept."""
        self.kept.update({guide.edition: guide for guide in self.guides.values()})
        self.guides.clear()
        self.guides.update(newest)

    def add(self, edition: Edition, text: str) -> None:
        """Take in a version that was kept; one that cannot be read any more stays missing."""
        try:
            self.kept[edition] = guide_of_text(text)
        except Unreadable:
            log.exception("the version %s of %s was kept by a program that this one cannot read", *reversed(edition))

"""Phrasings of two pages that the search cannot tell apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from mentorbot.guides.asking.lexicon import meant
from mentorbot.guides.asking.terms import naming_of
from mentorbot.guides.folder import Draft
from mentorbot.guides.keys import Passage
from mentorbot.guides.lint.places import pages
from mentorbot.guides.lint.unwritten import is_written
from mentorbot.guides.problem import Problem, advice

OWN_WORDS = "Give one of them a word of its own, or keep it on the page that answers it better."


@dataclass(frozen=True, slots=True)
class Claim:
    """A page's phrasing, and the pages that it leads to."""

    page: str
    near: frozenset[str]
    said: Passage

    def agrees(self, other: "Claim") -> bool:
        """Whether one answer serves both; the very same phrasing is told elsewhere."""
        kin = self.page == other.page or other.page in self.near or self.page in other.near
        return kin or self.said.text.casefold() == other.said.text.casefold()


def colliding_phrasings(draft: Draft) -> Iterator[Problem]:
    """The same terms in the same order, once stems and stop words are taken as the search takes them.

    It knows a phrasing that is typed to the letter; of whatever comes near, it sees these terms and their neighbours.

    Pages of which one is part of the other, or names it in `see_also`, may: the search gives both as one answer.
    """
    if draft.guide is None:
        return
    naming = naming_of(draft.guide)
    first: dict[tuple[str, ...], Claim] = {}
    for claim in _claims(draft):
        terms = tuple(naming.terms(meant(claim.said.text)))
        if not terms:
            message = f"{claim.said.text!r} is found only to the letter: it has no word to look for."
            yield advice(claim.said.file, claim.said.line, message, "Say what it is about.")
            continue
        seen = first.setdefault(terms, claim)
        if not claim.agrees(seen):
            where = f"{seen.said.file}:{seen.said.line}"
            message = f"{claim.said.text!r} and {seen.said.text!r} ({where}) are one to the search."
            yield advice(claim.said.file, claim.said.line, message, OWN_WORDS)


def _claims(draft: Draft) -> Iterator[Claim]:
    for page in pages(draft):
        near = frozenset(each.text for key in ("part_of", "see_also") for each in page.all(key))
        yield from (Claim(page.slug, near, said) for said in page.all("asked_as") if is_written(said.text))

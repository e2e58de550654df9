"""Nudges that say nearly the same."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz, utils

from mentorbot.guides.folder import Draft
from mentorbot.guides.lint.unwritten import is_written
from mentorbot.guides.problem import Problem, advice

ALIKE: Final = 80
"""Of 100, by the letters that two texts share in order; the nearest two of our guides that are different reach 63."""


def nudges_alike(draft: Draft) -> Iterator[Problem]:
    """Across the whole guide: who walks it hears all of them. The very same are told elsewhere."""
    passages = [each for each in draft.findings.passages if each.key == "nudges" and is_written(each.text)]
    read = [(each, utils.default_process(each.text)) for each in passages]
    for (one, text), (other, again) in combinations(read, 2):
        likeness = fuzz.ratio(text, again, score_cutoff=ALIKE)
        if likeness and text != again:
            message = f"This nudge says nearly the same as the one at {one.file}:{one.line} ({likeness:.0f} of 100)."
            yield advice(other.file, other.line, message, "Say something of this very task.")

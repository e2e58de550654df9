"""Tasks of which nobody could tell that they are done."""

import re
from collections.abc import Iterator
from typing import Final

from mentorbot.guides.folder import Draft
from mentorbot.guides.keys import Passage
from mentorbot.guides.lint.places import tasks
from mentorbot.guides.lint.unwritten import is_written
from mentorbot.guides.problem import Problem, advice

INWARD: Final = re.compile(
    r"you(?:['’](?:ve|re)| have| are| will)?(?: (?:now|really|fully|better|a bit|more|finally))* "
    r"(?:understand|understood|know|known|feel|felt|familiar|aware|comfortable|confident|appreciated?|"
    r"learn|learnt|learned|believe|reali[sz]ed?|improved|grown)\b(?!.*\band (?:have|can|your?)\b)",
    re.IGNORECASE,
)
"""At the beginning of `done_when`, what goes on in a head and nothing after it that shows: "you understand headers"."""
EMPTY: Final = re.compile(
    r"(?:(?:it|the task)(?: is|['’]s) |you(?: are|['’]re) )?(?:all )?(?:done|finished|completed?|ready)\W*",
    re.IGNORECASE,
)
NO_THING: Final = re.compile(
    r"(?:none|nothing|n/?a|no evidence|(?:an? )?(?:better |deeper |good )?(?:understanding|knowledge|awareness|feeling|"
    r"sense|confidence|familiarity|appreciation)\b.*)\W*",
    re.IGNORECASE,
)
"""As `evidence`, what nobody could be shown."""


def signs_of_completion(draft: Draft) -> Iterator[Problem]:
    """That the keys are there is seen when the guide is read; here, whether they say what somebody else could see."""
    for task in tasks(draft):
        for each in filter(_written, task.all("done_when")):
            if INWARD.match(each.text) or EMPTY.fullmatch(each.text):
                yield _unseen(each, "Say what can be seen or heard, such as: you can say what each header is for.")
        for each in filter(_written, task.all("evidence")):
            if NO_THING.fullmatch(each.text):
                yield _unseen(each, "Name a thing that is left over: a note, a sketch, a link, a message.")


def _written(passage: Passage) -> bool:
    return is_written(passage.text)


def _unseen(passage: Passage, suggestion: str) -> Problem:
    return advice(passage.file, passage.line, f"Nobody could see this `{passage.key}`: {passage.text!r}.", suggestion)

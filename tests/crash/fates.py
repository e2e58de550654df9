"""What the way to a platform does to one post: when it is recorded, if ever, and what the bot hears of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TypeAlias

SLOW = 0.1
"""Seconds."""


class Answer(StrEnum):
    """What the bot hears."""

    OWN = "the platform"
    ERROR = "a 5xx"
    LIMITED = "a 429"
    RESET = "a reset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """`before` and `after` are the seconds from the arrival to the recording, and from there to the answer."""

    before: float = 0.0
    after: float = 0.0
    records: bool = True
    answer: Answer = Answer.OWN
    answers_first: bool = False
    """The answer goes out at once, the recording follows."""

    @property
    def name(self) -> str:
        when = (
            "never recorded" if not self.records else "recorded after its answer" if self.answers_first else "recorded"
        )
        slow = ", slowly" if self.before + self.after > SLOW and not self.answers_first else ""
        return f"{when}{slow}; answered by {self.answer}"


Fates: TypeAlias = Callable[[], Fate]
"""The fate of the next post."""


def fair() -> Fate:
    """Nothing goes wrong."""
    return Fate()


def weather(random: Random, *, timeout: float, settling: float) -> Fates:
    """Seven posts in ten have a good passage; the others meet everything that may happen to a request.

    A post that the bot has given up on is recorded up to `settling` seconds later, less a fifth; `timeout` is how long
    the bot waits for an answer (seconds).
    """
    late = settling * 0.8

    def short() -> float:
        return random.uniform(0, timeout * 0.05)

    kinds: Sequence[tuple[int, Callable[[], Fate]]] = (
        (70, lambda: Fate(before=short(), after=short())),
        (6, lambda: Fate(before=random.uniform(0, timeout * 0.6), after=random.uniform(0, timeout * 0.6))),
        (4, lambda: Fate(before=random.uniform(timeout, late))),
        (3, lambda: Fate(before=short(), after=timeout * 1.5)),
        (4, lambda: Fate(before=short(), records=False, answer=Answer.LIMITED)),
        (3, lambda: Fate(before=short(), records=False, answer=Answer.ERROR)),
        (3, lambda: Fate(before=short(), after=short(), answer=Answer.ERROR)),
        (2, lambda: Fate(before=random.uniform(0, late), answer=Answer.ERROR, answers_first=True)),
        (2, lambda: Fate(before=short(), records=False, answer=Answer.RESET)),
        (2, lambda: Fate(before=short(), after=short(), answer=Answer.RESET)),
        (1, lambda: Fate(before=random.uniform(0, late), answer=Answer.RESET, answers_first=True)),
    )
    weights = [weight for weight, _ in kinds]

    def fate() -> Fate:
        ((_, made),) = random.choices(kinds, weights)
        return made()

    return fate

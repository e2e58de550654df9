"""What is wrong with the content, where, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Fault: TypeAlias = tuple[str, str]
"""What is wrong with a text, and what to do; whoever knows the place makes a Problem of it."""


class Severity(StrEnum):
    """What a problem stops."""

    STOPS = "stops"
    """The bot does not start with it."""
    ADVICE = "advice"
    """Only the check fails."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right; `file` is relative to the folder that holds the content, `line` counts from 1."""

    file: str
    line: int
    message: str
    suggestion: str
    severity: Severity = Severity.STOPS

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} {self.suggestion}"


def advice(file: str, line: int, message: str, suggestion: str) -> Problem:
    """A problem with which the bot runs all the same."""
    return Problem(file, line, message, suggestion, Severity.ADVICE)


class ContentProblems(Exception):
    """The content cannot be used as it is."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))

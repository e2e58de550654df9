"""How right a guide's answers are, on questions of which somebody wrote down what would be right."""

import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mentorbot.guides.asking.search import Answer, Verdict
from mentorbot.guides.problem import ContentProblems, Problem

EXAMPLE = '{"kind": "direct", "q": "Do I need to code?", "expected": ["a-topic"]}'
NAMED = 3
"""So many topics are offered where the guide is not sure."""
RECALL = 0.9
"""The share of the guide's own questions that must be answered when false answers are counted by the score."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the topics of which each would be right; none when no answer is."""

    kind: str
    question: str
    expected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and what became of it."""

    asked: Asked
    answer: Answer

    def right_within(self, places: int) -> bool:
        """Whether a right topic is among the first."""
        return any(each.topic in self.asked.expected for each in self.answer.ranked[:places])

    @property
    def confident(self) -> bool:
        return self.answer.verdict is Verdict.ANSWER

    @property
    def helped(self) -> bool:
        """The right answer, or the right topic among those offered; for what is out of scope, no answer."""
        if not self.asked.expected:
            return not self.confident
        offered = self.answer.verdict is Verdict.UNSURE and self.right_within(NAMED)
        return offered or (self.confident and self.right_within(1))


@dataclass(frozen=True, slots=True)
class Rate:
    """A share from 0 to 1 of `base` questions, the bound that it must keep, and the one that would be better."""

    name: str
    share: float
    base: int
    must: float | None = None
    better: float | None = None
    at_most: bool = False

    def keeps(self, bound: float | None) -> bool:
        """Whether it is on the right side of the bound, as far as whole questions can be."""
        if bound is None:
            return True
        found = round(self.share * self.base)
        return found <= math.ceil(bound * self.base) if self.at_most else found >= math.floor(bound * self.base)


def read_questions(path: Path) -> list[Asked]:
    """Lines of `{"kind": …, "q": …, "expected": [topics]}`; raises ContentProblems with the lines that are not."""
    asked: list[Asked] = []
    problems: list[Problem] = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            read = json.loads(text) if text.strip() else {}
        except ValueError:
            read = None
        match read:
            case {"kind": str(kind), "q": str(question), "expected": [*topics]}:
                asked.append(Asked(kind, question, frozenset(map(str, topics))))
            case {} if not text.strip():
                pass
            case _:
                problems.append(Problem(path.name, number, "This line is no question.", f"Write it like {EXAMPLE}."))
    if problems:
        raise ContentProblems(problems)
    return asked


def rates(found: Sequence[Judged]) -> Iterator[Rate]:
    """What a guide is measured by, in scope, by kind, and out of it."""
    ours = [each for each in found if each.asked.expected]
    others = [each for each in found if not each.asked.expected]
    sure = [each for each in ours if each.confident]
    yield _rate("right topic first", ours, _first, must=0.75, better=0.80)
    yield _rate("right topic in the first three", ours, _in_three, must=0.88, better=0.92)
    for kind, must, better in (("direct", 0.97, 1.0), ("typo", 0.85, 0.9), ("paraphrase", 0.48, 0.58)):
        yield _rate(
            f"{kind}, right topic first", [each for each in ours if each.asked.kind == kind], _first, must, better
        )
    rest = sorted({each.asked.kind for each in ours} - {"direct", "typo", "paraphrase"})
    for kind in rest:
        yield _rate(f"{kind}, right topic first", [each for each in ours if each.asked.kind == kind], _first)
    yield _rate("of the confident answers, right", sure, _first, must=0.88, better=0.92)
    yield _rate("answered confidently, in scope", ours, lambda each: each.confident)
    yield _rate("helped", ours, lambda each: each.helped, must=0.80, better=0.86)
    yield _rate("out of scope, answered confidently", others, lambda each: each.confident, 0.05, 0.03, at_most=True)
    yield false_answers(ours, others)


def false_answers(ours: Sequence[Judged], others: Sequence[Judged]) -> Rate:
    """Out of scope, at or above the score that nine in ten of the guide's own questions reach."""
    scores = sorted((each.answer.score for each in ours), reverse=True)
    threshold = scores[max(0, int(RECALL * len(scores)) - 1)] if scores else 1.0
    return _rate(
        "false answers where 90 % in scope are answered",
        others,
        lambda each: each.answer.score >= threshold,
        must=0.15,
        better=0.10,
        at_most=True,
    )


def _first(each: Judged) -> bool:
    return each.right_within(1)


def _in_three(each: Judged) -> bool:
    return each.right_within(NAMED)


def _rate(
    name: str,
    found: Sequence[Judged],
    holds: Callable[[Judged], bool],
    must: float | None = None,
    better: float | None = None,
    *,
    at_most: bool = False,
) -> Rate:
    share = sum(map(holds, found)) / len(found) if found else 0.0
    return Rate(name, share, len(found), must, better, at_most)

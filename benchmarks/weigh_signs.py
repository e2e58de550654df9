"""Weighs the signs of `guides/asking/signs.py` anew: `.venv/bin/python benchmarks/weigh_signs.py`.

A logistic regression (Newton's method, ridge) on the development questions of every guide, in scope or not, each side
counting half. Prints the table for `guides/asking/confidence.py`; files whose names hold `exam` are not read.
"""

import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # started as a file, Python sees this folder only

from mentorbot.guides import Search, load_library
from mentorbot.guides.evaluation import read_questions

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "tests" / "guides" / "questions"
RIDGE = 0.3
STEPS = 25
Row = tuple[tuple[float, ...], float]
"""The signs of a question, and whether it is the guide's to answer."""


def main() -> None:
    names, rows = _read()
    weights = fitted([((1.0, *signs), wanted) for signs, wanted in rows])
    print(f"BIAS: Final = {weights[0]:.2f}")
    for name, weight in zip(names, weights[1:], strict=True):
        print(f'    "{name}": {weight:.2f},')


def _read() -> tuple[tuple[str, ...], list[Row]]:
    library = load_library(ROOT / "content")
    names: tuple[str, ...] = ()
    rows: list[Row] = []
    for file in sorted(QUESTIONS.glob("*.jsonl")):
        slug, *rest = file.name.split(".")
        if "exam" in rest:
            continue
        search = Search(library.guides[slug], library.guides.values())
        for each in read_questions(file):
            signs = search.signs(each.question)
            names = tuple(signs)
            rows.append((tuple(signs.values()), float(bool(each.expected))))
    return names, rows


def fitted(rows: Sequence[Row]) -> list[float]:
    """The weights that tell the two sides apart best; the first of each row is 1, and its weight is not held small."""
    size = len(rows[0][0])
    inside = sum(wanted for _, wanted in rows) / len(rows)
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [RIDGE * weight for weight in weights]
        slope[0] = 0.0
        curve = [[RIDGE * (row == column > 0) for column in range(size)] for row in range(size)]
        for signs, wanted in rows:
            share = 0.5 / inside if wanted else 0.5 / (1 - inside)
            guess = 1 / (1 + math.exp(-sum(weight * sign for weight, sign in zip(weights, signs, strict=True))))
            present = [place for place, sign in enumerate(signs) if sign]
            for row in present:
                slope[row] += share * (guess - wanted) * signs[row]
                for column in present:
                    curve[row][column] += share * guess * (1 - guess) * signs[row] * signs[column]
        moved = list(_solved(curve, slope))
        weights = [weight - step for weight, step in zip(weights, moved, strict=True)]
    return weights


def _solved(curve: list[list[float]], slope: list[float]) -> Iterator[float]:
    """Gauss and Jordan, the largest pivot first."""
    rows = [[*line, value] for line, value in zip(curve, slope, strict=True)]
    for at in range(len(rows)):
        pivot = max(range(at, len(rows)), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(len(rows)):
            if other != at and rows[other][at]:
                rows[other] = [
                    mine - rows[other][at] * theirs for mine, theirs in zip(rows[other], rows[at], strict=True)
                ]
    return (row[-1] for row in rows)


if __name__ == "__main__":
    main()

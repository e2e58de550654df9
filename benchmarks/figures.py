"""What a benchmark found, beside what was to be reached; printed for people, or as JSON for the table."""

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of the table; `detail` says what it is made of."""

    what: str
    value: float
    goal: float
    at_least: bool = False
    unit: str = ""
    detail: str = ""

    @property
    def met(self) -> bool:
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    @property
    def wanted(self) -> str:
        return f"{'>=' if self.at_least else '<='} {_told(self.goal)}{self.unit}"

    @property
    def found(self) -> str:
        return f"{_told(self.value)}{self.unit}"

    def __str__(self) -> str:
        missed = "" if self.met else ", MISSED"
        return f"{self.what}: {self.found} (goal {self.wanted}{missed}){'; ' if self.detail else ''}{self.detail}"


def arguments(description: str | None) -> argparse.ArgumentParser:
    """What every benchmark can be asked for."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="a few seconds: to see that it runs, not how fast")
    parser.add_argument("--json", action="store_true", help="one JSON object a line instead of sentences")
    return parser


def show(found: Iterable[Figure], asked: argparse.Namespace) -> None:
    """Each as soon as it is known."""
    for each in found:
        print(json.dumps(asdict(each)) if asked.json else each, flush=True)


def _told(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 50 or value == int(value) else f"{value:.2f}"

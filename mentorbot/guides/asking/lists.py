"""The lists of English words that the engine brings along, as files that a person can read and mend."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "english"


@cache
def lists(file: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of a file of `english/`: a name, a colon, and words or phrases with commas between, a line each."""
    lines = (FOLDER / f"{file}.txt").read_text(encoding="utf-8").splitlines()
    named = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {name: tuple(each.strip() for each in phrases.split(",")) for name, _, phrases in named}

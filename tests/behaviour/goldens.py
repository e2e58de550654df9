"""Goldens: what people see and what was sent for it, in files that a diff can be read in.

`UPDATE_GOLDENS=1 make test` writes them anew.
"""

import json
import os
import re
from difflib import unified_diff
from pathlib import Path

from tests.behaviour.shown import Json, Reply

HOME = Path(__file__).parent.parent / "goldens"
_UPDATING = bool(os.environ.get("UPDATE_GOLDENS"))
_PASSING = (
    (re.compile(r"http://127\.0\.0\.1:\d+/response/[\w-]+"), "RESPONSE_URL"),
    (re.compile(r"\b\d{10}\.\d{6}\b"), "TS"),
    (re.compile(r"\b\d{17,20}\b"), "ID"),
    (re.compile(r"#[0-9a-f]{16}\b"), "#KEY"),
    (re.compile(r"\bdelivery=[\w-]{15,25}"), "delivery=KEY"),
    (re.compile(r'"id": [1-9]\d{4,9}\b'), '"id": "MARK"'),
    (re.compile(r'"size": \d+'), '"size": "SIZE"'),
    (re.compile(r"\bVersion [0-9a-f]{7}\b"), "Version 1234567"),
    (re.compile(r"Reference [0-9a-f]{4}"), "Reference ABCD"),
)
"""What differs from run to run."""
_ENDS = re.compile(r"(</(?:p|h3|ul|ol|li|dl|div|blockquote)>|<(?:ul|ol|dl)[^>]*>)(?=<)")


class Chapter:
    """The goldens of one test: compared all at once, so that one run shows every difference."""

    def __init__(self, venue: str, name: str) -> None:
        self._folder = HOME / venue / name
        self._written: dict[str, str] = {}

    def keep(self, name: str, reply: Reply) -> Reply:
        """Write down what was seen; gives it back."""
        assert name not in self._written, f"{name} is there twice"
        self._written[name] = _written(reply)
        return reply

    def verify(self) -> None:
        """Fail with a diff of whatever is not as it was, is new, or was not seen this time."""
        if _UPDATING:
            self._update()
        kept = {each.stem: each.read_text(encoding="utf-8") for each in self._folder.glob("*.txt")}
        names = sorted(kept.keys() | self._written.keys())
        changed = "\n".join(_diff(each, kept.get(each, ""), self._written.get(each, "")) for each in names)
        assert not changed.strip(), f"other than in {self._folder}:\n{changed}"

    def _update(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for each in self._folder.glob("*.txt"):
            each.unlink()
        for name, text in self._written.items():
            (self._folder / f"{name}.txt").write_text(text, encoding="utf-8")


def _written(reply: Reply) -> str:
    text = "\n".join(line.rstrip() for line in f"{reply.read}\n\n---- sent ----\n{_drawn(reply.payload)}\n".split("\n"))
    for pattern, instead in _PASSING:
        text = pattern.sub(instead, text)
    return text


def _drawn(payload: Json) -> str:
    if isinstance(payload, str):
        return _ENDS.sub(r"\1\n", payload)
    return json.dumps(payload, indent=1, ensure_ascii=False)


def _diff(name: str, before: str, after: str) -> str:
    return "\n".join(unified_diff(before.splitlines(), after.splitlines(), f"{name}, kept", f"{name}, seen", "", "", 2))

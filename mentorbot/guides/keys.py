"""Reads typed values out of YAML, and notes everything that does not fit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from mentorbot.guides.nearest import did_you_mean
from mentorbot.guides.problem import Fault, Problem, advice
from mentorbot.guides.yaml_nodes import Fields, Items, Node, Scalar

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_RULE = "A slug is made of a-z, 0-9 and single hyphens."


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the guide and where it stands; `key` is the field it was written in."""

    file: str
    line: int
    key: str
    text: str


@dataclass(slots=True)
class Findings:
    """What reading one guide brings up: `problems` stop the bot, `advice` stops only the check."""

    problems: list[Problem] = field(default_factory=list)
    advice: list[Problem] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)


class Keys:
    """The fields of one mapping: ask for each that may be there, then `close`."""

    def __init__(self, fields: Fields, *, file: str, findings: Findings) -> None:
        self._fields = fields
        self._file = file
        self._findings = findings
        self._asked: list[str] = []

    def text(self, key: str, *, most: int, optional: bool = False) -> str:
        """A text of 1 to `most` characters."""
        node = self._get(key, optional=optional)
        return "" if node is None else self._text(node, key, most)

    def slug(self, key: str, *, most: int) -> str:
        slug, line = self.text(key, most=most), self.line(key)
        if slug and not SLUG.fullmatch(slug):
            self._problem(line, f"`{key}` may hold only a-z, 0-9 and single hyphens; it is {slug!r}.", "Rename it.")
        return slug

    def texts(self, key: str, *, most: int, optional: bool = False) -> tuple[str, ...]:
        """A list of texts of 1 to `most` characters each."""
        return tuple(self._text(node, key, most) for node in self._items(key, optional=optional))

    def groups(self, key: str, *, most: int) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts of 1 to `most` characters each; it may be left out."""
        found: list[tuple[str, ...]] = []
        for node in self._items(key, optional=True):
            if isinstance(node, Items) and len(node.nodes) > 1:
                found.append(tuple(self._text(each, key, most) for each in node.nodes))
            else:
                self._problem(
                    node.line, f"Each of `{key}` must be a list of two words or more.", "Such as [one, other]."
                )
        return tuple(found)

    def flag(self, key: str) -> bool:
        """`true`, or left out."""
        node = self._get(key, optional=True)
        if node is None:
            return False
        if not isinstance(node, Scalar) or node.value is not True:
            self._problem(node.line, f"`{key}` is true, or it is left out.", "Write `true`, or delete the line.")
        self._note(key, node, "true")
        return True

    def numbers(self, key: str, *, least: int, most: int) -> tuple[int, ...]:
        """A list of whole numbers."""
        return tuple(int(self._number(node, key, least, most)) for node in self._items(key))

    def number(self, key: str, *, least: float, most: float) -> float:
        node = self._get(key)
        return least if node is None else self._number(node, key, least, most)

    def day(self, key: str) -> date:
        node = self._get(key)
        if isinstance(node, Scalar) and isinstance(node.value, date) and not isinstance(node.value, datetime):
            self._note(key, node, node.value)
            return node.value
        if node is not None:
            self._problem(
                node.line, f"`{key}` must be a date such as 2026-11-20.", "Write year-month-day, without quotes."
            )
        return date.min

    def parts(self, key: str) -> Iterator["Keys"]:
        """A list of mappings."""
        for node in self._items(key):
            if isinstance(node, Fields):
                yield Keys(node, file=self._file, findings=self._findings)
            else:
                self._problem(
                    node.line, f"Each of `{key}` must be a group of `name: value` lines.", "Indent them alike."
                )

    def line(self, key: str) -> int:
        return self._fields.key_lines.get(key, self._fields.line)

    def expect(self, key: str, count: int, *, least: int, most: int) -> None:
        """Advise on how many there should be."""
        if key in self._fields.nodes and not least <= count <= most:
            wanted = f"{least}" if least == most else f"{least} to {most}"
            message = f"`{key}` should have {wanted} entries; it has {count}."
            change = f"Add {least - count} more." if count < least else f"Leave out {count - most}."
            self._findings.advice.append(advice(self._file, self.line(key), message, change))

    def refuse(self, key: str, message: str, suggestion: str) -> None:
        """Note a problem at the line of `key`."""
        self._problem(self.line(key), message, suggestion)

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._fields.nodes:
            if key not in self._asked:
                hint = did_you_mean(key, self._asked, otherwise="Take it out; content/README.md names the keys.")
                self._problem(self.line(key), f"`{key}` is not a key I know here.", hint)

    def _get(self, key: str, *, optional: bool = False) -> Node | None:
        self._asked.append(key)
        node = self._fields.nodes.get(key)
        if node is None and not optional:
            self._problem(self._fields.line, f"`{key}` is missing.", f"Add a line `{key}:`.")
        return node

    def _items(self, key: str, *, optional: bool = False) -> tuple[Node, ...]:
        node = self._get(key, optional=optional)
        if isinstance(node, Items):
            if not node.nodes and not optional:
                self._problem(node.line, f"`{key}` is empty.", "Write at least one entry.")
            return node.nodes
        if node is not None:
            self._problem(node.line, f"`{key}` must be a list.", "Such as [one, other].")
        return ()

    def _text(self, node: Node, key: str, most: int) -> str:
        if not isinstance(node, Scalar) or not isinstance(node.value, str):
            message, suggestion = _why_no_text(node)
            self._problem(node.line, f"`{key}` {message}.", suggestion)
            return ""
        text = node.value.strip()
        if not text:
            self._problem(node.line, f"`{key}` is empty.", "Write it.")
        elif len(text) > most:
            self._problem(
                node.line, f"`{key}` is {len(text)} characters long; at most {most}.", f"Cut {len(text) - most}."
            )
        self._findings.passages.append(Passage(self._file, node.line, key, text))
        return text

    def _number(self, node: Node, key: str, least: float, most: float) -> float:
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
            self._note(key, node, value)
            return float(value)
        self._problem(node.line, f"`{key}` must be a number from {least} to {most}.", "Write a figure alone.")
        return least

    def _note(self, key: str, node: Node, value: object) -> None:
        """A value that is no text has its place too."""
        self._findings.passages.append(Passage(self._file, node.line, key, str(value)))

    def _problem(self, line: int, message: str, suggestion: str) -> None:
        self._findings.problems.append(Problem(self._file, line, message, suggestion))


def _why_no_text(node: Node) -> Fault:
    if not isinstance(node, Scalar):
        return "must be a text, not a list or a group", "Quote a text that holds `: `."
    if node.value is None:
        return "is empty", "Write it."
    return f"must be a text; {node.value} reads as something else", "Put it in quotes."
